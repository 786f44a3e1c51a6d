using System.Diagnostics;
using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>One file of weights: what it is learned from, below the folder of data beside the checkout, and how.</summary>
internal sealed record Step(string Name, string[] Data, Action Train);

/// <summary>Makes the weight files of a language, one after the other: each may use those made before it.</summary>
internal static class Training
{
    private static readonly string[] French = ["corpora/fr-wikinews/train.jsonl", "corpora/fr-wikinews/dev.jsonl"];
    private static readonly string[] English = ["corpora/polnear/train.jsonl"];

    public static int Run(string[] languages, string? only)
    {
        foreach (var language in languages)
        foreach (var step in Steps(language).Where(s => only is null || s.Name == only))
        {
            var clock = Stopwatch.StartNew();
            step.Train();
            WeightRecord.Write(language, step.Name + ".bin", step.Data);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{language} {step.Name}: {clock.Elapsed.TotalSeconds:0} s")
            );
        }
        return 0;
    }

    /// <summary>Measures tags and trees on the test parts of the treebanks, and speakers and relays cross-validated by article.</summary>
    public static int Measure(string[] languages)
    {
        foreach (var language in languages)
            SyntaxTrainer.Report(language);
        if (languages.Contains("fr"))
        {
            SpeakerTrainer.Report("fr");
            ViaTrainer.Report("fr");
        }
        return 0;
    }

    /// <summary>The annotated articles that attributions are learned from; what is measured on in the end is not among them.</summary>
    public static string[] Annotated(string language) => language == "fr" ? French : English;

    private static IEnumerable<Step> Steps(string language)
    {
        var annotated = Annotated(language);
        string[] treebanks = [.. SyntaxTrainer.Train[language].Select(name => $"corpora/ud/{name}.conllu.gz")];
        yield return new Step(
            SyntaxModel.FileName,
            [.. treebanks, language == "fr" ? Dictionaries.Lefff : Dictionaries.WordNet],
            new SyntaxTrainer(language).Run
        );
        if (language == "fr")
        {
            yield return new Step(SpeakerRanker.FileName, annotated, () => SpeakerTrainer.Run(language));
            yield return new Step(ViaRanker.FileName, annotated, () => ViaTrainer.Run(language));
        }
        if (language == "en")
            yield return new Step("senses", [Dictionaries.WordNet], () => Dictionaries.WriteSenses(language));
        yield return new Step(AttributionModels.FileName, annotated, () => AttributionFiles.Train(language));
    }
}

using System.Diagnostics;
using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Makes the weight files of a language, one after the other: each may use those made before it.</summary>
internal static class Training
{
    public static int Run(string[] languages, string? only)
    {
        foreach (var language in languages)
        foreach (var (name, train) in Steps(language).Where(s => only is null || s.Name == only))
        {
            var clock = Stopwatch.StartNew();
            train();
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{language} {name}: {clock.Elapsed.TotalSeconds:0} s")
            );
        }
        foreach (var language in only is null or "syntax" ? languages : [])
            SyntaxTrainer.Report(language);
        if (languages.Contains("fr") && only is null or SpeakerRanker.FileName)
            SpeakerTrainer.Report("fr");
        if (languages.Contains("fr") && only is null or ViaRanker.FileName)
            ViaTrainer.Report("fr");
        return 0;
    }

    private static IEnumerable<(string Name, Action Train)> Steps(string language)
    {
        yield return ("syntax", new SyntaxTrainer(language).Run);
        if (language == "fr")
        {
            yield return (SpeakerRanker.FileName, () => SpeakerTrainer.Run(language));
            yield return (ViaRanker.FileName, () => ViaTrainer.Run(language));
        }
        if (language == "en")
            yield return ("senses", () =>
                Folders.Write(language, "senses.bin", writer => FormClasses.Write(writer, Dictionaries.Senses()))
            );
        yield return (AttributionModels.FileName, () => AttributionFiles.Train(language));
    }
}

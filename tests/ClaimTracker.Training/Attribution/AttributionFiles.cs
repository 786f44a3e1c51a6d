using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Trains the models that find attributions on all annotated articles of a language, and writes their file.</summary>
internal static class AttributionFiles
{
    public static void Train(string language)
    {
        var articles = FilesOf(language).SelectMany(Corpus.Read).Select(gold => new AlignedArticle(gold)).ToList();
        var models = new AttributionTrainer(AttributionSettings.Of(language)).Train(articles, Console.WriteLine);
        Folders.Write(language, AttributionModels.FileName + ".bin", writer => writer.Write(models));
    }

    // What is measured on is not learned from: of PolNeAR only the training part.
    private static string[] FilesOf(string language) =>
        language == "en"
            ? [Folders.Shared("corpora", "polnear", "train.jsonl")]
            :
            [
                Folders.Shared("corpora", "fr-wikinews", "train.jsonl"),
                Folders.Shared("corpora", "fr-wikinews", "dev.jsonl"),
            ];
}

using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Trains the models that find attributions on all annotated articles of a language, and writes their file.</summary>
internal static class AttributionFiles
{
    public static void Train(string language)
    {
        var articles = Training
            .Annotated(language)
            .SelectMany(file => Corpus.Read(Folders.Shared(file)))
            .Select(gold => new AlignedArticle(gold))
            .ToList();
        var models = new AttributionTrainer(AttributionSettings.Of(language)).Train(articles, Console.WriteLine);
        Folders.Write(language, AttributionModels.FileName + ".bin", writer => writer.Write(models));
    }
}

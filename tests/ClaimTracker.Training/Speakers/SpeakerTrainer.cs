using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Learns who is meant by the words that name a speaker, from annotated articles that say so.</summary>
internal static class SpeakerTrainer
{
    private const int Rounds = 6;
    private const int Folds = 5;
    private const float Rate = 0.03f;
    private const float Penalty = 0.02f;

    /// <summary>A mention with those who may be meant; of which kind it is, and whether the rules are right.</summary>
    private sealed record Example(Choice Choice, string Kind, bool RulesRight);

    /// <summary>What is learned from these articles.</summary>
    public static SpeakerRanker Learn(IEnumerable<GoldArticle> articles) =>
        Train(articles.SelectMany(Read)).ReadBack(SpeakerRanker.Read);

    public static void Run(string language)
    {
        var ranker = Train(
            Training.Annotated(language).SelectMany(file => Corpus.Read(Folders.Shared(file))).SelectMany(Read)
        );
        Folders.Write(language, SpeakerRanker.FileName + ".bin", ranker.Write);
    }

    /// <summary>How often the right one is chosen, by kind of mention, cross-validated by article.</summary>
    public static void Report(string language)
    {
        var articles = Corpus
            .Read(Folders.Shared(Training.Annotated(language)[0]))
            .Select(a => Read(a).ToList())
            .ToList();
        var table = new SortedDictionary<string, (int Right, int Rules, int Known, int All)>(StringComparer.Ordinal);
        for (var fold = 0; fold < Folds; fold++)
        {
            var ranker = Train(articles.Where((_, i) => i % Folds != fold).SelectMany(a => a));
            foreach (var example in articles.Where((_, i) => i % Folds == fold).SelectMany(a => a))
            foreach (var key in new[] { example.Kind, "all" })
            {
                var (right, rules, known, all) = table.GetValueOrDefault(key);
                table[key] = (
                    right + (example.Choice.Right[ranker.Best(example.Choice)] ? 1 : 0),
                    rules + (example.RulesRight ? 1 : 0),
                    known + (example.Choice.Right.Contains(true) ? 1 : 0),
                    all + 1
                );
            }
        }
        foreach (var (kind, (right, rules, known, all)) in table)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind}: ranker {(double)right / all:0.000}, rules {(double)rules / all:0.000}, among the candidates {(double)known / all:0.000} of {all}"
                )
            );
    }

    private static IEnumerable<Example> Read(GoldArticle gold)
    {
        var article = new Article(gold.Text, LanguageData.For(gold.Language));
        var book = new SourceBook(article) { IsLearning = true };
        var features = new List<ulong>();
        foreach (var attribution in gold.Attributions.Where(a => a.Source.Length > 0).OrderBy(a => a.Source[0].Start))
        {
            var mention = MentionOf(article, attribution);
            var options = book.Options(mention, null);
            var question = book.Ask(mention, null);
            var rows = new List<ulong[]>();
            var right = options.ConvertAll(option => NameMatch.Same(attribution.Speaker, option.Source.Name));
            foreach (var option in options)
            {
                question.Collect(option, features);
                rows.Add([.. features]);
            }
            var kind =
                mention.Core.IsPronoun ? "pronoun"
                : NameMatch.Same(attribution.Speaker, article.Span(mention.First, mention.Last).In(gold.Text))
                    ? "name in the mention"
                : "another name";
            yield return new Example(new Choice(rows, right), kind, right[0]);
            var meant = right.IndexOf(true) is var index and >= 0 ? options[index].Source : options[0].Source;
            if (meant.Name is not null)
                book.Spoke(meant, mention.Core.First);
        }
    }

    // The annotated words as the rules read a mention.
    public static Mention MentionOf(Article article, GoldAttribution attribution)
    {
        var parse = article.Parse;
        var first = TokenAt(article, attribution.Source[0].Start);
        var last = TokenAt(article, attribution.Source[0].End - 1);
        var head = first;
        for (var i = last; i >= first; i--)
            if ((parse.HeadOf(i) < first || parse.HeadOf(i) > last) && (i == last || parse.TagOf(i).IsNominal()))
                head = i;
        var phrase = article.PhraseAt(head);
        for (var i = first; i <= last && phrase is null; i++)
            phrase = article.PhraseAt(i);
        var whole = phrase ?? new NounPhrase(first, last, head, parse.TagOf(head) == UniversalTag.Pronoun, false);
        var core = whole with
        {
            First = Math.Clamp(whole.First, first, last),
            Last = Math.Clamp(whole.Last, first, last),
            Head = Math.Clamp(whole.Head, first, last),
        };
        var end = core.IsPronoun
            ? core.Last
            : Math.Clamp(new Mentions(article).WithPrepositions(whole), core.Last, last);
        return new Mention(first, last, core, end);
    }

    public static int TokenAt(Article article, int position)
    {
        var (low, high) = (0, article.Tokens.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (article.Tokens[middle].End <= position)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static ChoiceTrainer Train(IEnumerable<Example> examples) =>
        ChoiceTrainer.Train(examples.Select(e => e.Choice), Rounds, Rate, Penalty);
}

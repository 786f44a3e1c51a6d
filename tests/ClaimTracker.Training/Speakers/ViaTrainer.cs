using System.Globalization;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Learns through whom statements reach the outlet, from annotated articles that say so.</summary>
internal static class ViaTrainer
{
    private const int Rounds = 8;
    private const int Folds = 5;
    private const float Rate = 0.05f;
    private const float Penalty = 1e-3f;

    /// <summary>A statement with the ways it may have come, their kinds, and whether it came through anybody.</summary>
    private sealed record Example(Choice Choice, List<ViaKind> Kinds, bool HasVia);

    /// <summary>What is learned from these articles.</summary>
    public static ViaRanker Learn(IEnumerable<GoldArticle> articles) =>
        Train(articles.SelectMany(Read)).ReadBack(ViaRanker.Read);

    public static void Run(string language)
    {
        var ranker = Train(
            Training.Annotated(language).SelectMany(file => Corpus.Read(Folders.Shared(file))).SelectMany(Read)
        );
        Folders.Write(language, ViaRanker.FileName + ".bin", ranker.Write);
    }

    /// <summary>How often the right way is chosen, cross-validated by article.</summary>
    public static void Report(string language)
    {
        var articles = Corpus
            .Read(Folders.Shared(Training.Annotated(language)[0]))
            .Select(a => Read(a).ToList())
            .ToList();
        var (with, withRight, withKnown, without, alarms) = (0, 0, 0, 0, 0);
        var byKind = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var fold = 0; fold < Folds; fold++)
        {
            var ranker = Train(articles.Where((_, i) => i % Folds != fold).SelectMany(a => a));
            foreach (var example in articles.Where((_, i) => i % Folds == fold).SelectMany(a => a))
            {
                var best = ranker.Best(example.Choice);
                var right = example.Choice.Right[best];
                if (!example.HasVia)
                {
                    without++;
                    alarms += right ? 0 : 1;
                    continue;
                }
                with++;
                withRight += right ? 1 : 0;
                withKnown += example.Choice.Right.Contains(true) ? 1 : 0;
                var wanted = example.Choice.Right.IndexOf(true) is var at and >= 0
                    ? example.Kinds[at].ToString()
                    : "unknown";
                var key = $"{wanted} -> {(right ? "right" : example.Kinds[best].ToString())}";
                byKind[key] = byKind.GetValueOrDefault(key) + 1;
            }
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"via where any: {(double)withRight / with:0.000} of {with} (among the options {(double)withKnown / with:0.000}); false alarms {(double)alarms / without:0.000} of {without}"
            )
        );
        foreach (var (key, count) in byKind)
            Console.WriteLine($"  {key}: {count}");
    }

    private static IEnumerable<Example> Read(GoldArticle gold)
    {
        var article = new Article(gold.Text, LanguageData.For(gold.Language));
        var places = new Places(article);
        var attributions = gold
            .Attributions.Select(a => (Gold: a, Candidate: CandidateOf(article, a)))
            .OrderBy(a => CueOf(a.Candidate))
            .ToList();
        var relays = new Relays(article, new Mentions(article));
        var features = new List<ulong>();
        var past = new List<(Before Statement, string[] Via, string? Speaker)>();
        foreach (var (attribution, candidate) in attributions)
        {
            var outer = attributions
                .Where(o =>
                    o.Candidate != candidate
                    && o.Candidate.Content.Any(r => r.First <= CueOf(candidate) && CueOf(candidate) <= r.Last)
                    && !candidate.Content.Any(r => r.First <= CueOf(o.Candidate) && CueOf(o.Candidate) <= r.Last)
                )
                .OrderBy(o => o.Candidate.End - o.Candidate.Start)
                .FirstOrDefault();
            var via = attribution.Via ?? [];
            var same = past.TakeLast(ViaQuestion.Memory)
                .LastOrDefault(p => NameMatch.Same(p.Speaker, attribution.Speaker));
            var (before, viaBefore, _) = same.Statement is null ? past.LastOrDefault() : same;
            var question = new ViaQuestion(
                article,
                places,
                candidate,
                outer.Candidate,
                outer.Gold is not null && NameMatch.Same(outer.Gold.Speaker, attribution.Speaker),
                before is null ? null : before with { SameSpeaker = same.Statement is not null },
                relays.Told(candidate)
            );
            var options = question.Options();
            var rows = new List<ulong[]>();
            var right = new List<bool>();
            foreach (var option in options)
            {
                question.Collect(option, features);
                rows.Add([.. features]);
                string[] names = option.Kind switch
                {
                    ViaKind.Nobody => [],
                    ViaKind.Carried => viaBefore,
                    ViaKind.Nested => [.. outer.Gold!.Via ?? [], outer.Gold.Speaker ?? ""],
                    _ => [SourceReader.Read(article, option.Mention!).Name],
                };
                right.Add(names.Length == via.Length && names.Zip(via).All(n => NameMatch.Same(n.First, n.Second)));
            }
            yield return new Example(new Choice(rows, right), options.ConvertAll(o => o.Kind), via.Length > 0);
            var index = right.IndexOf(true);
            var kind =
                via.Length == 0 ? ViaKind.Nobody
                : index >= 0 && options[index].Kind != ViaKind.Carried ? options[index].Kind
                : before?.Kind is { } carried and not ViaKind.Nobody ? carried
                : ViaKind.Named;
            past.Add((new Before(candidate, kind, false), via, attribution.Speaker));
        }
    }

    private static int CueOf(Candidate candidate) =>
        candidate.CueTokens.First >= 0 ? candidate.CueTokens.First : candidate.Start;

    private static Candidate CandidateOf(Article article, GoldAttribution gold)
    {
        var cue =
            gold.Cue.Length == 0
                ? new TokenRange(-1, -1)
                : new TokenRange(
                    SpeakerTrainer.TokenAt(article, gold.Cue[0].Start),
                    SpeakerTrainer.TokenAt(article, gold.Cue[^1].End - 1)
                );
        var group = cue.First < 0 ? null : article.GroupAt(cue.Last) ?? article.GroupAt(cue.First);
        return new Candidate
        {
            Frame = group is null ? FrameKind.According : FrameKind.Clause,
            CueTokens = cue,
            Cue = group?.Cue,
            Group = group,
            Source = gold.Source.Length == 0 ? null : SpeakerTrainer.MentionOf(article, gold),
            Content =
            [
                .. gold.Content.Select(span => new TokenRange(
                    SpeakerTrainer.TokenAt(article, span.Start),
                    SpeakerTrainer.TokenAt(article, span.End - 1)
                )),
            ],
        };
    }

    private static ChoiceTrainer Train(IEnumerable<Example> examples) =>
        ChoiceTrainer.Train(examples.Select(e => e.Choice), Rounds, Rate, Penalty);
}

namespace ClaimTracker.Extraction;

/// <summary>How often a proposal of this make is right: two logistic models over what it was made of, with weights from the language's data.
/// The first judges a candidate by itself, and what it finds implausible is forgotten before chains are built, lest it seem to hold others;
/// the second knows the chain, and its figure is the claim's confidence.</summary>
internal static class ConfidenceModel
{
    /// <summary>Whether a candidate is worth building chains with.</summary>
    public static bool IsPlausible(Article article, Candidate candidate) =>
        article.Language.CandidateWeights.Of("threshold") is not { } threshold
        || IsPlain(candidate)
        || Sum(article.Language.CandidateWeights, article, candidate, null) >= threshold;

    /// <summary>The share of right ones among proposals with these features, and whether that is enough to propose it.</summary>
    public static (double Confidence, bool Proposed) Of(Article article, Attributed attributed)
    {
        var weights = article.Language.Weights;
        var confidence = Sum(weights, article, attributed.Candidate, attributed.Outer?.Candidate);
        return (
            Math.Round(confidence, 3),
            confidence >= (weights.Of("threshold") ?? 0) || IsPlain(attributed.Candidate)
        );
    }

    /// <summary>What a candidate inside another is made of, by name.</summary>
    public static string[] Features(Article article, Candidate candidate, Candidate? outer)
    {
        var names = new List<string>();
        var sink = new FeatureSink(names);
        Collect(ref sink, article, candidate, outer);
        return [.. names];
    }

    // What a verb of saying with a named subject plainly introduces is shown whatever the odds of its make.
    private static bool IsPlain(Candidate candidate) =>
        candidate
            is {
                Frame: FrameKind.Clause
                    or FrameKind.Quotation
                    or FrameKind.QuotationBefore
                    or FrameKind.Infinitive
                    or FrameKind.Incise,
                Source.Core.IsPronoun: false,
                SharesSubject: false,
                Cue: { } cue
            }
        && cue.Frames.HasFlag(CueFrames.Incise)
        && candidate.Group is { Negated: false, Modal: false, Form: WordTags.Finite };

    private static double Sum(FeatureWeights weights, Article article, Candidate candidate, Candidate? outer)
    {
        var sink = new FeatureSink(weights);
        Collect(ref sink, article, candidate, outer);
        return 1 / (1 + Math.Exp(-sink.Sum));
    }

    private static void Collect(ref FeatureSink sink, Article article, Candidate candidate, Candidate? outer)
    {
        var tokens = article.Tokens;
        var frame = NameOf(candidate.Frame);
        var lemma = candidate.Cue?.Lemma ?? "none";
        sink.Add("bias");
        sink.Add("frame", frame);
        sink.Add("cue", lemma);
        sink.Add("cue", lemma, frame);
        CollectSource(ref sink, article, candidate, frame, lemma);
        var words = 0;
        foreach (var range in candidate.Content)
            words += range.Last - range.First + 1;
        var size = words switch
        {
            1 => "1",
            2 => "2",
            <= 4 => "4",
            <= 8 => "8",
            <= 16 => "16",
            <= 40 => "40",
            _ => "more",
        };
        sink.Add("words", size);
        sink.Add("words", size, frame);
        var first = tokens[candidate.Start];
        var opens = first.Kind is TokenKind.Word ? NameOf(first.Tag) : NameOf(first.Kind);
        sink.Add("opens", opens, frame);
        sink.Add("cue", lemma, "opens", opens);
        if (candidate.Frame is FrameKind.Oblique or FrameKind.Noun)
            sink.Add("cue", lemma, article.Form(candidate.CueTokens.Last));
        if (candidate.SharesSubject)
            sink.Add("shared", frame);
        if (article.Level(candidate.CueTokens.First >= 0 ? candidate.CueTokens.First : candidate.Start) >= 0)
            sink.Add("quoted");
        if (candidate.Group is { } group)
            CollectGroup(ref sink, article, candidate, group, lemma);
        if (outer is null)
            return;
        sink.Add("nested");
        sink.Add("nested", frame);
        sink.Add("nested in", NameOf(outer.Frame));
    }

    private static void CollectSource(
        ref FeatureSink sink,
        Article article,
        Candidate candidate,
        string frame,
        string lemma
    )
    {
        var source = candidate.Source;
        var head = source is null ? default : article.Tokens[source.Core.Head];
        var kind =
            source is null ? "none"
            : source.Relative >= 0 ? "relative"
            : source.Core.IsPronoun ? "pronoun"
            : head.Is(WordTags.Proper) ? "name"
            : head.Word?.Noun is { } noun and not NounClass.None ? NameOf(noun)
            : "noun";
        sink.Add("source", kind);
        sink.Add("source", kind, frame);
        sink.Add("cue", lemma, "source", kind);
        if (source is null)
            return;
        if (source.Core.IsPronoun)
            sink.Add("pronoun", article.Form(source.Core.Head));
        else if (head.Word is { Noun: not NounClass.None and not NounClass.FirstName } known)
            sink.Add("head", known.Form);
    }

    private static void CollectGroup(
        ref FeatureSink sink,
        Article article,
        Candidate candidate,
        VerbGroup group,
        string lemma
    )
    {
        var tokens = article.Tokens;
        var form = NameOf(group.Form);
        sink.Add("form", form);
        sink.Add("cue", lemma, form);
        sink.Add(
            "head form",
            tokens[group.Head].Word is { } head
                ? head.Is(WordTags.Participle)
                    ? "ed"
                    : head.Is(WordTags.Infinitive)
                        ? "base"
                        : "s"
                : "none",
            form
        );
        sink.Add("starts", article.Form(group.First));
        if (group.Negated)
            sink.Add("negated");
        if (group.Modal)
            sink.Add("modal");
        if (group.Conditional)
            sink.Add("conditional");
        if (group.Passive)
            sink.Add("passive", lemma);
        if (candidate.Source is { } source && source.First < group.First)
            sink.Add(
                "apart",
                (group.First - source.Last) switch
                {
                    <= 1 => "0",
                    <= 3 => "2",
                    <= 8 => "8",
                    _ => "more",
                }
            );
        var start = article.Sentences.First(group.First);
        if (tokens[start].Is(WordTags.Subordinator))
            sink.Add("after", article.Form(start));
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => EnumNames<T>.Of(value);

    // Enum.ToString looks the name up anew each time.
    private static class EnumNames<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Known = Enum.GetValues<T>()
            .Distinct()
            .ToDictionary(v => v, v => v.ToString());

        public static string Of(T value) => Known.TryGetValue(value, out var name) ? name : value.ToString();
    }
}

namespace ClaimTracker.Extraction;

/// <summary>How often a proposal of this make is right: two logistic models over what it was made of, with weights from the language's data.
/// The first judges a candidate by itself, and what it finds implausible is forgotten before chains are built, lest it seem to hold others;
/// the second knows the chain, and its figure is the claim's confidence.</summary>
internal static class Reliability
{
    /// <summary>Whether a candidate is worth building chains with.</summary>
    public static bool IsPlausible(Article article, Candidate candidate) =>
        article.Language.Weight("first threshold") is not { } threshold || IsPlain(candidate) || Score(article, "first ", Features(article, candidate)) >= threshold;

    /// <summary>The share of right ones among proposals with these features, and whether that is enough to propose it.</summary>
    public static (double Confidence, bool Proposed) Of(Article article, Attributed attributed)
    {
        var confidence = Score(article, "", Features(article, attributed));
        return (Math.Round(confidence, 3), confidence >= (article.Language.Weight("threshold") ?? 0) || confidence >= LeastPlain && IsPlain(attributed.Candidate));
    }

    // Below this even a plain report is a misreading.
    private const double LeastPlain = 0.3;

    // What a verb of saying with a named subject plainly introduces is shown whatever the odds of its make.
    private static bool IsPlain(Candidate candidate) =>
        candidate is { Frame: FrameKind.Clause or FrameKind.Quotation or FrameKind.QuotationBefore or FrameKind.Infinitive, Source.Core.IsPronoun: false, SharesSubject: false, Cue: { } cue }
        && cue.Frames.HasFlag(CueFrames.Incise) && candidate.Group is { Negated: false, Modal: false, Form: WordTags.Finite };

    /// <summary>What a proposal is made of, by name.</summary>
    public static IEnumerable<string> Features(Article article, Attributed attributed)
    {
        foreach (var feature in Features(article, attributed.Candidate))
            yield return feature;
        if (attributed.Outer is null)
            yield break;
        yield return "nested";
        yield return "nested " + attributed.Candidate.Frame;
        yield return "nested in " + attributed.Outer.Candidate.Frame;
    }

    /// <summary>What a candidate is made of, by name.</summary>
    public static IEnumerable<string> Features(Article article, Candidate candidate)
    {
        var tokens = article.Tokens;
        var frame = candidate.Frame.ToString();
        var lemma = candidate.Cue?.Lemma ?? "none";
        yield return "bias";
        yield return "frame " + frame;
        yield return "cue " + lemma;
        yield return "cue " + lemma + " " + frame;
        foreach (var feature in OfSource(article, candidate, frame))
            yield return feature;
        var words = candidate.Content.Sum(r => r.Last - r.First + 1);
        var size = words switch { 1 => "1", 2 => "2", <= 4 => "4", <= 8 => "8", <= 16 => "16", <= 40 => "40", _ => "more" };
        yield return "words " + size;
        yield return "words " + size + " " + frame;
        var first = tokens[candidate.Start];
        var opens = first.Kind is TokenKind.Word ? first.Tag.ToString() : first.Kind.ToString();
        yield return "opens " + opens + " " + frame;
        yield return "cue " + lemma + " opens " + opens;
        if (candidate.Frame is FrameKind.Oblique or FrameKind.Noun)
            yield return "cue " + lemma + " " + article.Form(candidate.CueTokens.Last);
        if (candidate.SharesSubject)
            yield return "shared " + frame;
        if (article.Level(candidate.CueTokens.First >= 0 ? candidate.CueTokens.First : candidate.Start) >= 0)
            yield return "quoted";
        if (candidate.Group is { } group)
            foreach (var feature in OfGroup(article, candidate, group, lemma))
                yield return feature;
    }

    private static IEnumerable<string> OfSource(Article article, Candidate candidate, string frame)
    {
        var source = candidate.Source;
        var head = source is null ? default : article.Tokens[source.Core.Head];
        var kind = source is null ? "none" : source.Relative >= 0 ? "relative" : source.Core.IsPronoun ? "pronoun"
            : head.Is(WordTags.Proper) ? "name" : head.Word?.Noun is { } noun and not NounClass.None ? noun.ToString() : "noun";
        yield return "source " + kind;
        yield return "source " + kind + " " + frame;
        yield return "cue " + (candidate.Cue?.Lemma ?? "none") + " source " + kind;
        if (source is null)
            yield break;
        if (source.Core.IsPronoun)
            yield return "pronoun " + article.Form(source.Core.Head);
        else if (head.Word is { Noun: not NounClass.None and not NounClass.FirstName } known)
            yield return "head " + known.Form;
    }

    private static IEnumerable<string> OfGroup(Article article, Candidate candidate, VerbGroup group, string lemma)
    {
        var tokens = article.Tokens;
        yield return "form " + group.Form;
        yield return "cue " + lemma + " " + group.Form;
        yield return "head form " + (tokens[group.Head].Word is { } head ? head.Is(WordTags.Participle) ? "ed" : head.Is(WordTags.Infinitive) ? "base" : "s" : "none") + " " + group.Form;
        yield return "starts " + article.Form(group.First);
        if (group.Negated)
            yield return "negated";
        if (group.Modal)
            yield return "modal";
        if (group.Conditional)
            yield return "conditional";
        if (group.Passive)
            yield return "passive " + lemma;
        if (candidate.Source is { } source && source.First < group.First)
            yield return "apart " + (group.First - source.Last) switch { <= 1 => "0", <= 3 => "2", <= 8 => "8", _ => "more" };
        if (article.Sentences.First(group.First) is var start && tokens[start].Is(WordTags.Subordinator))
            yield return "after " + article.Form(start);
    }

    private static double Score(Article article, string model, IEnumerable<string> features)
    {
        var sum = 0.0;
        foreach (var feature in features)
            sum += article.Language.Weight(model.Length == 0 ? feature : model + feature) ?? 0;
        return 1 / (1 + Math.Exp(-sum));
    }
}

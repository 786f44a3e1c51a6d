namespace ClaimTracker.Extraction;

/// <summary>How often a proposal of this make is right: a logistic model over what it was made of, with weights from the language's data.</summary>
internal static class Reliability
{
    /// <summary>The share of right ones among proposals with these features, and whether that is enough to propose it.</summary>
    public static (double Confidence, bool Proposed) Of(Article article, Attributed attributed)
    {
        var sum = 0.0;
        foreach (var feature in Features(article, attributed))
            sum += article.Language.Weight(feature) ?? 0;
        var confidence = 1 / (1 + Math.Exp(-sum));
        return (Math.Round(confidence, 3), confidence >= (article.Language.Weight("threshold") ?? 0));
    }

    /// <summary>What a proposal is made of, by name.</summary>
    public static IEnumerable<string> Features(Article article, Attributed attributed)
    {
        var candidate = attributed.Candidate;
        var frame = candidate.Frame.ToString();
        yield return "bias";
        yield return "frame " + frame;
        var lemma = candidate.Cue?.Lemma ?? "none";
        yield return "cue " + lemma;
        yield return "cue " + lemma + " " + frame;
        var source = candidate.Source;
        var kind = source is null ? "none" : source.Relative >= 0 ? "relative" : source.Core.IsPronoun ? "pronoun"
            : article.Tokens[source.Core.Head].Is(WordTags.Proper) ? "name" : article.Tokens[source.Core.Head].Word?.Noun is { } noun and not NounClass.None ? noun.ToString() : "noun";
        yield return "source " + kind;
        yield return "source " + kind + " " + frame;
        if (source is not null && source.Core.IsPronoun)
            yield return "pronoun " + article.Form(source.Core.Head);
        if (attributed.Outer is not null)
        {
            yield return "nested";
            yield return "nested " + frame;
        }
        var words = candidate.Content.Sum(r => r.Last - r.First + 1);
        var size = words switch { 1 => "1", 2 => "2", <= 4 => "4", <= 8 => "8", <= 16 => "16", <= 40 => "40", _ => "more" };
        yield return "words " + size;
        yield return "words " + size + " " + frame;
        if (candidate.SharesSubject)
            yield return "shared " + frame;
        if (article.Level(candidate.CueTokens.First >= 0 ? candidate.CueTokens.First : candidate.Start) >= 0)
            yield return "quoted";
        if (candidate.Group is { } group)
        {
            yield return "form " + group.Form;
            if (group.Negated)
                yield return "negated";
            if (group.Modal)
                yield return "modal";
            if (group.Conditional)
                yield return "conditional";
            if (group.Passive)
                yield return "passive " + lemma;
            if (source is not null && source.First < group.First)
                yield return "apart " + (group.First - source.Last) switch { <= 1 => "0", <= 3 => "2", <= 8 => "8", _ => "more" };
        }
    }
}

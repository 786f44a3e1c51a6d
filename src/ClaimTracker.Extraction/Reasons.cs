namespace ClaimTracker.Extraction;

/// <summary>Says why a claim was proposed, in words that can be checked against the text.</summary>
internal static class Reasons
{
    public static string Of(Article article, Attributed attributed)
    {
        var candidate = attributed.Candidate;
        var cue =
            candidate.CueTokens.First >= 0
                ? "“" + article.Span(candidate.CueTokens.First, candidate.CueTokens.Last).In(article.Text) + "”"
                : "no cue";
        var how = candidate.Frame switch
        {
            FrameKind.Clause => "introduces a content clause",
            FrameKind.BareClause => "is followed by a clause without a conjunction",
            FrameKind.Quotation => "introduces a quotation",
            FrameKind.QuotationBefore => "follows a quotation",
            FrameKind.Infinitive => "governs an infinitive",
            FrameKind.Nominal => "takes a noun phrase as what is said",
            FrameKind.About => "says something of someone",
            FrameKind.Oblique => "takes a prepositional object as what is said",
            FrameKind.Incise => "stands in or after what is said",
            FrameKind.Colon => "parts a speaker from what is said",
            FrameKind.According => "attributes the clause it belongs to",
            FrameKind.Passive => "is a passive report",
            FrameKind.Noun => "is a noun of saying with its content",
            _ => "a quotation nobody introduces: the last speaker goes on",
        };
        var who = candidate.Source switch
        {
            null => "no source is expressed",
            { Relative: >= 0 } => "the source is what the relative pronoun stands for",
            { Core.IsPronoun: true } => attributed.Hops[^1].Source.Name is { } name
                ? $"the pronoun was resolved to “{name}”"
                : "the pronoun was not resolved",
            _ when candidate.SharesSubject => "the source is the subject of the report before",
            _ => "the source is named beside it",
        };
        return $"{cue} {how}; {who}" + (attributed.Outer is null ? "" : "; inside another report");
    }
}

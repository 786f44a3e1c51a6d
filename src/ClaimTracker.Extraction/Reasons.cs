namespace ClaimTracker.Extraction;

/// <summary>Says why a claim was proposed, in words that can be checked against the text, and what makes it doubtful.</summary>
internal static class Reasons
{
    public static ProposalReason Of(Article article, Attributed attributed, Attitude attitude)
    {
        var candidate = attributed.Candidate;
        var cue =
            candidate.CueTokens.First >= 0
                ? article.Span(candidate.CueTokens.First, candidate.CueTokens.Last).In(article.Text)
                : null;
        var why = new List<Remark> { new(CodeOf(cue is null ? WithoutCue(candidate.Frame) : candidate.Frame), cue) };
        var doubts = new List<Remark>();
        switch (candidate.Source)
        {
            case null:
                doubts.Add(new Remark("source.none"));
                break;
            case { Relative: >= 0 }:
                why.Add(new Remark("source.relative"));
                break;
            case { Core.IsPronoun: true } when attributed.Hops[^1].Source.Name is { } name:
                why.Add(new Remark("source.pronoun", name));
                break;
            case { Core.IsPronoun: true }:
                doubts.Add(new Remark("pronoun.unresolved"));
                break;
            default:
                (candidate.SharesSubject ? doubts : why).Add(
                    new Remark(candidate.SharesSubject ? "source.shared" : "source.named")
                );
                break;
        }
        if (attributed.Outer is not null)
            why.Add(new Remark("nested"));
        foreach (var hop in attributed.Hops.SkipLast(1))
            if (hop is { Basis: LinkBasis.Told, Source.Name: { } medium })
                why.Add(new Remark("told", medium));
        if (!attitude.Supports)
            doubts.Add(new Remark("cue.negated"));
        if (candidate.Judgement is { } judgement)
        {
            why.AddRange(judgement.Strengths.Select(aspect => new Remark("for." + NameOf(aspect))));
            if (judgement.Doubt is { } doubt)
                doubts.Add(new Remark("against." + NameOf(doubt)));
        }
        return new ProposalReason(why, doubts);
    }

    public static ProposalReason OfNarration(int numbers, int names, bool hedged) =>
        new(
            [new Remark("narration"), new Remark("numbers", $"{numbers}"), new Remark("names", $"{names}")],
            hedged ? [new Remark("hedged")] : []
        );

    private static FrameKind WithoutCue(FrameKind frame) => frame == FrameKind.Colon ? frame : FrameKind.FreeQuotation;

    private static string CodeOf(FrameKind frame) => char.ToLowerInvariant($"{frame}"[0]) + $"{frame}"[1..];

    private static string NameOf(Aspect aspect) => $"{aspect}".ToLowerInvariant();
}

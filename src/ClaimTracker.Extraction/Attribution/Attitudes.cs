namespace ClaimTracker.Extraction;

/// <summary>How a source stands to what it is cited for.</summary>
/// <param name="Supports">False: the text says that the source does not say it.</param>
internal readonly record struct Attitude(LinkStance Stance, ClaimModality Modality, bool Supports = true);

/// <summary>Stance and modality of a report: what the cue says of it, and what the content's own verb and adverbs do.</summary>
internal static class Attitudes
{
    // Hedges and moods are looked for in the head of the content.
    private const int Head = 40;

    public static Attitude Of(Article article, Candidate candidate)
    {
        var content = Plain(article, candidate);
        if (candidate is not { Group: { } group, Cue: { } cue })
            return content;
        return Polarity.Of(article, group, candidate.Source) switch
        {
            CuePolarity.Plain => content,
            // "n'a pas exclu que", "did not deny that": let stand as possible.
            CuePolarity.Negated when cue.Stance == LinkStance.Denying => new Attitude(
                LinkStance.Conceding,
                ClaimModality.Hedged
            ),
            CuePolarity.Negated
                when cue.Stance == LinkStance.Conceding && candidate.Frame is FrameKind.Nominal or FrameKind.About =>
                new Attitude(LinkStance.Denying, ClaimModality.Negated),
            CuePolarity.Negated when cue.Has(CueTraits.Opinion) => new Attitude(
                LinkStance.Denying,
                ClaimModality.Negated
            ),
            _ => new Attitude(
                LinkStance.Neutral,
                content.Modality == ClaimModality.Negated ? ClaimModality.Asserted : content.Modality,
                Supports: false
            ),
        };
    }

    // What the cue and the content show where the cue is not negated.
    private static Attitude Plain(Article article, Candidate candidate)
    {
        var cue = candidate.Cue;
        var stance = cue?.Stance ?? LinkStance.Neutral;
        if (stance == LinkStance.Neutral && HasDoubt(article, candidate) || IsDoubted(article, candidate.Group))
            stance = LinkStance.Doubting;
        if (stance == LinkStance.Denying)
            return new Attitude(stance, ClaimModality.Negated);
        if (
            cue?.Has(CueTraits.Requests) == true
            && candidate.Frame is not FrameKind.Quotation and not FrameKind.QuotationBefore
            && !(
                candidate.Frame is FrameKind.Clause or FrameKind.BareClause
                && article.Tokens[candidate.Start].Is(WordTags.Subordinator | WordTags.Relative)
            )
            && !(candidate.Frame is FrameKind.Incise)
        )
            return new Attitude(stance, ClaimModality.Requested);
        if (IsDistanced(article, candidate))
            return new Attitude(stance == LinkStance.Neutral ? LinkStance.Doubting : stance, ClaimModality.Conditional);
        return new Attitude(
            stance,
            cue?.Has(CueTraits.Hedges) == true || IsHedged(article, candidate)
                ? ClaimModality.Hedged
                : ClaimModality.Asserted
        );
    }

    // "a prétendument déclaré", "affirme à tort".
    private static bool IsDoubted(Article article, VerbGroup? group)
    {
        for (var k = group?.First ?? 0; k <= (group?.Last ?? -1); k++)
            if (article.Tokens[k].Can(WordTags.Doubt) || article.Form(k) == "tort" && article.Form(k - 1) == "à")
                return true;
        return false;
    }

    // The journalistic conditional. After a past cue the conditional is the future of the past, and only the conditional perfect keeps its distance.
    private static bool IsDistanced(Article article, Candidate candidate)
    {
        if (
            !article.Language.AdjectivesFollow
            || candidate.Frame
                is FrameKind.Quotation
                    or FrameKind.QuotationBefore
                    or FrameKind.Nominal
                    or FrameKind.Infinitive
                    or FrameKind.FreeQuotation
        )
            return false;
        var past =
            candidate.Group is { } cue && article.Tokens[cue.First].Is(WordTags.Auxiliary)
            || candidate.Group is { } finite && IsPast(article.Form(finite.Head));
        var seen = 0;
        foreach (var range in candidate.Content)
            for (var k = range.First; k <= Math.Min(range.Last, range.First + Head); k++)
            {
                if (article.Tokens[k].Is(WordTags.Subordinator) && article.Tokens[k].Can(WordTags.Whether))
                    return false;
                if (article.QuotationOpenedAt(k) is { } quotation)
                {
                    k = Math.Max(k, quotation.Close);
                    continue;
                }
                if (article.GroupAt(k) is not { Form: WordTags.Finite } group || group.First != k)
                    continue;
                // "aurait dû", "voudrait": what ought to be, or is wished, is not held at a distance.
                if (
                    group.Conditional
                    && !group.Modal
                    && group.Lemma
                        is not (
                            "devoir"
                            or "pouvoir"
                            or "vouloir"
                            or "falloir"
                            or "aimer"
                            or "souhaiter"
                            or "deber"
                            or "poder"
                        )
                )
                {
                    var perfect = article.Tokens[group.Head].Is(WordTags.Participle) && !group.Passive;
                    if (!past || perfect)
                        return true;
                }
                if (!article.Tokens[range.First].Is(WordTags.Subordinator) || ++seen > 1)
                    return false;
                k = group.Last;
            }
        return false;
    }

    // "prétendument", "so-called" in the reporter's own words.
    private static bool HasDoubt(Article article, Candidate candidate)
    {
        if (candidate.Frame is FrameKind.Quotation or FrameKind.QuotationBefore or FrameKind.FreeQuotation)
            return false;
        var range = candidate.Content[0];
        for (var k = range.First; k <= Math.Min(range.Last, range.First + Head); k++)
            if (article.Tokens[k].Can(WordTags.Doubt) && article.Level(k) == article.Level(range.First))
                return true;
        return false;
    }

    private static bool IsPast(string form) =>
        form.EndsWith("ait", StringComparison.Ordinal) || form.EndsWith("aient", StringComparison.Ordinal);

    private static bool IsHedged(Article article, Candidate candidate)
    {
        var range = candidate.Content[0];
        for (var k = range.First; k <= Math.Min(range.Last, range.First + Head); k++)
            if (article.Tokens[k].Can(WordTags.Hedge) && !article.Tokens[k].Is(WordTags.Proper))
                return true;
        return false;
    }
}

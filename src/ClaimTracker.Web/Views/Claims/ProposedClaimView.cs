using ClaimTracker.Domain.Claims;

namespace ClaimTracker.Web.Views.Claims;

/// <summary>A claim as the extraction proposes it.</summary>
/// <param name="Statement">A wording that stands alone.</param>
/// <param name="Content">Verbatim, ascending and disjoint.</param>
/// <param name="Attribution">Outermost first.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="CheckWorthiness">0 to 1, for narration.</param>
/// <param name="Reason">Why it is proposed.</param>
public sealed record ProposedClaimView(
    string Statement,
    ClaimMode Mode,
    Modality Modality,
    IReadOnlyList<SpanView> Content,
    IReadOnlyList<LinkView> Attribution,
    double? Confidence,
    double? CheckWorthiness,
    string? Reason
);

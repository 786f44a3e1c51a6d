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

/// <summary>What proposed a claim.</summary>
public sealed record ExtractorView(string Name, string Version)
{
    /// <summary>As stored; null for what no extractor, or one that did not say so, proposed.</summary>
    internal static ExtractorView? Of(string? stored) =>
        stored?.LastIndexOf(' ') is { } space and > 0
            ? new ExtractorView(stored[..space], stored[(space + 1)..])
            : null;
}

/// <summary>The extraction and the domain have the same words and do not know each other; a test holds the words equal.</summary>
internal static class Vocabularies
{
    public static T Translate<T>(Enum word)
        where T : struct, Enum => Enum.Parse<T>(word.ToString());
}

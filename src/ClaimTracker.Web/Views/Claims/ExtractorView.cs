namespace ClaimTracker.Web.Views.Claims;

/// <summary>What proposed a claim.</summary>
public sealed record ExtractorView(string Name, string Version)
{
    /// <summary>As stored; null for what no extractor, or one that did not say so, proposed.</summary>
    internal static ExtractorView? Of(string? stored) =>
        stored?.LastIndexOf(' ') is { } space and > 0
            ? new ExtractorView(stored[..space], stored[(space + 1)..])
            : null;
}

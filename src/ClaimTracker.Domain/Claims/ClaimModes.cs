using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Claims;

/// <summary>Derives a claim's mode from its content and chain.</summary>
internal static class ClaimModes
{
    private const string Opening = "«“„‹‘\"";
    private const string Closing = "»”“›’\"";

    public static ClaimMode Of(IReadOnlyList<TextSpan> content, IReadOnlyList<AttributionLink> chain)
    {
        if (chain.Count <= 1 && chain.All(link => link.Cue is null))
            return ClaimMode.Narration;
        if (content.All(IsQuoted))
            return ClaimMode.Direct;
        return content.Any(span => IsQuoted(span) || HoldsQuotation(span.Quote)) ? ClaimMode.Mixed : ClaimMode.Indirect;
    }

    // The marks belong to the content, but whoever selects by hand often leaves them just outside.
    private static bool IsQuoted(TextSpan span)
    {
        var inside = span.Quote.AsSpan().Trim();
        if (inside.Length == 0)
            return false;
        var before = span.Prefix.AsSpan().TrimEnd();
        var after = span.Suffix.AsSpan().TrimStart();
        var opens = Opening.Contains(inside[0]) || (before.Length > 0 && Opening.Contains(before[^1]));
        var ends = inside.TrimEnd(".,;:!?…");
        var closes =
            (ends.Length > 0 && Closing.Contains(ends[^1])) || (after.Length > 0 && Closing.Contains(after[0]));
        return opens && closes;
    }

    private static bool HoldsQuotation(string quote)
    {
        var open = quote.AsSpan().IndexOfAny("«“„‹\"");
        return open >= 0 && quote.AsSpan(open + 1).IndexOfAny("»”›\"") >= 0;
    }
}

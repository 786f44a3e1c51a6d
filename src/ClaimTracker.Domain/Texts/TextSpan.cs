namespace ClaimTracker.Domain.Texts;

/// <summary>
/// An exact place in one version of a text: W3C Web Annotation position and quote selectors in one. Offsets are code points, 0-based,
/// half-open.
/// </summary>
/// <param name="Start">First code point of the span.</param>
/// <param name="End">First code point after the span; always greater than <paramref name="Start"/>.</param>
/// <param name="Quote">What stands there, verbatim.</param>
/// <param name="Prefix">Up to <see cref="ContextLength"/> code points before the span; shorter only at the beginning of the text.</param>
/// <param name="Suffix">Up to <see cref="ContextLength"/> code points after the span; shorter only at the end of the text.</param>
public sealed record TextSpan(int Start, int End, string Quote, string Prefix, string Suffix)
{
    /// <summary>How much context a span carries on each side, in code points.</summary>
    public const int ContextLength = 32;

    /// <summary>The span between two positions of a text, with its quote and context.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ start &lt; end ≤ length of the text.</exception>
    public static TextSpan At(CodePointIndex text, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, end);
        return new(
            start,
            end,
            text.Slice(start, end),
            text.Slice(Math.Max(0, start - ContextLength), start),
            text.Slice(end, Math.Min(text.Length, end + ContextLength))
        );
    }

    /// <summary>The span between two UTF-16 indices of a text, in which .NET counts.</summary>
    /// <exception cref="ArgumentException">The indices are outside the text, in the wrong order, or inside a surrogate pair.</exception>
    public static TextSpan AtUtf16(CodePointIndex text, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        return At(text, text.ToCodePoint(start), text.ToCodePoint(end));
    }
}

/// <summary>
/// A span as a client sends it: <c>{start, end, quote?}</c> or <c>{quote, prefix?, suffix?}</c>. Whatever is sent beside the positions is checked
/// against the text.
/// </summary>
/// <param name="TextVersion">The version of the text that is meant; null: the current one.</param>
public sealed record SpanRequest(
    int? Start,
    int? End,
    string? Quote,
    string? Prefix,
    string? Suffix,
    int? TextVersion = null
);

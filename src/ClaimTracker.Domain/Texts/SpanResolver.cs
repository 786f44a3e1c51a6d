namespace ClaimTracker.Domain.Texts;

/// <summary>Finds the exact place a request means, or refuses: a place is never guessed and never moved.</summary>
public static class SpanResolver
{
    /// <summary>How many positions of an ambiguous quote a refusal lists.</summary>
    public const int ListedPositions = 20;

    // A quote can be as long as the text itself; a refusal shows enough of it to recognise the place, not another copy.
    private const int ShownInMessage = 80;
    private const int ShownInDetails = 1000;

    /// <summary>
    /// Resolves one span, in time linear in the text and the request. Quotes are compared character for character; one that does not stand there so is
    /// compared without typography (<see cref="PlainTypography"/>): other apostrophes, quotation marks, dashes and spaces are the same words.
    /// </summary>
    /// <param name="text">The text the span belongs to.</param>
    /// <param name="request">Positions with an optional quote, or a quote with an optional prefix and suffix.</param>
    /// <param name="path">Path of the span in the request, such as <c>content[0]</c>; refusals name the field below it.</param>
    /// <exception cref="DomainRuleException">
    /// <c>incompleteSpan</c>; <c>spanOutsideText</c>, <c>emptySpan</c>, <c>reversedSpan</c>; <c>quoteDiffers</c>, <c>prefixDiffers</c>,
    /// <c>suffixDiffers</c> (details: <c>found</c>, at most 1,000 code points of what stands there); <c>quoteNotFound</c>, <c>ambiguousQuote</c>
    /// (details: <c>positions</c>, at most 20 starts in code points, and <c>more</c>, whether there are others).
    /// </exception>
    public static TextSpan Resolve(CodePointIndex text, SpanRequest request, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(request);
        return (request.Start, request.End, request.Quote) switch
        {
            ({ } start, { } end, _) => AtPositions(text, start, end, request, path),
            (null, null, { } quote) => AtQuote(text, quote, request, path),
            (null, null, null) => throw new DomainRuleException(
                "incompleteSpan",
                path,
                "A span needs start and end, or a quote."
            ),
            (null, _, _) => throw new DomainRuleException(
                "incompleteSpan",
                path + ".start",
                "A span with an end needs a start too."
            ),
            (_, null, _) => throw new DomainRuleException(
                "incompleteSpan",
                path + ".end",
                "A span with a start needs an end too."
            ),
        };
    }

    /// <summary>Resolves the content of a claim: at least one span, in reading order, none overlapping the one before; they may touch.</summary>
    /// <param name="text">The text the spans belong to.</param>
    /// <param name="requests">The spans as sent.</param>
    /// <param name="path">Path of the list in the request, such as <c>content</c>.</param>
    /// <exception cref="DomainRuleException">
    /// <c>emptyContent</c>, <c>overlappingSpans</c>, <c>unorderedSpans</c>, or what one span alone is refused for.
    /// </exception>
    public static IReadOnlyList<TextSpan> ResolveContent(
        CodePointIndex text,
        IReadOnlyList<SpanRequest> requests,
        string path
    )
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Count == 0)
            throw new DomainRuleException("emptyContent", path, "The content needs at least one span.");

        var spans = new List<TextSpan>(requests.Count);
        for (var i = 0; i < requests.Count; i++)
        {
            var span = Resolve(text, requests[i], $"{path}[{i}]");
            if (i > 0)
                EnsureAfter(spans[i - 1], span, $"{path}[{i}]" + (requests[i].Start is null ? ".quote" : ".start"));
            spans.Add(span);
        }
        return spans;
    }

    private static void EnsureAfter(TextSpan before, TextSpan span, string field)
    {
        if (span.Start >= before.End)
            return;
        if (span.End <= before.Start)
            throw new DomainRuleException(
                "unorderedSpans",
                field,
                $"Span {Show(span)} stands before {Show(before)}: send spans in reading order."
            );
        throw new DomainRuleException("overlappingSpans", field, $"Span {Show(span)} overlaps {Show(before)}.");
    }

    private static TextSpan AtPositions(CodePointIndex text, int start, int end, SpanRequest request, string path)
    {
        if (start < 0 || start >= text.Length)
            throw new DomainRuleException(
                "spanOutsideText",
                path + ".start",
                $"The start is outside the text, which has {text.Length} code points."
            );
        if (end < 0 || end > text.Length)
            throw new DomainRuleException(
                "spanOutsideText",
                path + ".end",
                $"The end is outside the text, which has {text.Length} code points."
            );
        if (start == end)
            throw new DomainRuleException(
                "emptySpan",
                path + ".end",
                $"The span from {start} to {end} is empty; the end is exclusive."
            );
        if (end < start)
            throw new DomainRuleException("reversedSpan", path + ".end", $"End {end} lies before start {start}.");

        var span = TextSpan.At(text, start, end);
        if (request.Quote is { } quote && !IsSame(quote, span.Quote))
            throw Differs("quote", path, $"from {start} to {end}", span.Quote);
        if (request.Prefix is { } prefix && Before(text, start, prefix) is var before && !IsSame(prefix, before))
            throw Differs("prefix", path, $"before {start}", before);
        if (request.Suffix is { } suffix && After(text, end, suffix) is var after && !IsSame(suffix, after))
            throw Differs("suffix", path, $"after {end}", after);
        return span;
    }

    private static TextSpan AtQuote(CodePointIndex text, string quote, SpanRequest request, string path)
    {
        var field = path + ".quote";
        if (quote.Length == 0)
            throw new DomainRuleException("emptySpan", field, "The quote is empty.");

        string prefix = request.Prefix ?? "",
            suffix = request.Suffix ?? "";
        var positions = Find(text, quote, prefix, suffix);
        if (positions.Count == 0 && FindTyped(text, quote, prefix, suffix) is { Count: > 0 } typed)
            return typed is [var only] ? only : throw Ambiguous(field, typed.ConvertAll(span => span.Start));
        if (positions.Count == 1)
            return TextSpan.At(text, positions[0], positions[0] + new CodePointIndex(quote).Length);
        if (positions.Count > 1)
            throw Ambiguous(field, positions);

        var elsewhere = prefix.Length + suffix.Length > 0 ? Find(text, quote, "", "") : [];
        if (elsewhere.Count > 0)
            throw new DomainRuleException(
                "quoteNotFound",
                field,
                $"The quote stands at {Show(elsewhere)}, but not with this prefix and suffix."
            )
            {
                Details = Places(elsewhere),
            };
        throw new DomainRuleException(
            "quoteNotFound",
            field,
            "The quote does not stand in the text; only typography (apostrophes, quotation marks, dashes, spaces) may differ."
        )
        {
            Details = Places([]),
        };
    }

    private static DomainRuleException Ambiguous(string field, List<int> positions) =>
        new(
            "ambiguousQuote",
            field,
            $"The quote stands at {Show(positions)}: send start and end, or a prefix or suffix that fits one only."
        )
        {
            Details = Places(positions),
        };

    private static bool IsSame(string sent, string found) =>
        sent == found || new PlainTypography(sent).Text == new PlainTypography(found).Text;

    // The places of a quote that differs from the text in typography alone.
    private static List<TextSpan> FindTyped(CodePointIndex text, string quote, string prefix, string suffix)
    {
        var plain = new PlainTypography(text.Text);
        var index = new CodePointIndex(plain.Text);
        var before = new PlainTypography(prefix).Text;
        var sought = new PlainTypography(prefix + quote).Text[before.Length..];
        var whole = new PlainTypography(prefix + quote + suffix).Text;
        for (; sought is [' ' or '\n', ..]; sought = sought[1..])
            before += sought[0];
        if (sought.Length == 0 || before.Length + sought.Length > whole.Length)
            return [];
        return Find(index, sought, before, whole[(before.Length + sought.Length)..])
            .ConvertAll(start =>
            {
                var from = index.ToUtf16(start);
                var (first, last) = plain.ToText(from, from + sought.Length);
                return TextSpan.AtUtf16(text, first, last);
            });
    }

    // Knuth–Morris–Pratt over prefix + quote + suffix at once: linear whatever the text, where a naive search over a text of one letter
    // is quadratic. Overlapping places count, since each of them could be meant. One more than is listed tells whether there are others.
    private static List<int> Find(CodePointIndex text, string quote, string prefix, string suffix)
    {
        var wanted = prefix + quote + suffix;
        var found = new List<int>();

        // Half a surrogate pair would be found inside a whole one, where no code point begins.
        if (
            wanted.Length > text.Text.Length
            || !WellFormedText.IsWellFormed(wanted)
            || !WellFormedText.IsWellFormed(quote)
        )
            return found;

        var fallback = Fallbacks(wanted);
        var matched = 0;
        for (var i = 0; i < text.Text.Length; i++)
        {
            while (matched > 0 && wanted[matched] != text.Text[i])
                matched = fallback[matched - 1];
            if (wanted[matched] == text.Text[i])
                matched++;
            if (matched < wanted.Length)
                continue;
            found.Add(text.ToCodePoint(i + 1 - wanted.Length + prefix.Length));
            if (found.Count > ListedPositions)
                break;
            matched = fallback[matched - 1];
        }
        return found;
    }

    // For each length of a matched beginning: the longest shorter beginning that it also ends with.
    private static int[] Fallbacks(string wanted)
    {
        var fallback = new int[wanted.Length];
        var matched = 0;
        for (var i = 1; i < wanted.Length; i++)
        {
            while (matched > 0 && wanted[matched] != wanted[i])
                matched = fallback[matched - 1];
            if (wanted[matched] == wanted[i])
                matched++;
            fallback[i] = matched;
        }
        return fallback;
    }

    private static string Before(CodePointIndex text, int start, string prefix) =>
        text.Slice(Math.Max(0, start - new CodePointIndex(prefix).Length), start);

    private static string After(CodePointIndex text, int end, string suffix) =>
        text.Slice(end, (int)Math.Min(text.Length, (long)end + new CodePointIndex(suffix).Length));

    private static DomainRuleException Differs(string part, string path, string where, string found) =>
        new(
            part + "Differs",
            $"{path}.{part}",
            $"The {part} differs from the text {where}, where stands \"{Cut(found, ShownInMessage)}\"."
        )
        {
            Details = new Dictionary<string, object?> { ["found"] = Cut(found, ShownInDetails) },
        };

    private static string Cut(string found, int codePoints)
    {
        var index = new CodePointIndex(found);
        return index.Length <= codePoints ? found : index.Slice(0, codePoints) + "…";
    }

    private static Dictionary<string, object?> Places(List<int> positions) =>
        new()
        {
            ["positions"] = positions.Take(ListedPositions).ToArray(),
            ["more"] = positions.Count > ListedPositions,
        };

    private static string Show(List<int> positions) =>
        string.Join(", ", positions.Take(ListedPositions)) + (positions.Count > ListedPositions ? " and more" : "");

    private static string Show(TextSpan span) => $"{span.Start}–{span.End}";
}

using System.Text;

namespace ClaimTracker.Domain.Texts;

/// <summary>What became of a span in another version of its text.</summary>
/// <param name="Span">Where it stands now; null unless that is certain.</param>
/// <param name="StandsElsewhere">Not certain, but its quote stands somewhere that nothing else is known to have come from.</param>
public readonly record struct Carried(TextSpan? Span, bool StandsElsewhere);

/// <summary>
/// Finds the spans of one version of a text in another. A span is carried over only where that is certain: it stands in a stretch that the edit left
/// alone, or, once in each version, between the same 32 code points on either side. It is never moved to a place that came from elsewhere in the old version.
/// What is not found so is looked for once more without typography: other apostrophes, quotation marks, dashes and spaces are the same words.
/// </summary>
public sealed class Reanchoring
{
    /// <summary>Of so many places of a quote, one that is free is looked for.</summary>
    private const int MostPlaces = 1000;

    private readonly CodePointIndex old;
    private readonly CodePointIndex now;
    private readonly TextMap map;
    private readonly Lazy<Occurrences> inOld;
    private readonly Lazy<FreePlaces> free;
    private readonly Lazy<WithoutTypography?> plain;
    private readonly Dictionary<TextSpan, Carried> found = [];

    /// <summary>Compares two versions, in time linear in their lengths.</summary>
    public Reanchoring(CodePointIndex old, CodePointIndex now)
        : this(old, now, exactly: false) { }

    private Reanchoring(CodePointIndex old, CodePointIndex now, bool exactly)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        (this.old, this.now) = (old, now);
        map = TextMap.Between(old.Text, now.Text);
        inOld = new Lazy<Occurrences>(() => new Occurrences(old.Text));
        free = new Lazy<FreePlaces>(() => new FreePlaces(now.Text, map));
        plain = new Lazy<WithoutTypography?>(() => exactly ? null : WithoutTypography.Of(old, now));
    }

    /// <summary>Looks for a span of the old version; for each but once.</summary>
    public Carried Find(TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        if (!found.TryGetValue(span, out var carried))
            found.Add(span, carried = Look(span));
        return carried;
    }

    private Carried Look(TextSpan span)
    {
        var exact = FindExactly(span);
        if (exact.Span is not null || plain.Value is not { } versions)
            return exact;
        var typed = versions.Find(span);
        if (typed.Span is { } there && map.IsTaken(now.ToUtf16(there.Start), now.ToUtf16(there.End)))
            return exact;
        return typed with { StandsElsewhere = typed.StandsElsewhere || (typed.Span is null && exact.StandsElsewhere) };
    }

    private Carried FindExactly(TextSpan span)
    {
        int start = old.ToUtf16(span.Start),
            end = old.ToUtf16(span.End);
        if (map.Carry(start, end) is { } carried)
            return new Carried(TextSpan.AtUtf16(now, carried, carried + (end - start)), false);

        var whole = span.Prefix + span.Quote + span.Suffix;
        if (free.Value.Of(whole, 2).ToList() is [var only] && inOld.Value.Of(whole, 2).Count() == 1)
        {
            var place = only + span.Prefix.Length;
            var moved = TextSpan.AtUtf16(now, place, place + span.Quote.Length);

            // A context cut short by the end of the old text must be cut short there again.
            if (
                moved.Prefix == span.Prefix
                && moved.Suffix == span.Suffix
                && !map.IsTaken(place, place + span.Quote.Length)
            )
                return new Carried(moved, false);
        }

        return new Carried(
            null,
            free.Value.Of(span.Quote, MostPlaces).Any(place => !map.IsTaken(place, place + span.Quote.Length))
        );
    }

    /// <summary>Both versions without their typography, compared as two texts of their own.</summary>
    private sealed class WithoutTypography
    {
        private readonly CodePointIndex old;
        private readonly CodePointIndex now;
        private readonly PlainTypography plainOld;
        private readonly PlainTypography plainNow;
        private readonly CodePointIndex indexOld;
        private readonly CodePointIndex indexNow;
        private readonly Reanchoring reanchoring;

        private WithoutTypography(
            CodePointIndex old,
            CodePointIndex now,
            PlainTypography plainOld,
            PlainTypography plainNow
        )
        {
            (this.old, this.now, this.plainOld, this.plainNow) = (old, now, plainOld, plainNow);
            (indexOld, indexNow) = (new CodePointIndex(plainOld.Text), new CodePointIndex(plainNow.Text));
            reanchoring = new Reanchoring(indexOld, indexNow, exactly: true);
        }

        /// <summary>Null where neither version has any typography that could differ.</summary>
        public static WithoutTypography? Of(CodePointIndex old, CodePointIndex now)
        {
            var (plainOld, plainNow) = (new PlainTypography(old.Text), new PlainTypography(now.Text));
            return plainOld.Text == old.Text && plainNow.Text == now.Text
                ? null
                : new WithoutTypography(old, now, plainOld, plainNow);
        }

        public Carried Find(TextSpan span)
        {
            var (first, last) = (old.ToUtf16(span.Start), old.ToUtf16(span.End));
            var (start, end) = (plainOld.ToPlain(first), plainOld.ToPlain(last));

            // A span that begins or ends with a space would be taken for the one without.
            if (start >= end || plainOld.ToText(start, end) != (first, last))
                return default;
            var found = reanchoring.FindExactly(TextSpan.AtUtf16(indexOld, start, end));
            if (found.Span is not { } typed)
                return found;
            var (from, to) = plainNow.ToText(indexNow.ToUtf16(typed.Start), indexNow.ToUtf16(typed.End));
            return new Carried(TextSpan.AtUtf16(now, from, to), false);
        }
    }

    /// <summary>Searches the new version where it is not known to have come from the old one: there and no further, most edits being small.</summary>
    private sealed class FreePlaces
    {
        /// <summary>UTF-16. The longest content with its context on both sides, each code point two units.</summary>
        private const int Reach = 20_000 + (4 * TextSpan.ContextLength);

        private readonly List<(int At, int InText)> pieces = [];
        private readonly Occurrences occurrences;

        public FreePlaces(string text, TextMap map)
        {
            var searched = new StringBuilder();
            var (from, to) = (0, 0);
            var certain = 0;
            foreach (var stretch in map.Stretches)
            {
                Widen(certain, stretch.New);
                certain = stretch.New + stretch.Length;
            }

            Widen(certain, text.Length);
            Close();
            occurrences = new Occurrences(searched.ToString());

            void Widen(int start, int end)
            {
                // Nothing of the text lies before its beginning or after its end.
                if (start == end && (start == 0 || start == text.Length))
                    return;
                var (first, last) = (Math.Max(0, start - Reach), Math.Min(text.Length, end + Reach));
                if (first > to)
                {
                    Close();
                    from = first;
                }

                to = last;
            }

            // No text holds NUL, so that nothing is found across the gap between two pieces.
            void Close()
            {
                if (to == from)
                    return;
                pieces.Add((searched.Length, from));
                searched.Append(text, from, to - from).Append('\0');
            }
        }

        /// <summary>Where it begins in the new version (UTF-16).</summary>
        public IEnumerable<int> Of(string wanted, int most) =>
            occurrences
                .Of(wanted, most)
                .Select(place =>
                {
                    int low = 0,
                        high = pieces.Count;
                    while (low < high)
                    {
                        var middle = (low + high) / 2;
                        if (pieces[middle].At <= place)
                            low = middle + 1;
                        else
                            high = middle;
                    }

                    return place - pieces[low - 1].At + pieces[low - 1].InText;
                });
    }
}

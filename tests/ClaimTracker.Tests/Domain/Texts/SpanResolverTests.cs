using ClaimTracker.Domain;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Texts;

public class SpanResolverTests
{
    private static readonly CodePointIndex Text = new("Il a dit 😀 oui. Elle a dit 😀 non.");

    [Test]
    public void A_span_by_positions_carries_its_quote_and_context()
    {
        var span = Resolve(At(9, 14));
        Assert.That(span, Is.EqualTo(new TextSpan(9, 14, "😀 oui", "Il a dit ", ". Elle a dit 😀 non.")));
    }

    [Test]
    public void Context_is_at_most_32_code_points_on_each_side()
    {
        var text = new CodePointIndex(
            string.Concat(Enumerable.Repeat("😀", 50)) + "X" + string.Concat(Enumerable.Repeat("é", 50))
        );
        var span = SpanResolver.Resolve(text, At(50, 51), "mention");
        Assert.That(new CodePointIndex(span.Prefix).Length, Is.EqualTo(32));
        Assert.That(span.Suffix, Has.Length.EqualTo(32));
        Assert.That(span.Quote, Is.EqualTo("X"));
    }

    [TestCase("« Le pont est fermé »", "«\u00A0Le pont est fermé\u00A0»")]
    [TestCase("\"Le pont est fermé\"", "«\u00A0Le pont est fermé\u00A0»")]
    [TestCase("l'eau monte", "l’eau monte")]
    [TestCase(" l'eau  monte ", "l’eau monte")]
    public void A_quote_is_found_whatever_its_typography(string quote, string stands)
    {
        var text = new CodePointIndex("Il a dit\u00A0: «\u00A0Le pont est fermé\u00A0», et que l’eau monte.");
        Assert.That(
            SpanResolver.Resolve(text, new SpanRequest(null, null, quote, null, null), "content[0]").Quote,
            Is.EqualTo(stands)
        );
    }

    [Test]
    public void A_prefix_and_a_suffix_may_differ_in_typography_too()
    {
        var text = new CodePointIndex("L’eau monte, dit l’un. L’eau monte, dit l’autre.");
        Assert.That(
            SpanResolver
                .Resolve(text, new SpanRequest(null, null, "L'eau monte", null, ", dit l'autre"), "mention")
                .Start,
            Is.EqualTo(23)
        );
        var ambiguous = Assert.Throws<DomainRuleException>(() =>
            SpanResolver.Resolve(text, new SpanRequest(null, null, "L'eau monte", null, null), "mention")
        )!;
        Assert.That(ambiguous.Code, Is.EqualTo("ambiguousQuote"));
    }

    [Test]
    public void A_span_may_be_the_whole_text()
    {
        var span = Resolve(At(0, Text.Length));
        Assert.That((span.Quote, span.Prefix, span.Suffix), Is.EqualTo((Text.Text, "", "")));
    }

    [TestCase(-1, 5, "spanOutsideText", "content[0].start")]
    [TestCase(33, 34, "spanOutsideText", "content[0].start")]
    [TestCase(33, 33, "spanOutsideText", "content[0].start")]
    [TestCase(int.MinValue, int.MaxValue, "spanOutsideText", "content[0].start")]
    [TestCase(0, 34, "spanOutsideText", "content[0].end")]
    [TestCase(0, int.MaxValue, "spanOutsideText", "content[0].end")]
    [TestCase(0, -1, "spanOutsideText", "content[0].end")]
    [TestCase(5, 5, "emptySpan", "content[0].end")]
    [TestCase(5, 4, "reversedSpan", "content[0].end")]
    public void A_span_outside_the_text_is_refused(int start, int end, string code, string field) =>
        Refuses(At(start, end), code, field);

    [TestCase(null, null, null, "content[0]")]
    [TestCase(3, null, null, "content[0].end")]
    [TestCase(null, 3, null, "content[0].start")]
    [TestCase(3, null, "oui", "content[0].end")]
    [TestCase(null, 3, "oui", "content[0].start")]
    public void A_span_with_neither_both_positions_nor_a_quote_alone_is_refused(
        int? start,
        int? end,
        string? quote,
        string field
    ) => Refuses(new(start, end, quote, null, null), "incompleteSpan", field);

    [Test]
    public void A_span_in_an_empty_text_is_refused() =>
        Assert.That(() => SpanResolver.Resolve(new(""), At(0, 0), "cue"), Throws.TypeOf<DomainRuleException>());

    [Test]
    public void A_quote_that_differs_is_refused_with_what_stands_there()
    {
        var domainRuleException = Refuses(new(9, 14, "😀 non", null, null), "quoteDiffers", "content[0].quote");
        Assert.That(domainRuleException.Details["found"], Is.EqualTo("😀 oui"));
        Assert.That(domainRuleException.Message, Does.Contain("😀 oui"));
    }

    [Test]
    public void Equivalent_accents_are_different_characters() =>
        Assert.That(
            () => SpanResolver.Resolve(new("été"), Quoting("e\u0301te\u0301"), "cue"),
            Throws
                .TypeOf<DomainRuleException>()
                .With.Property(nameof(DomainRuleException.Code))
                .EqualTo("quoteNotFound")
        );

    [Test]
    public void A_refusal_shows_only_the_beginning_of_a_long_text()
    {
        var text = new CodePointIndex(new string('a', 100_000));
        var domainRuleException = Assert.Throws<DomainRuleException>(() =>
            SpanResolver.Resolve(text, new(0, 100_000, "b", null, null), "cue")
        )!;
        Assert.That(domainRuleException.Message, Has.Length.LessThan(300));
        Assert.That(domainRuleException.Details["found"], Is.EqualTo(new string('a', 1000) + "…"));
    }

    [Test]
    public void Prefix_and_suffix_sent_with_positions_must_match_too()
    {
        Assert.That(Resolve(new(9, 14, "😀 oui", "dit ", ". Elle")).Start, Is.EqualTo(9));
        Assert.That(Resolve(new(0, 2, null, "", " a")).Start, Is.Zero);
        Assert.That(
            Refuses(new(9, 14, null, "Elle a dit ", null), "prefixDiffers", "content[0].prefix").Details["found"],
            Is.EqualTo("Il a dit ")
        );
        Assert.That(
            Refuses(new(9, 14, null, null, ". Il"), "suffixDiffers", "content[0].suffix").Details["found"],
            Is.EqualTo(". El")
        );
        Refuses(new(0, 2, null, "x", null), "prefixDiffers", "content[0].prefix");
        Refuses(new(0, Text.Length, null, null, "x"), "suffixDiffers", "content[0].suffix");
    }

    [Test]
    public void A_span_sent_back_as_it_was_received_resolves_to_itself()
    {
        for (var start = 0; start < Text.Length; start++)
        for (var end = start + 1; end <= Text.Length; end++)
        {
            var span = TextSpan.At(Text, start, end);
            Assert.That(Resolve(new(span.Start, span.End, span.Quote, span.Prefix, span.Suffix)), Is.EqualTo(span));
        }
    }

    [Test]
    public void A_quote_that_stands_once_is_found() =>
        Assert.That(Resolve(Quoting("😀 non")), Is.EqualTo(TextSpan.At(Text, 27, 32)));

    [Test]
    public void A_quote_that_stands_twice_is_refused_with_the_positions()
    {
        var domainRuleException = Refuses(Quoting("😀"), "ambiguousQuote", "content[0].quote");
        Assert.That(domainRuleException.Details["positions"], Is.EqualTo(new[] { 9, 27 }));
        Assert.That(domainRuleException.Details["more"], Is.False);
        Assert.That(domainRuleException.Message, Does.Contain("9, 27"));
    }

    [Test]
    public void A_prefix_or_suffix_tells_places_apart()
    {
        Assert.That(Resolve(new(null, null, "😀", null, " non")).Start, Is.EqualTo(27));
        Assert.That(Resolve(new(null, null, "a dit", "Elle ", null)).Start, Is.EqualTo(21));
        Assert.That(Resolve(new(null, null, "a dit", "Il ", " 😀")).Start, Is.EqualTo(3));
        Refuses(new(null, null, "a dit", null, " 😀"), "ambiguousQuote", "content[0].quote");
    }

    [Test]
    public void A_quote_that_stands_elsewhere_than_its_context_is_refused_with_where_it_stands()
    {
        var domainRuleException = Refuses(
            new(null, null, "oui", "Elle a dit 😀 ", null),
            "quoteNotFound",
            "content[0].quote"
        );
        Assert.That(domainRuleException.Details["positions"], Is.EqualTo(new[] { 11 }));
    }

    [Test]
    public void A_quote_that_stands_nowhere_is_refused()
    {
        foreach (var quote in new[] { "peut-être", Text.Text + "!", "\uD83D", "\uDE00", "\uDE00 oui", "\0" })
            Assert.That(Refuses(Quoting(quote), "quoteNotFound", "content[0].quote").Details["positions"], Is.Empty);
    }

    [Test]
    public void Half_a_surrogate_pair_as_context_fits_nowhere()
    {
        Refuses(new(null, null, "\uDE00 oui", "\uD83D", null), "quoteNotFound", "content[0].quote");
        Refuses(new(10, 14, null, "\uDE00", null), "prefixDiffers", "content[0].prefix");
    }

    [Test]
    public void An_empty_quote_is_refused() => Refuses(new(null, null, "", "a", "b"), "emptySpan", "content[0].quote");

    [Test]
    public void Overlapping_places_are_different_places()
    {
        var domainRuleException = Assert.Throws<DomainRuleException>(() =>
            SpanResolver.Resolve(new("xananax"), Quoting("ana"), "cue")
        )!;
        Assert.That(domainRuleException.Details["positions"], Is.EqualTo(new[] { 1, 3 }));
    }

    [TestCase(20, false)]
    [TestCase(21, true)]
    [TestCase(500, true)]
    public void At_most_20_positions_are_listed(int places, bool more)
    {
        var text = new CodePointIndex(string.Concat(Enumerable.Repeat("oui ", places)));
        var domainRuleException = Assert.Throws<DomainRuleException>(() =>
            SpanResolver.Resolve(text, Quoting("oui"), "cue")
        )!;
        Assert.That(domainRuleException.Details["positions"], Is.EqualTo(Enumerable.Range(0, 20).Select(i => i * 4)));
        Assert.That(domainRuleException.Details["more"], Is.EqualTo(more));
    }

    [Test]
    public void Quotes_are_found_where_a_naive_search_finds_them()
    {
        var random = new Random(11);
        string[] letters = ["a", "b", "😀"];
        string Random(int from, int to) =>
            string.Concat(Enumerable.Range(0, random.Next(from, to)).Select(_ => letters[random.Next(3)]));
        for (var i = 0; i < 20_000; i++)
        {
            var text = new CodePointIndex(Random(0, 14));
            string quote = Random(1, 4),
                prefix = Random(0, 3),
                suffix = Random(0, 3);
            var expected = Enumerable
                .Range(0, text.Text.Length)
                .Where(at =>
                    string.CompareOrdinal(
                        text.Text,
                        at,
                        prefix + quote + suffix,
                        0,
                        prefix.Length + quote.Length + suffix.Length
                    ) == 0
                )
                .Select(at => text.ToCodePoint(at + prefix.Length))
                .ToArray();

            int[] found;
            try
            {
                found = [SpanResolver.Resolve(text, new(null, null, quote, prefix, suffix), "cue").Start];
            }
            catch (DomainRuleException domainRuleException)
            {
                found =
                    domainRuleException.Code == "ambiguousQuote"
                        ? (int[])domainRuleException.Details["positions"]!
                        : [];
            }
            Assert.That(found, Is.EqualTo(expected), $"{prefix}[{quote}]{suffix} in {text.Text}");
        }
    }

    [Test, MaxTime(10_000)]
    public void A_hostile_text_of_a_million_letters_is_searched_in_linear_time()
    {
        var text = new CodePointIndex(new string('a', 999_999) + "b");
        var half = new string('a', 500_000);
        foreach (var quote in new[] { half, half + "c", "c" + half, half[..^1] + "ca" })
            Assert.That(
                () => SpanResolver.Resolve(text, Quoting(quote), "cue"),
                Throws
                    .TypeOf<DomainRuleException>()
                    .With.Property(nameof(DomainRuleException.Code))
                    .EqualTo(quote == half ? "ambiguousQuote" : "quoteNotFound")
            );
        Assert.That(SpanResolver.Resolve(text, Quoting(half + "b"), "cue").Start, Is.EqualTo(499_999));
        Assert.That(SpanResolver.Resolve(text, new(null, null, "b", half, null), "cue").Start, Is.EqualTo(999_999));
    }

    [Test]
    public void Content_is_ascending_and_disjoint_and_may_touch()
    {
        var spans = SpanResolver.ResolveContent(Text, [At(0, 2), At(2, 4), Quoting("non")], "content");
        Assert.That(spans.Select(span => (span.Start, span.End)), Is.EqualTo(new[] { (0, 2), (2, 4), (29, 32) }));
    }

    [Test]
    public void Content_without_a_span_is_refused() => RefusesContent([], "emptyContent", "content");

    [Test]
    public void Overlapping_content_is_refused()
    {
        RefusesContent([At(0, 5), At(4, 8)], "overlappingSpans", "content[1].start");
        RefusesContent([At(4, 8), At(0, 5)], "overlappingSpans", "content[1].start");
        RefusesContent([At(0, 5), At(0, 5)], "overlappingSpans", "content[1].start");
        RefusesContent([At(0, 1), At(9, 14), Quoting("oui")], "overlappingSpans", "content[2].quote");
    }

    [Test]
    public void Content_out_of_reading_order_is_refused() =>
        RefusesContent([At(4, 8), At(0, 4)], "unorderedSpans", "content[1].start");

    [Test]
    public void A_bad_span_in_content_is_named_by_its_place() =>
        RefusesContent([At(0, 2), At(5, 99)], "spanOutsideText", "content[1].end");

    private static SpanRequest At(int start, int end) => new(start, end, null, null, null);

    private static SpanRequest Quoting(string quote) => new(null, null, quote, null, null);

    private static TextSpan Resolve(SpanRequest request) => SpanResolver.Resolve(Text, request, "content[0]");

    private static DomainRuleException Refuses(SpanRequest request, string code, string field)
    {
        var domainRuleException = Assert.Throws<DomainRuleException>(() => Resolve(request))!;
        Assert.That((domainRuleException.Code, domainRuleException.Parameter), Is.EqualTo((code, field)));
        return domainRuleException;
    }

    private static void RefusesContent(SpanRequest[] requests, string code, string field)
    {
        var domainRuleException = Assert.Throws<DomainRuleException>(() =>
            SpanResolver.ResolveContent(Text, requests, "content")
        )!;
        Assert.That((domainRuleException.Code, domainRuleException.Parameter), Is.EqualTo((code, field)));
    }
}

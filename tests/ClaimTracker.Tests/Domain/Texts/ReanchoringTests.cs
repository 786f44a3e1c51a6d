using System.Diagnostics;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Texts;

public class ReanchoringTests
{
    private const string Two =
        "Le colonel Haddad a déclaré que la ville est prise. Le général Nasser a déclaré que la ville est prise.";
    private const string First = "Le colonel Haddad a déclaré que la ville est prise.";
    private const string Second = "Le général Nasser a déclaré que la ville est prise.";

    /// <summary>What an edit leaves, and what it puts in: letters of one and of two UTF-16 units, accents that combine, white space, marks, repetition.</summary>
    private static readonly string[] Pieces =
    [
        "Le ministre",
        " a déclaré",
        " que la route est coupée",
        ".",
        " ",
        "\n\n",
        "« Non »",
        "😀",
        "e\u0301te\u0301",
        "👩‍👩‍👧",
        " Reuters",
        ", selon",
        " Paul",
        " la ville",
        "\U0001D54F",
        " 12 000",
        "!",
        " oui",
        " oui",
        "’",
        ":",
    ];

    private static readonly string[] Marks =
    [
        ".",
        "\n\n",
        " «",
        "😀",
        "e\u0301",
        "👩‍👩‍👧",
        "\U0001D54F",
        "!",
        " ",
        ": ",
        "",
    ];

    [Test]
    public void An_edit_elsewhere_moves_a_span_with_its_text()
    {
        Assert.That(
            Find("Il a dit 😀 oui. Fin.", "😀 oui", "Hier 🙂, il a dit. Il a dit 😀 oui. Fin.").Span?.Start,
            Is.EqualTo(27)
        );
        Assert.That(
            Find("Début. L'arme\u0301e avance.", "L'arme\u0301e avance", "L'arme\u0301e avance.").Span?.Start,
            Is.Zero
        );
        Assert.That(Find("A dit X, hier.", "X", "A dit X, avant-hier, à B.").Span?.Start, Is.EqualTo(6));
    }

    [Test]
    public void Of_two_sentences_that_differ_in_the_actor_the_other_is_never_taken()
    {
        foreach (var quote in new[] { "la ville est prise", "que la ville est prise.", " a déclaré" })
        {
            Assert.That(Find(Two, quote, Second), Is.EqualTo(new Carried(null, false)), quote);
            Assert.That(Find(Two, quote, First).Span, Is.EqualTo(SpanOf(First, quote)), quote);
            Assert.That(
                Find(Two, quote, "Avant cela. " + Second + " Après cela."),
                Is.EqualTo(new Carried(null, false)),
                quote
            );
            Assert.That(
                Find(First, quote, Second + " " + First).Span?.Start,
                Is.EqualTo(SpanOf(First, quote).Start + Second.Length + 1),
                quote
            );
        }
    }

    [Test]
    public void Nor_where_the_other_was_edited_too()
    {
        const string edited = "Le général Nasser a déclaré hier que la ville est prise.";

        Assert.That(Find(Two, "la ville est prise", edited).Span, Is.Null);
        Assert.That(FindLast(Two, "la ville est prise", edited).Span, Is.EqualTo(SpanOf(edited, "la ville est prise")));
    }

    [Test]
    public void Nor_where_both_gave_way_to_a_third()
    {
        const string third = "Le capitaine Salem a déclaré que la ville est prise.";

        Assert.That(Find(Two, "la ville est prise", third).Span, Is.Null);
    }

    [Test]
    public void A_quote_that_came_to_stand_twice_is_not_certain_unless_its_neighbours_tell()
    {
        Assert.That(
            Find("Il a dit oui.", "Il a dit oui.", "Il a dit oui. Il a dit oui."),
            Is.EqualTo(new Carried(null, true))
        );
        Assert.That(
            Find("Au matin. Il a dit oui.", "Il a dit oui.", "Il a dit oui. Au matin. Il a dit oui.").Span?.Start,
            Is.EqualTo(24)
        );
        Assert.That(Find("très très bon", "très", "très bon"), Is.EqualTo(new Carried(null, true)));
    }

    [Test]
    public void A_sentence_that_was_moved_is_followed_only_with_its_neighbours()
    {
        const string told =
            "Au matin, dans la vallée du nord, l’armée a repris deux villages, dit-on ce matin à la capitale.";
        const string rest =
            "Le pont est fermé depuis mardi. La route reste ouverte aux secours. Rien d’autre n’est connu.";

        Assert.That(
            Find(told + " " + rest, "l’armée a repris deux villages, dit-on ce matin", rest + " " + told).Span,
            Is.Null,
            "its suffix ran into the next sentence"
        );
        Assert.That(
            Find(
                $"Avant. {told} {rest}",
                "a repris",
                $"Avant. {rest} {told} Puis plus rien, de toute la journée."
            ).Span?.Quote,
            Is.EqualTo("a repris")
        );
    }

    [TestCase("12", "120")]
    [TestCase("prise", "prises")]
    [TestCase("prise", "prise\u0301e")]
    [TestCase("👍", "👍🏽")]
    public void A_quote_that_ends_within_a_longer_word_is_not_certain(string quote, string becomes)
    {
        Assert.That(Find($"On dit {quote} ici.", quote, $"On dit {becomes} ici."), Is.EqualTo(new Carried(null, true)));
    }

    [Test]
    public void What_stands_nowhere_any_more_is_lost() =>
        Assert.That(Find(Two, "Haddad", Second), Is.EqualTo(new Carried(null, false)));

    [Test]
    public void Any_edits_outside_the_spans_leave_every_span_in_its_place([Range(0, 19)] int seed)
    {
        for (var n = 0; n < 40; n++)
        {
            var random = new Random((seed * 1000) + n);
            var written = 0;
            string Some(int most) =>
                string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            string New() =>
                string.Concat(
                    Enumerable
                        .Range(0, random.Next(8))
                        .Select(_ => $" neuf{written++}" + Marks[random.Next(Marks.Length)])
                );

            // Each span is told apart by words of its own, as statements are; what lies around it repeats itself without mercy. What is put in is new:
            // words that changed places with a span would say as much about where it stands as the span itself.
            var old = Some(20);
            var now = random.Next(2) == 0 ? old : New();
            var expected = new List<(int Start, int End, int Now, string Quote)>();
            for (var span = 0; span < 12; span++)
            {
                var quote = $"fait{span}" + Some(4) + $" n{span}";
                expected.Add((Length(old + " "), Length(old + " " + quote), Length(now + " "), quote));
                var between = Some(8);
                old += " " + quote + " " + between;
                now +=
                    " "
                    + quote
                    + " "
                    + random.Next(3) switch
                    {
                        0 => between,
                        1 => New(),
                        _ => New() + between + New(),
                    };
            }

            var (from, to) = (new CodePointIndex(old), new CodePointIndex(now));
            var reanchoring = new Reanchoring(from, to);
            foreach (var (start, end, place, quote) in expected)
            {
                var found = reanchoring.Find(TextSpan.At(from, start, end)).Span;
                Assert.That(found, Is.EqualTo(TextSpan.At(to, place, place + end - start)), $"{quote}\n{old}\n{now}");
            }
        }
    }

    [Test]
    public void Whatever_is_found_says_what_it_said_and_two_spans_never_share_a_place([Range(0, 19)] int seed)
    {
        for (var n = 0; n < 100; n++)
        {
            var random = new Random((seed * 1000) + n);
            string Some() =>
                string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var (from, to) = (new CodePointIndex(Some()), new CodePointIndex(Some()));
            var reanchoring = new Reanchoring(from, to);
            var taken = new Dictionary<(int, int), int>();
            for (var start = 0; start < from.Length; start++)
            for (var end = start + 1; end <= Math.Min(from.Length, start + 6); end++)
            {
                var span = TextSpan.At(from, start, end);
                if (reanchoring.Find(span).Span is not { } found)
                    continue;
                Assert.That(found, Is.EqualTo(TextSpan.At(to, found.Start, found.End)));
                Assert.That(Words(found.Quote), Is.EqualTo(Words(span.Quote)));
                Assert.That(taken.TryAdd((found.Start, found.End), start), Is.True, $"{from.Text}\n{to.Text}\n{span}");
            }
        }
    }

    [Test, NonParallelizable]
    public void A_million_code_points_and_sixty_thousand_spans_take_seconds(
        [Values] bool isRewritten,
        [Values] bool repeatsItself
    )
    {
        var random = new Random(1);
        string Sentence(int n) =>
            repeatsItself
                ? "Il a dit que oui. "
                : $"Le témoin {n % 997} a dit {random.Next(100_000)} fois que la route {n} est coupée. ";
        var sentences = Enumerable.Range(0, repeatsItself ? 55_000 : 16_000).Select(Sentence).ToArray();
        var old = string.Concat(sentences);
        var now = isRewritten
            ? string.Concat(sentences.Select(sentence => sentence.Replace("que", "combien", StringComparison.Ordinal)))
            : string.Concat(sentences.Where((_, n) => n % 100 != 7));
        Assume.That(old.Length, Is.InRange(800_000, 1_000_000));
        var from = new CodePointIndex(old);
        var spans = Enumerable
            .Range(0, 60_000)
            .Select(_ => random.Next(old.Length - 60))
            .Select(start => TextSpan.At(from, start, start + random.Next(2, 60)))
            .ToList();

        var watch = Stopwatch.StartNew();
        var reanchoring = new Reanchoring(from, new CodePointIndex(now));
        var found = spans.Count(span => reanchoring.Find(span).Span is not null);
        watch.Stop();

        TestContext.Out.WriteLine($"{found} of {spans.Count} found in {watch.Elapsed}");
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
    }

    [TestCase(
        "Le maire a déclaré que l'eau n'était pas potable.",
        "Le maire a déclaré que l’eau n’était pas potable.",
        "l'eau n'était pas potable",
        "l’eau n’était pas potable"
    )]
    [TestCase(
        "Il a dit : « Le pont est fermé ». Fin.",
        "Il a dit\u00A0: «\u00A0Le pont est fermé\u00A0». Fin.",
        "« Le pont est fermé »",
        "«\u00A0Le pont est fermé\u00A0»"
    )]
    [TestCase(
        "Il a dit : \"Le pont est fermé\". Fin.",
        "Il a dit : « Le pont est fermé ». Fin.",
        "\"Le pont est fermé\"",
        "« Le pont est fermé »"
    )]
    [TestCase("Le pont - fermé - tient. Fin.", "Le pont — fermé — tient. Fin.", "pont - fermé", "pont — fermé")]
    [TestCase("Le pont  est fermé. Fin.", "Le pont est fermé. Fin.", "pont  est fermé", "pont est fermé")]
    [TestCase("A 😀 l'eau coule. Fin.", "A 😀 l’eau cou\u00ADle. Fin.", "😀 l'eau coule", "😀 l’eau cou\u00ADle")]
    public void A_change_of_typography_alone_keeps_a_span(string old, string now, string quote, string stands) =>
        Assert.That(Find(old, quote, now).Span?.Quote, Is.EqualTo(stands));

    [TestCase("L'eau est potable.", "L’eau n’est pas potable.", "L'eau est potable")]
    [TestCase("Le pont est fermé.", "Le pont est ferme.", "pont est fermé")]
    [TestCase("Le pont est fermé.", "Le Pont est fermé.", "pont est fermé")]
    public void A_change_of_words_letters_or_case_is_none_of_typography(string old, string now, string quote) =>
        Assert.That(Find(old, quote, now).Span, Is.Null);

    [Test]
    public void What_stands_twice_without_its_typography_is_not_guessed()
    {
        var found = Find("Un. L'eau coule. Deux.", "L'eau coule", "Trois. L’eau coule. Quatre. L‘eau coule. Cinq.");
        Assert.That((found.Span, found.StandsElsewhere), Is.EqualTo(((TextSpan?)null, true)));
    }

    /// <summary>What no typography touches.</summary>
    private static string Words(string quote) =>
        string.Concat(quote.Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c)));

    private static Carried Find(string old, string quote, string now) =>
        Find(old, old.IndexOf(quote, StringComparison.Ordinal), quote, now);

    private static Carried FindLast(string old, string quote, string now) =>
        Find(old, old.LastIndexOf(quote, StringComparison.Ordinal), quote, now);

    private static Carried Find(string old, int at, string quote, string now)
    {
        var from = new CodePointIndex(old);
        return new Reanchoring(from, new CodePointIndex(now)).Find(TextSpan.AtUtf16(from, at, at + quote.Length));
    }

    private static TextSpan SpanOf(string text, string quote)
    {
        var at = text.IndexOf(quote, StringComparison.Ordinal);
        return TextSpan.AtUtf16(new CodePointIndex(text), at, at + quote.Length);
    }

    private static int Length(string text) => new CodePointIndex(text).Length;
}

using System.Text;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Texts;

public class CodePointIndexTests
{
    [TestCase("")]
    [TestCase("a")]
    [TestCase("L'armée américaine")]
    [TestCase("e\u0301te\u0301")]
    [TestCase("😀")]
    [TestCase("😀😀😀")]
    [TestCase("a😀b😀😀c")]
    [TestCase("👩‍👩‍👧 dit : « 🇫🇷 »")]
    [TestCase("ab😀")]
    [TestCase("𐐀b")]
    public void Positions_agree_with_counting_code_points_one_by_one(string text) => AgreesWithCounting(text);

    [Test]
    public void Positions_agree_with_counting_in_random_texts()
    {
        string[] pieces = ["a", "é", "\u0301", "😀", "𐐀", "—", "\uD83D", "\uDE00", "\uFFFF", "\n"];
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
            AgreesWithCounting(
                string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]))
            );
    }

    [Test]
    public void A_lone_surrogate_counts_as_one_code_point()
    {
        var index = new CodePointIndex("a\uD83Db\uDE00");
        Assert.That(index.Length, Is.EqualTo(4));
        Assert.That(index.Slice(1, 2), Is.EqualTo("\uD83D"));
    }

    [TestCase(2)]
    [TestCase(4)]
    public void An_index_inside_a_surrogate_pair_is_no_position(int utf16) =>
        Assert.That(() => new CodePointIndex("a😀😀").ToCodePoint(utf16), Throws.TypeOf<ArgumentException>());

    [TestCase(-1)]
    [TestCase(4)]
    public void A_position_outside_the_text_is_refused(int position)
    {
        var index = new CodePointIndex("a😀b");
        Assert.That(() => index.ToUtf16(position), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => index.ToCodePoint(position < 0 ? -1 : 5), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase(-1, 1)]
    [TestCase(0, 4)]
    [TestCase(2, 1)]
    public void A_slice_that_is_reversed_or_outside_the_text_is_refused(int start, int end) =>
        Assert.That(() => new CodePointIndex("a😀b").Slice(start, end), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void The_text_is_kept_as_it_is() => Assert.That(new CodePointIndex("e\u0301 ").Text, Is.EqualTo("e\u0301 "));

    [Test]
    public void A_text_without_wide_characters_costs_no_memory_of_its_own()
    {
        var text = new string('é', 1_000_000);
        _ = new CodePointIndex(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new CodePointIndex(text);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000));
    }

    private static void AgreesWithCounting(string text)
    {
        var index = new CodePointIndex(text);
        int codePoint = 0,
            utf16 = 0;
        while (utf16 < text.Length)
        {
            Assert.That((index.ToUtf16(codePoint), index.ToCodePoint(utf16)), Is.EqualTo((utf16, codePoint)));
            var status = Rune.DecodeFromUtf16(text.AsSpan(utf16), out _, out var units);
            if (status != System.Buffers.OperationStatus.Done)
                units = 1;
            Assert.That(index.Slice(codePoint, codePoint + 1), Is.EqualTo(text.Substring(utf16, units)));
            codePoint++;
            utf16 += units;
        }
        Assert.That(
            (index.Length, index.ToUtf16(codePoint), index.ToCodePoint(utf16)),
            Is.EqualTo((codePoint, utf16, codePoint))
        );
        Assert.That(index.Slice(0, index.Length), Is.EqualTo(text));
    }
}

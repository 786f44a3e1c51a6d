using System.Text;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Texts;

public class FoldingTests
{
    [TestCase("Sean Ryan", "sean ryan")]
    [TestCase("  Sean \t\u00A0\u2009\r\n Ryan ", "sean ryan")]
    [TestCase("ＡＦＰ", "afp")]
    [TestCase("ﬁnance", "finance")]
    [TestCase("E\u0301MILE", "émile")]
    [TestCase("Édouard", "édouard")]
    [TestCase("STRASSE", "strasse")]
    [TestCase("Straße", "strasse")]
    [TestCase("STRAẞE", "strasse")]
    [TestCase("ΟΔΥΣΣΕΥΣ", "οδυσσευσ")]
    [TestCase("οδυσσευς", "οδυσσευσ")]
    [TestCase("İstanbul", "istanbul")]
    [TestCase("i\u0307stanbul", "istanbul")]
    [TestCase("I\u0307stanbul", "istanbul")]
    [TestCase("Işık", "işık")]
    [TestCase("Œuvre", "œuvre")]
    [TestCase("Jean\u2011Pierre", "jean-pierre")]
    [TestCase("Jean–Pierre", "jean-pierre")]
    [TestCase("co\u00ADopé\u200Bration\uFEFF", "coopération")]
    [TestCase("Москва", "москва")]
    [TestCase("𐐀", "𐐨")]
    [TestCase("", "")]
    [TestCase(" \u3000 ", "")]
    public void A_name_key_folds_what_does_not_distinguish_names(string name, string key) =>
        Assert.That(Folding.NameKey(name), Is.EqualTo(key));

    [Test]
    public void All_apostrophes_are_one(
        [Values("'", "’", "ʼ", "‘", "`", "´", "′", "‛", "ʹ", "＇", "\u1FFD", "\u1FEF", "ʿ")] string apostrophe
    ) => Assert.That(Folding.NameKey($"L{apostrophe}Équipe"), Is.EqualTo("l'équipe"));

    [Test]
    public void All_hyphens_are_one(
        [Values("-", "‐", "‑", "‒", "–", "—", "―", "−", "－", "﹣", "\uFE58")] string hyphen
    ) => Assert.That(Folding.NameKey($"Al{hyphen}Jazira"), Is.EqualTo("al-jazira"));

    [TestCase("Émile Zola", "emile zola")]
    [TestCase("ŒUF et Cœur", "oeuf et coeur")]
    [TestCase("Ærø", "aero")]
    [TestCase("Ǽ", "ae")]
    [TestCase("Łódź", "lodz")]
    [TestCase("Đorđe", "dorde")]
    [TestCase("Işık", "isik")]
    [TestCase("ISIK", "isik")]
    [TestCase("naïve façade", "naive facade")]
    [TestCase("Nguyễn", "nguyen")]
    [TestCase("مُحَمَّد", "محمد")]
    [TestCase("한국", "한국")]
    [TestCase("L’été ", "l'ete")]
    [TestCase("a ¨ b", "a b")]
    public void A_search_key_ignores_accents_too(string text, string key) =>
        Assert.That(Folding.SearchKey(text), Is.EqualTo(key));

    [Test]
    public void Different_names_keep_different_name_keys()
    {
        Assert.That(Folding.NameKey("Côte"), Is.Not.EqualTo(Folding.NameKey("Cote")));
        Assert.That(Folding.NameKey("al-Sadr"), Is.Not.EqualTo(Folding.NameKey("al Sadr")));
    }

    [Test]
    public void Every_code_point_folds_the_same_again_and_in_either_case()
    {
        var failures = new List<string>();
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            // Of the large blocks that have neither case nor composition a sample does.
            if (
                !Rune.IsValid(value)
                || (value is (>= 0x3400 and < 0xA000) or (>= 0xAC00 and < 0xF900) or >= 0x20000 && value % 97 != 0)
            )
                continue;
            var text = $"a{new Rune(value)}b";
            CheckStable(text, failures);
            if (value != 0xFFFE && Folding.NameKey(text.Normalize(NormalizationForm.FormD)) != Folding.NameKey(text))
                failures.Add($"decomposed U+{value:X4}");
            if (Folding.NameKey(text.ToUpperInvariant()) != Folding.NameKey(text.ToLowerInvariant()))
                failures.Add($"cases of U+{value:X4}");
        }
        Assert.That(failures.Take(20), Is.Empty);
    }

    [Test]
    public void Every_text_folds_the_same_again()
    {
        // Letters and marks that compose, decompose, reorder, vanish, or change with case.
        string[] pieces =
        [
            "a",
            "I",
            "i",
            "İ",
            "ı",
            "ß",
            "ẞ",
            "Σ",
            "ς",
            "ſ",
            "\u212A",
            "ŉ",
            "ǰ",
            "ΐ",
            "ᾳ",
            "\u2126",
            "œ",
            "Ł",
            "ﬁ",
            "\uFDFA",
            "¨",
            "´",
            "`",
            "’",
            "΄",
            "‑",
            "—",
            " ",
            "\u00A0",
            "\u200D",
            "\u034F",
            "\u00AD",
            "\u0300",
            "\u0301",
            "\u0307",
            "\u0308",
            "\u0316",
            "\u0323",
            "\u0327",
            "\u0328",
            "\u0344",
            "\u0345",
            "\u0F73",
            "\u0F81",
            "\u3099",
            "\uFF9E",
            "か",
            "カ",
            "한",
            "\u1100",
            "\u1161",
            "\u11A8",
            "ে",
            "া",
            "\u09BC",
            "𐐀",
            "😀",
            "\uFFFE",
            "\uFFFF",
            "\uD83D",
            "\uDE00",
            "\U0001D15E",
            "\U0001D16D",
            "\U000E0041",
            "\u05E9",
            "\u05C1",
            "\uFB2C",
            "\u1E9B",
            "\u1FC1",
            "\u2033",
            "\u3164",
            "ʾ",
        ];
        var random = new Random(3);
        var failures = new List<string>();
        for (var i = 0; i < 100_000; i++)
            CheckStable(
                string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)])),
                failures
            );
        Assert.That(failures.Take(20), Is.Empty);
    }

    [Test, SetCulture("tr-TR")]
    public void The_culture_of_the_machine_changes_nothing()
    {
        Assert.That(Folding.NameKey("ISTANBUL"), Is.EqualTo("istanbul"));
        Assert.That(Folding.NameKey("ÎLE"), Is.EqualTo("île"));
    }

    [Test, MaxTime(5_000)]
    public void A_hostile_text_of_200_000_characters_is_folded_in_linear_time(
        [Values(
            "\u0301\u0316",
            "\u0301\uFF9E",
            "i\u0307",
            "i\u0307\u0307",
            "\u034F\u0301\u200D\u0316",
            "\uFDFA",
            "   \u00A0",
            "ß",
            "😀",
            "\u1100\u1161"
        )]
            string unit
    )
    {
        var text = string.Concat(Enumerable.Repeat(unit, 200_000 / unit.Length));
        Assert.That(() => Folding.SearchKey("a" + text), Throws.Nothing);
    }

    private static void CheckStable(string text, List<string> failures)
    {
        string name = Folding.NameKey(text),
            search = Folding.SearchKey(text);
        if (Folding.NameKey(name) != name)
            failures.Add(
                "name key of " + Escape(text) + ": " + Escape(name) + " then " + Escape(Folding.NameKey(name))
            );
        if (Folding.SearchKey(search) != search)
            failures.Add(
                "search key of " + Escape(text) + ": " + Escape(search) + " then " + Escape(Folding.SearchKey(search))
            );
        if (Folding.NameKey(search) != search)
            failures.Add("name key of the search key of " + Escape(text));

        // Equal name keys have equal search keys, because a search key depends on the name key alone.
        if (Folding.SearchKey(name) != search)
            failures.Add("search key of the name key of " + Escape(text));
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:X4}"));
}

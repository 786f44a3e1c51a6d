using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Texts;

public class WellFormedTextTests
{
    // Lone surrogates do not survive in attribute arguments, hence a source.
    private static readonly string[] Good =
    [
        "",
        "a",
        "été\t\r\n",
        "😀",
        "a😀😀b",
        "\uFFFE\uFFFF",
        "\u0001",
        "\uD7FF\uE000",
    ];

    private static readonly string[] Bad =
    [
        "\0",
        "a\0b",
        "\uD83D",
        "\uDE00",
        "\uDE00\uD83D",
        "a\uD83D",
        "a\uD83Db",
        "\uD83D\uD83D\uDE00",
        "😀\uDE00",
        "😀\uD83D",
        "\uDE00😀",
        "😀\0",
    ];

    [Test]
    public void A_text_of_whole_characters_is_well_formed() =>
        Assert.That(Good.Where(text => !WellFormedText.IsWellFormed(text)), Is.Empty);

    [Test]
    public void NUL_and_half_a_surrogate_pair_are_not_well_formed() =>
        Assert.That(Bad.Where(WellFormedText.IsWellFormed), Is.Empty);
}

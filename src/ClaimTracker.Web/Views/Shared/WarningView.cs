using ClaimTracker.Web.Wording;

namespace ClaimTracker.Web.Views.Shared;

/// <summary>What is not wrong but should be known.</summary>
/// <param name="Code">What it is, for programs.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record WarningView(string Code, string Sentence)
{
    /// <summary>Of texts in this language.</summary>
    internal static IReadOnlyList<WarningView> About(string language) => Of(ExtractionWording.About(language));

    internal static IReadOnlyList<WarningView> Of(IEnumerable<(string Code, string Sentence)> said) =>
        [.. said.Select(one => new WarningView(one.Code, one.Sentence))];
}

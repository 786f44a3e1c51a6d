using ClaimTracker.Extraction;
using ClaimTracker.Web.Wording;

namespace ClaimTracker.Web.Views.Shared;

/// <summary>What is not wrong but should be known.</summary>
/// <param name="Code">What it is, for programs.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record WarningView(string Code, string Sentence);

/// <summary>Words what the extraction has to say in the language of the answer.</summary>
internal static class ExtractionWording
{
    private static string Spoken => AnswerLanguage.Current == Language.Fr ? "fr" : "en";

    public static IReadOnlyList<WarningView> Of(IEnumerable<Remark> warnings) =>
        [.. warnings.Select(warning => new WarningView(warning.Code, warning.In(Spoken)))];

    public static string Of(ProposalReason reason) => reason.In(Spoken);

    /// <summary>What was stored: the codes of a reason, or else a sentence as it is.</summary>
    public static string? Of(string? stored) => ProposalReason.Parse(stored) is { } reason ? Of(reason) : stored;
}

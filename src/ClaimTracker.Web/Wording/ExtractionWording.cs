using ClaimTracker.Extraction;

namespace ClaimTracker.Web.Wording;

/// <summary>What the extraction says of its proposals and of the texts it read, in the language of the answer.</summary>
internal static class ExtractionWording
{
    private static string Spoken => AnswerLanguage.Current == Language.Fr ? "fr" : "en";

    public static IEnumerable<(string Code, string Sentence)> Of(IEnumerable<Remark> remarks) =>
        remarks.Select(remark => (remark.Code, remark.In(Spoken)));

    /// <summary>What should be known of how texts in this language are read.</summary>
    public static IEnumerable<(string Code, string Sentence)> About(string language) =>
        Of(ArticleExtractor.WarningsAbout(language));

    public static string Of(ProposalReason reason) => reason.In(Spoken);

    /// <summary>What was stored: the codes of a reason, or else a sentence as it is.</summary>
    public static string? Of(string? stored) => ProposalReason.Parse(stored) is { } reason ? Of(reason) : stored;
}

using ClaimTracker.Assessment.Credibility;

namespace ClaimTracker.Domain.Flags;

/// <summary>What in the weight of a claim is a cause to flag it, and how such a cause goes, in sentences.</summary>
public static class FlagCauses
{
    /// <summary>The reasons for which a claim of this weight is flagged, with the cause of each.</summary>
    public static IEnumerable<(FlagReason Reason, string Because)> Of(AssessmentSummary assessmentSummary)
    {
        if (assessmentSummary.Ungrounded)
            yield return (
                FlagReason.Unverifiable,
                assessmentSummary.Support.High == 0
                    ? "No chain of its support leads to an origin."
                    : $"No origin of it is guaranteed; {Origins(assessmentSummary.Support.High)} possible."
            );
        if (assessmentSummary.SingleOrigin)
            yield return (
                FlagReason.SingleOrigin,
                $"{assessmentSummary.Outlets} outlets carry it, and one origin is guaranteed."
            );
        if (assessmentSummary.Circular)
            yield return (FlagReason.Circular, "Reports of its support have it from each other.");
    }

    /// <summary>Whether a flag has lost its cause.</summary>
    /// <param name="reason">Why the program raised it.</param>
    /// <param name="assessmentSummary">What the claim weighs now; null: it is not weighed.</param>
    public static bool IsGone(FlagReason reason, AssessmentSummary? assessmentSummary) =>
        assessmentSummary is not { } now
        || reason switch
        {
            FlagReason.SupportLost => !now.Ungrounded,
            _ => Of(now).All(cause => cause.Reason != reason),
        };

    /// <summary>How the cause went.</summary>
    /// <inheritdoc cref="IsGone"/>
    public static string HowItWent(FlagReason reason, AssessmentSummary? assessmentSummary) =>
        (reason, assessmentSummary) switch
        {
            (_, null) =>
                "The claim is weighed no longer: it was rejected, replaced, put back to proposed, or is a request.",
            (FlagReason.SupportLost, { } now) => $"It has support again: {Origins(now.Support.Low)} guaranteed now.",
            (FlagReason.Circular, _) => "No report of its support leads back to itself any more.",
            (FlagReason.SingleOrigin, { Outlets: < 2 }) => "Not more than one outlet carries it any more.",
            (FlagReason.SingleOrigin, { Ungrounded: true }) => "Not even one origin of it is guaranteed any more.",
            (_, { } now) =>
                $"{char.ToUpperInvariant(Origins(now.Support.Low)[0])}{Origins(now.Support.Low)[1..]} guaranteed now.",
        };

    private static string Origins(int number) => number == 1 ? "one origin is" : $"{number} origins are";
}

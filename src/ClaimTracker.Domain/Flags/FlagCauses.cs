using ClaimTracker.Assessment.Credibility;

namespace ClaimTracker.Domain.Flags;

/// <summary>What in the weight of a claim is a cause to flag it, and how such a cause goes.</summary>
public static class FlagCauses
{
    /// <summary>The reasons for which a claim of this weight is flagged, with the cause of each.</summary>
    public static IEnumerable<(FlagReason Reason, Message Cause)> Of(AssessmentSummary assessmentSummary)
    {
        if (assessmentSummary.Ungrounded)
            yield return (
                FlagReason.Unverifiable,
                assessmentSummary.Support.High == 0
                    ? Message.Of(MessageCode.NoChainToOrigin)
                    : Message.Of(MessageCode.OriginsPossible, ("n", assessmentSummary.Support.High))
            );
        if (assessmentSummary.SingleOrigin)
            yield return (
                FlagReason.SingleOrigin,
                Message.Of(MessageCode.SingleOrigin, ("n", assessmentSummary.Outlets))
            );
        if (assessmentSummary.Circular)
            yield return (FlagReason.Circular, Message.Of(MessageCode.Circular));
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
    public static Message HowItWent(FlagReason reason, AssessmentSummary? assessmentSummary) =>
        (reason, assessmentSummary) switch
        {
            (_, null) => Message.Of(MessageCode.NotWeighed),
            (FlagReason.SupportLost, { } now) => Message.Of(MessageCode.SupportRegained, ("n", now.Support.Low)),
            (FlagReason.Circular, _) => Message.Of(MessageCode.NotCircular),
            (FlagReason.SingleOrigin, { Outlets: < 2 }) => Message.Of(MessageCode.OneOutletAtMost),
            (FlagReason.SingleOrigin, { Ungrounded: true }) => Message.Of(MessageCode.NoOriginLeft),
            (_, { } now) => Message.Of(MessageCode.OriginsGuaranteed, ("n", now.Support.Low)),
        };
}

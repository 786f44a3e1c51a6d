namespace ClaimTracker.Web.Features.Assessments;

/// <summary>What an assessment may hold beside what it always holds.</summary>
public enum AssessmentPart
{
    Belief = 0,
}

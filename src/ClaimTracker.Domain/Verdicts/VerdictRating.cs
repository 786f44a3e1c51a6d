namespace ClaimTracker.Domain.Verdicts;

/// <summary>A step of a scale: where a verdict stands between the worst and the best, and the word for it.</summary>
/// <param name="Value">Between the two others, both included.</param>
/// <param name="Worst">Below <paramref name="Best"/> or above it: some scales count downwards. Never equal to it.</param>
/// <param name="Best">The other end.</param>
/// <param name="Name">What readers are shown, such as "mostly false".</param>
public sealed record VerdictRating(double Value, double Worst, double Best, string Name)
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Whether a value lies between the ends of a scale, both included.</summary>
    public static bool IsWithin(double value, double worst, double best) =>
        Math.Min(worst, best) <= value && value <= Math.Max(worst, best);
}

/// <summary>The words for one step, in the languages that have one; at least one is given.</summary>
public sealed record StepNames(string? Fr = null, string? En = null);

/// <summary>One step of a scale.</summary>
/// <param name="Value">Between the scale's ends, both included.</param>
/// <param name="Outcome">What a verdict on this step usually says of the claim; null: it depends.</param>
public sealed record ScaleStep(double Value, StepNames Names, VerdictOutcome? Outcome = null);

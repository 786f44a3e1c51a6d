namespace ClaimTracker.Extraction;

/// <summary>What the models made of a candidate: how likely it is right, what speaks for it most, and what speaks against it.</summary>
internal sealed record Judgement(double Confidence, IReadOnlyList<Aspect> Strengths, Aspect? Doubt)
{
    /// <summary>False: no report of its own, but it may name whom another one cites.</summary>
    public bool IsShown { get; init; } = true;
}

namespace ClaimTracker.Domain.Suggestions;

/// <summary>How far in the audit trail the machine has looked for what to suggest. One row.</summary>
public sealed class DetectionProgress
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public long Position { get; set; }
}

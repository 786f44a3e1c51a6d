namespace ClaimTracker.Domain.Audit;

/// <summary>Where the trail is broken, and how that shows.</summary>
/// <param name="Position">Of the entry; null where none is concerned, such as for a head without entries.</param>
/// <param name="Subject">Null where nothing says whose entry it was.</param>
/// <param name="Sequence">Null as the subject is.</param>
/// <param name="Why">A sentence.</param>
public sealed record TrailFault(long? Position, string? Subject, long? Sequence, string Why);

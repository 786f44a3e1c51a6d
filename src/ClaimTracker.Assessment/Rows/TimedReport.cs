namespace ClaimTracker.Assessment.Rows;

/// <summary>An outlet reported a proposition at an instant.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Proposition">The proposition.</param>
/// <param name="At">When (UTC).</param>
/// <param name="HasOrigin">Whether it named an origin of its own.</param>
/// <param name="Article">The article that carries it.</param>
public readonly record struct TimedReport(long Outlet, long Proposition, DateTime At, bool HasOrigin, long Article = 0);

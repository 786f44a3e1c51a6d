namespace ClaimTracker.Web.Data;

/// <summary>The answer a POST with an Idempotency-Key had, kept in the transaction of its change, to be given again.</summary>
public sealed class IdempotentAnswer
{
    /// <summary>Lower-case hex SHA-256 of holder, method, path and key.</summary>
    public required string Scope { get; init; }

    /// <summary>Lower-case hex SHA-256 of the request body.</summary>
    public required string BodyHash { get; init; }

    public required int Status { get; init; }

    public required string Body { get; init; }

    public string? Location { get; init; }

    public string? ETag { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

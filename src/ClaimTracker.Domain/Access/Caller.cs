namespace ClaimTracker.Domain.Access;

/// <summary>What a key may do. Cumulative in this order.</summary>
public enum Role
{
    /// <summary>Reads everything but what only an administrator sees; extracts without storing.</summary>
    Reader = 0,

    /// <summary>Records and decides: articles, claims, relations, sources.</summary>
    Analyst = 1,

    /// <summary>Publishes verdicts.</summary>
    FactChecker = 2,

    /// <summary>Audits attribution chains.</summary>
    Reviewer = 3,

    /// <summary>Keys, export and import.</summary>
    Admin = 4,
}

/// <summary>Who sent the request: a holder's lasting name, and the role of the key it came with.</summary>
public sealed record Caller(string Name, Role Role)
{
    /// <summary>The program itself, acting from its command line or at start.</summary>
    public static readonly Caller System = new("system", Role.Admin);

    /// <summary>The program itself, following what it weighs: it raises flags and closes its own.</summary>
    public static readonly Caller Program = new("ClaimTracker", Role.Admin);

    /// <summary>A request from loopback without a key, in Development.</summary>
    public static readonly Caller Local = new("local", Role.Admin);
}

namespace ClaimTracker.Web.AsOf;

/// <summary>What a question about the past turns on.</summary>
internal sealed record AsOfScope
{
    public IReadOnlyList<long> Claims { get; init; } = [];

    public IReadOnlyList<long> Articles { get; init; } = [];

    public IReadOnlyList<long> Sources { get; init; } = [];

    public string? Tag { get; init; }

    /// <summary>Hops over relations that the answer shows; the claims of an article or a source are one hop away.</summary>
    public int Depth { get; init; }

    /// <summary>False: the answer shows no weights; of the claims around it only those that say the same are read.</summary>
    public bool IsWeighed { get; init; } = true;
}

using System.Text.Json.Serialization;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>RFC 9457, with a stable code, and beside it what a program needs to put the request right.</summary>
/// <param name="Type">A URN that ends in the code.</param>
/// <param name="Title">The name of the status.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
/// <param name="Code">Stable; programs branch on it.</param>
public sealed record ProblemView(string Type, string Title, int Status, string Detail, string Code)
{
    /// <summary>What is wrong where, keyed by the request's own path.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>The version that the record has now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }

    /// <summary>The affiliation in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AffiliationId { get; init; }

    /// <summary>The alias in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AliasId { get; init; }

    /// <summary>The article in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ArticleId { get; init; }

    /// <summary>The claim in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ClaimId { get; init; }

    /// <summary>The derivation in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DerivationId { get; init; }

    /// <summary>The distinction in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DistinctionId { get; init; }

    /// <summary>The flag in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FlagId { get; init; }

    /// <summary>The finding in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IndependenceId { get; init; }

    /// <summary>The relation in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RelationId { get; init; }

    /// <summary>The retraction in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RetractionId { get; init; }

    /// <summary>The source in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SourceId { get; init; }

    /// <summary>The relations in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Relations { get; init; }

    /// <summary>The articles of the circle, in its order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Articles { get; init; }

    /// <summary>The claims of the circle by id, or its sources written out, in its order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<object>? Cycle { get; init; }

    /// <summary>The sources that may be meant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemSource>? Candidates { get; init; }

    /// <summary>What stands there in place of what was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Found { get; init; }

    /// <summary>Where the quote stands, in code points, at most 20; or the positions of the links.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Positions { get; init; }

    /// <summary>Whether it stands in more places than are listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? More { get; init; }

    /// <summary>Links without a finding.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Missing { get; init; }

    /// <summary>Findings without a link.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Extra { get; init; }

    /// <summary>Links with two findings.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Duplicate { get; init; }

    /// <summary>What it can become from here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Allowed { get; init; }
}

/// <summary>A source that may be meant.</summary>
public sealed record ProblemSource(long Id, string Name, string Kind);

using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Pipeline.Messaging;
using FluentValidation;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>What is attached to the claims of a graph.</summary>
public enum Attached
{
    None = 0,
    Sources = 1,
    Articles = 2,
}

/// <summary>The forms a graph is written in. They win over <c>Accept</c>.</summary>
public enum GraphFormat
{
    /// <summary>JSON Graph Format v2.</summary>
    Json = 0,

    /// <summary>Cytoscape JSON.</summary>
    Cytoscape = 1,

    Graphml = 2,

    /// <summary>GEXF 1.3.</summary>
    Gexf = 3,

    /// <summary>Graphviz.</summary>
    Dot = 4,

    /// <summary>JSON-LD with PROV-O and schema.org.</summary>
    Jsonld = 5,
}

/// <summary>How far a graph reaches, and what of it is shown.</summary>
public abstract record GraphRequest : IQuery<Graph>
{
    public const int DefaultDepth = 2;
    public const int MaxDepth = 6;
    public const int DefaultNodes = 5000;
    public const int MaxMaxNodes = 20_000;

    /// <summary>Hops over relations between claims, 0 to 6; 2 when absent. The claims of a source or an article are hop 1. Sources and articles are attached, never walked through.</summary>
    public int? Depth { get; init; }

    /// <summary>Claims with these statuses are shown and walked through; <c>proposed,accepted</c> when absent. Claims asked for by id are shown whatever their status.</summary>
    public IReadOnlyList<ClaimStatus>? Status { get; init; }

    /// <summary>Relations of these types are shown and walked over; all when absent. Standing and proposed ones; withdrawn ones never.</summary>
    public IReadOnlyList<RelationType>? Relations { get; init; }

    /// <summary><c>sources</c>, <c>articles</c>, both, or <c>none</c>; both when absent. A source or article the graph is drawn around is always shown.</summary>
    public IReadOnlyList<Attached>? Include { get; init; }

    /// <summary>EDTF; claims whose article may have been published then or later.</summary>
    public PartialDate? PublishedFrom { get; init; }

    /// <summary>EDTF; claims whose article may have been published then or before.</summary>
    public PartialDate? PublishedTo { get; init; }

    /// <summary>What this database held then; one to come means now. For a claim, source or article recorded later, 404.</summary>
    public AsOfInstant? AsOf { get; init; }

    /// <summary>1 to 20,000 nodes; 5,000 when absent. When there are more, claims come first, breadth first and by id, then articles, then sources.</summary>
    public int? MaxNodes { get; init; }

    /// <summary>Wins over <c>Accept</c>.</summary>
    public GraphFormat? Format { get; init; }

    /// <summary>What it is drawn around.</summary>
    internal abstract GraphRoots Roots { get; }

    internal bool Shows(Attached attached) => Include is null || Include.Contains(attached);
}

/// <summary>What a graph is drawn around.</summary>
internal sealed record GraphRoots
{
    public IReadOnlyList<long> Claims { get; init; } = [];

    public IReadOnlyList<long> Sources { get; init; } = [];

    public IReadOnlyList<long> Articles { get; init; } = [];

    public string? Tag { get; init; }
}

internal abstract class GraphRequestValidator<T> : AbstractValidator<T>
    where T : GraphRequest
{
    protected GraphRequestValidator()
    {
        RuleFor(query => query.Depth)
            .InclusiveBetween(0, GraphRequest.MaxDepth)
            .WithMessage($"must be 0 to {GraphRequest.MaxDepth}.");
        RuleFor(query => query.MaxNodes)
            .InclusiveBetween(1, GraphRequest.MaxMaxNodes)
            .WithMessage($"must be 1 to {GraphRequest.MaxMaxNodes}.");
        RuleFor(query => query.Include)
            .Must(include => include is null || include.Count == 1 || !include.Contains(Attached.None))
            .WithMessage("must be none alone, or sources, articles.");
    }
}

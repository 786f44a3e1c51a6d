using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Pipeline.Messaging;
using FluentValidation;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph around a set: what carries a tag, some claims, or some articles.</summary>
[Requires(Role.Reader)]
public sealed record GetGraph : GraphRequest
{
    public const int MaxIds = 1000;

    /// <summary>Claims and articles that carry this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Ids, at most 1,000.</summary>
    public IReadOnlyList<long>? Claims { get; init; }

    /// <summary>Ids, at most 1,000.</summary>
    public IReadOnlyList<long>? Articles { get; init; }

    internal override GraphRoots Roots =>
        new()
        {
            Tag = Tag,
            Claims = Claims ?? [],
            Articles = Articles ?? [],
        };
}

internal sealed class GetGraphValidator : GraphRequestValidator<GetGraph>
{
    public GetGraphValidator()
    {
        RuleFor(query => query)
            .Must(query => new object?[] { query.Tag, query.Claims, query.Articles }.Count(set => set is not null) == 1)
            .OverridePropertyName("")
            .WithMessage("needs one of tag, claims, articles.");
        RuleFor(query => query.Claims).Must(IsShortEnough).WithMessage($"must be at most {GetGraph.MaxIds} ids.");
        RuleFor(query => query.Articles).Must(IsShortEnough).WithMessage($"must be at most {GetGraph.MaxIds} ids.");
    }

    private static bool IsShortEnough(IReadOnlyList<long>? ids) => ids is null || ids.Count <= GetGraph.MaxIds;
}

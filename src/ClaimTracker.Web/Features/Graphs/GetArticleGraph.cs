using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph of an article: its claims, and what they are related to.</summary>
[Requires(Role.Reader)]
public sealed record GetArticleGraph : GraphRequest
{
    [JsonIgnore]
    public long Id { get; init; }

    internal override GraphRoots Roots => new() { Articles = [Id] };
}

internal sealed class GetArticleGraphValidator : GraphRequestValidator<GetArticleGraph>;

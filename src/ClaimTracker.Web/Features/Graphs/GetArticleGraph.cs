using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using MediatR;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph of an article: its claims, and what they are related to.</summary>
[Requires(Role.Reader)]
public sealed record GetArticleGraph : GraphPull
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class GetArticleGraphValidator : GraphPullValidator<GetArticleGraph>;

internal sealed class GetArticleGraphHandler(Lazy<ClaimTrackerDb> db, Reading reading, Weighing weighing, Pasts pasts)
    : IRequestHandler<GetArticleGraph, Graph>
{
    public Task<Graph> Handle(GetArticleGraph query, CancellationToken cancellationToken) =>
        GraphWalk.RunAsync(
            db,
            reading,
            weighing,
            pasts,
            query,
            GraphRoots.Of(NodeId.Article(query.Id)),
            cancellationToken
        );
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using MediatR;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph of an article: its claims, and what they are related to.</summary>
[Requires(Role.Reader)]
public sealed record GetArticleGraph : GraphRequest
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class GetArticleGraphValidator : GraphRequestValidator<GetArticleGraph>;

internal sealed class GetArticleGraphHandler(
    ClaimTrackerDb db,
    ReadConnections readConnections,
    LiveAssessmentIndex liveAssessmentIndex,
    AsOfDatabases asOfDatabases
) : IRequestHandler<GetArticleGraph, Graph>
{
    public Task<Graph> Handle(GetArticleGraph query, CancellationToken cancellationToken) =>
        GraphReader.RunAsync(
            db,
            readConnections,
            liveAssessmentIndex,
            asOfDatabases,
            query,
            GraphRoots.Of(NodeId.Article(query.Id)),
            cancellationToken
        );
}

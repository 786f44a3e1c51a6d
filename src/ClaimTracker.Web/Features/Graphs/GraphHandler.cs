using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using MediatR;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>Draws the graph that any of these requests asks for.</summary>
internal sealed class GraphHandler<TRequest>(
    ClaimTrackerDb db,
    ReadConnections readConnections,
    LiveAssessmentIndex liveAssessmentIndex,
    AsOfDatabases asOfDatabases
) : IRequestHandler<TRequest, Graph>
    where TRequest : GraphRequest
{
    public Task<Graph> Handle(TRequest query, CancellationToken cancellationToken) =>
        GraphReader.RunAsync(db, readConnections, liveAssessmentIndex, asOfDatabases, query, cancellationToken);
}

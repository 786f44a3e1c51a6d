using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>A page of what was done to a relation, newest first: as sentences, in English or French, and as data.</summary>
[Requires(Role.Reader)]
public sealed record FindRelationHistory : History;

internal sealed class FindRelationHistoryHandler(ClaimTrackerDb db, Caller caller)
    : HistoryHandler<FindRelationHistory, Relation>(db, caller);

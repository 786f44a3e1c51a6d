using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>A page of what was done to a source and to what belongs to it, such as its ratings, newest first: as sentences, in English or French, and as data.</summary>
[Requires(Role.Reader)]
public sealed record FindSourceHistory : History;

internal sealed class FindSourceHistoryHandler(ClaimTrackerDb db, Caller caller)
    : HistoryHandler<FindSourceHistory, Source>(db, caller);

using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>A page of what was done to a claim and to what belongs to it, such as its relations, newest first: as sentences, in English or French, and as data.</summary>
[Requires(Role.Reader)]
public sealed record FindClaimHistory : History;

internal sealed class FindClaimHistoryHandler(ClaimTrackerDb db, Caller caller)
    : HistoryHandler<FindClaimHistory, Claim>(db, caller);

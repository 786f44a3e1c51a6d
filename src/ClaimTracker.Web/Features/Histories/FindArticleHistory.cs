using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Features.Histories;

/// <summary>A page of what was done to an article and to what belongs to it, such as its derivations, newest first: as sentences, in English or French, and as data.</summary>
[Requires(Role.Reader)]
public sealed record FindArticleHistory : History;

internal sealed class FindArticleHistoryHandler(ClaimTrackerDb db, Caller caller)
    : HistoryHandler<FindArticleHistory, Article>(db, caller);

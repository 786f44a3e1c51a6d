using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.Suggestions;

/// <summary>One suggestion, in whatever state.</summary>
[Requires(Role.Reader)]
public sealed record GetSuggestion(long Id) : IQuery<SuggestionView>;

internal sealed class GetSuggestionHandler(ClaimTrackerDb db) : IRequestHandler<GetSuggestion, SuggestionView>
{
    public Task<SuggestionView> Handle(GetSuggestion query, CancellationToken cancellationToken) =>
        SuggestionViews.ReadAsync(db, query.Id, cancellationToken);
}

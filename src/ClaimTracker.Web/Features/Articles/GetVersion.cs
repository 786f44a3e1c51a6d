using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using MediatR;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>One version of an article's text.</summary>
[Requires(Role.Reader)]
public sealed record GetVersion(long ArticleId, int Number) : IQuery<ArticleVersionView>;

internal sealed class GetVersionHandler(ClaimTrackerDb db) : IRequestHandler<GetVersion, ArticleVersionView>
{
    public async Task<ArticleVersionView> Handle(GetVersion query, CancellationToken cancellationToken) =>
        (
            await ArticleVersionViews.ReadAsync(
                db.ArticleTexts.Where(text => text.ArticleId == query.ArticleId && text.Number == query.Number),
                withText: true,
                cancellationToken
            )
        ).FirstOrDefault() ?? throw new NotFoundException($"article {query.ArticleId} with a version", query.Number);
}

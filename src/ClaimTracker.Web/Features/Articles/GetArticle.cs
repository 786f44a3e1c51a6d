using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using MediatR;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>One article with its text.</summary>
[Requires(Role.Reader)]
public sealed record GetArticle(long Id) : IQuery<ArticleView>;

internal sealed class GetArticleHandler(ClaimTrackerDb db) : IRequestHandler<GetArticle, ArticleView>
{
    public Task<ArticleView> Handle(GetArticle query, CancellationToken cancellationToken) =>
        ArticleViews.ReadAsync(db, query.Id, cancellationToken);
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>
/// Undoes the retraction of an article (409 <c>notRetracted</c> where it stands): its claims bring their chains again. Answers the claims that have a
/// guaranteed origin again because of it; their flags <c>supportLost</c> close, unless somebody has them in hand.
/// </summary>
/// <param name="Reason">Why; it stays with the record of the retraction.</param>
[Requires(Role.Analyst)]
public sealed record ReinstateArticle(string Reason, IReadOnlyList<Evidence>? Evidence = null)
    : ICommand<RetractionOutcome>,
        IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class ReinstateArticleValidator : AbstractValidator<ReinstateArticle>
{
    public ReinstateArticleValidator()
    {
        RuleFor(reinstatement => reinstatement.Reason).Reason();
        RuleFor(reinstatement => reinstatement.Evidence).Evidence();
    }
}

internal sealed class ReinstateArticleHandler(ClaimTrackerDb db, RetractionImpact retractionImpact)
    : IRequestHandler<ReinstateArticle, RetractionOutcome>
{
    public async Task<RetractionOutcome> Handle(ReinstateArticle request, CancellationToken cancellationToken)
    {
        var article = await db.Articles.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("article", request.Id);
        var retraction = await db.Retractions.FirstOrDefaultAsync(
            r => r.ArticleId == article.Id && r.ReinstatedAt == null,
            cancellationToken
        ) ?? throw new ConflictException("notRetracted", $"Article {article.Id} stands; there is nothing to undo.");
        var shift = await retractionImpact.OfArticleAsync(article.Id, cancellationToken);
        retraction.Reinstate(null, request.Reason, request.Evidence ?? [], db.Stamp);
        return await retractionImpact.ReinstateAsync(
            shift,
            retraction,
            Message.Of(MessageCode.ArticleReinstated, ("article", article.Id)),
            cancellationToken
        );
    }
}

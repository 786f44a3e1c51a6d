using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>
/// Records that its outlet took an article back (409 <c>alreadyRetracted</c> where it did before): its claims stay and still join, but bring no chain any more (<c>withdrawn</c>), nor does what was made from it. Answers
/// the claims that rested only on it: their support had a guaranteed chain before, and has none now. Each is flagged <c>supportLost</c>.
/// </summary>
/// <param name="Reason">Why; it stays with the article.</param>
[Requires(Role.Analyst)]
public sealed record RetractArticle(string Reason, IReadOnlyList<Evidence>? Evidence = null)
    : ICommand<RetractionOutcome>,
        IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class RetractArticleValidator : AbstractValidator<RetractArticle>
{
    public RetractArticleValidator()
    {
        RuleFor(retraction => retraction.Reason).Reason();
        RuleFor(retraction => retraction.Evidence).Evidence();
    }
}

internal sealed class RetractArticleHandler(ClaimTrackerDb db, RetractionImpact retractionImpact)
    : IRequestHandler<RetractArticle, RetractionOutcome>
{
    public async Task<RetractionOutcome> Handle(RetractArticle request, CancellationToken cancellationToken)
    {
        var article = await db.Articles.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("article", request.Id);
        var retraction = Retraction.Of(article, request.Reason, request.Evidence ?? [], db.Stamp);
        var shift = await retractionImpact.OfArticleAsync(article.Id, cancellationToken);
        db.Retractions.Add(retraction);
        return await retractionImpact.RetractAsync(
            shift,
            retraction,
            Message.Of(MessageCode.RestedOnArticle, ("article", article.Id)),
            cancellationToken
        );
    }
}

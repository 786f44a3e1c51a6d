using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>Says which claim of ours a review by another fact-checker is about. The claim is not judged by that.</summary>
/// <param name="ClaimId">A claim that is neither rejected nor replaced; null takes the link back.</param>
[Requires(Role.FactChecker)]
public sealed record LinkFactCheck(long? ClaimId, string Reason) : ICommand<FactCheckView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class LinkFactCheckValidator : AbstractValidator<LinkFactCheck>
{
    public LinkFactCheckValidator() => RuleFor(review => review.Reason).Reason();
}

internal sealed class LinkFactCheckHandler(ClaimTrackerDb db) : IRequestHandler<LinkFactCheck, FactCheckView>
{
    public async Task<FactCheckView> Handle(LinkFactCheck request, CancellationToken cancellationToken)
    {
        var review = await db.FactChecks.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("claim review", request.Id);
        request.IfMatch.Check(review.Version);
        var claim = request.ClaimId is not { } id
            ? null
            : await db.Claims.FindAsync([id], cancellationToken)
                ?? throw new DomainRuleException("unknownClaim", "claimId", $"There is no claim {id}.");
        RequestFields.Named(_ => "claimId", () => review.LinkTo(claim, request.Reason, db.Stamp));
        await db.SaveChangesAsync(cancellationToken);
        return await FactCheckViews.ReadAsync(db, review.Id, cancellationToken);
    }
}

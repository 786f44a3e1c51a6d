using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>
/// Drafts or publishes the verdict on an accepted claim. A draft is worked on in place; a published text is replaced by another published one, and stays in
/// the history; it does not become a draft again (409 <c>verdictPublished</c>). A published outcome <c>true</c> or <c>false</c> enters the records of the
/// sources in the chain, and follows the verdict and the chain from then on. The first verdict on a claim is put
/// with <c>If-None-Match: *</c>, every other with the version of the one before in <c>If-Match</c>, be it withdrawn or not.
/// </summary>
/// <param name="State"><c>draft</c> or <c>published</c>.</param>
/// <param name="Outcome">Whether it is as the origin holds: for a <c>negated</c> claim, <c>true</c> says that the denial was right.</param>
/// <param name="Explanation">At most 20,000 characters.</param>
/// <param name="ClaimReviewed">Absent: the claim's statement as it stands now.</param>
/// <param name="Language">BCP 47, of the explanation.</param>
/// <param name="Url">Where the public can read the verdict.</param>
[Requires(Role.FactChecker)]
public sealed record SetVerdict(
    VerdictState State,
    VerdictOutcome Outcome,
    VerdictRating Rating,
    string Explanation,
    string? ClaimReviewed = null,
    string? Language = null,
    string? Url = null,
    IReadOnlyList<Evidence>? Evidence = null,
    string? Reason = null
) : ICommand<ClaimVerdictView>, IReasoned
{
    public const int MaxClaimReviewed = 2000;

    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class SetVerdictValidator : AbstractValidator<SetVerdict>
{
    public SetVerdictValidator()
    {
        RuleFor(verdict => verdict.State)
            .NotEqual(VerdictState.Withdrawn)
            .WithMessage("must be one of: draft, published.");
        RuleFor(verdict => verdict.Rating).SetValidator(new RatingValidator());
        RuleFor(verdict => verdict.Explanation).NotBlank().MaximumLength(VerdictContent.MaxExplanationLength);
        RuleFor(verdict => verdict.ClaimReviewed).NotBlank().MaximumLength(SetVerdict.MaxClaimReviewed);
        RuleFor(verdict => verdict.Language).Language();
        RuleFor(verdict => verdict.Url).WebAddress();
        RuleFor(verdict => verdict.Evidence).Evidence();
        RuleFor(verdict => verdict.Reason).Reason();
    }

    private sealed class RatingValidator : AbstractValidator<VerdictRating>
    {
        public RatingValidator()
        {
            RuleFor(rating => rating.Name).Name(VerdictRating.MaxNameLength);
            RuleFor(rating => rating.Best)
                .Must((rating, best) => !best.Equals(rating.Worst))
                .WithMessage("must differ from worst.");
            RuleFor(rating => rating.Value)
                .Must((rating, value) => VerdictRating.IsWithin(value, rating.Worst, rating.Best))
                .WithMessage("must lie between worst and best.");
        }
    }
}

internal sealed class SetVerdictHandler(ClaimTrackerDb db) : IRequestHandler<SetVerdict, ClaimVerdictView>
{
    public async Task<ClaimVerdictView> Handle(SetVerdict request, CancellationToken cancellationToken)
    {
        var claim = await db.Claims.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        var verdict = await db
            .ClaimVerdicts.Include(v => v.Editions)
            .FirstOrDefaultAsync(v => v.ClaimId == claim.Id, cancellationToken);
        request.IfMatch.Check(verdict?.Version);
        var content = new VerdictContent(
            request.Outcome,
            request.Rating,
            request.Explanation,
            request.ClaimReviewed ?? claim.Statement,
            request.Language,
            request.Url,
            request.Evidence ?? []
        );
        if (verdict is null)
            db.ClaimVerdicts.Add(new ClaimVerdict(claim, request.State, content, db.Stamp));
        else
            verdict.Set(request.State, content, request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await VerdictViews.ReadAsync(db, claim.Id, cancellationToken);
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>
/// Records that a source stands again by a statement that it took back (409 <c>notRetracted</c> where it did not): its chains count again, for every date.
/// Answers the claims that have a guaranteed origin again because of it; their flags <c>supportLost</c> close, unless somebody has them in hand.
/// </summary>
/// <param name="By">Id of the source.</param>
/// <param name="Date">EDTF: when the source stood by it again; shown only.</param>
/// <param name="Reason">Why, or in which words; it stays with the record.</param>
[Requires(Role.Analyst)]
public sealed record ReinstateStatement(
    long By,
    string Reason,
    string? Date = null,
    IReadOnlyList<Evidence>? Evidence = null
) : ICommand<RetractionOutcome>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class ReinstateStatementValidator : AbstractValidator<ReinstateStatement>
{
    public ReinstateStatementValidator()
    {
        RuleFor(reinstatement => reinstatement.Reason).Reason();
        RuleFor(reinstatement => reinstatement.Date).PartialDate();
        RuleFor(reinstatement => reinstatement.Evidence).Evidence();
    }
}

internal sealed class ReinstateStatementHandler(
    ClaimTrackerDb db,
    SourceLookup sources,
    RetractionImpact retractionImpact
) : IRequestHandler<ReinstateStatement, RetractionOutcome>
{
    public async Task<RetractionOutcome> Handle(ReinstateStatement request, CancellationToken cancellationToken)
    {
        var claim = await db.Claims.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        var by = await sources.GetAsync(request.By, "by", cancellationToken);
        var retraction = await db.RetractionAsync(claim.Id, by, cancellationToken)
            ?? throw new ConflictException(
                "notRetracted",
                $"{by.Called()} has not taken back the statement of claim {claim.Id}; there is nothing to undo."
            );
        var shift = await retractionImpact.OfClaimAsync(claim.Id, cancellationToken);
        retraction.Reinstate(request.Date.ToDate(), request.Reason, request.Evidence ?? [], db.Stamp);
        return await retractionImpact.ReinstateAsync(
            shift,
            retraction,
            Message.Of(MessageCode.StatementReinstated, ("source", by.Called())),
            cancellationToken
        );
    }
}

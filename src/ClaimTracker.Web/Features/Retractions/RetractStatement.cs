using System.Text.Json.Serialization;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Retractions;

/// <summary>
/// Records that a source took a statement back (409 <c>alreadyRetracted</c> where it did before). In the proposition of the claim no chain through that source, nor through one merged with it, counts any
/// more (<c>withdrawn</c>). Answers the claims that rested only on it: their support had a guaranteed chain before, and has none now. Each is flagged
/// <c>supportLost</c>.
/// </summary>
/// <param name="By">Id of a source in a chain of the claim's proposition (422 <c>notInChain</c>).</param>
/// <param name="Date">EDTF: when the source took it back. An assessment with an earlier <c>publishedTo</c> counts its chains still.</param>
/// <param name="Reason">Why, or in which words; it stays with the record.</param>
[Requires(Role.Analyst)]
public sealed record RetractStatement(
    long By,
    string Reason,
    string? Date = null,
    IReadOnlyList<Evidence>? Evidence = null
) : ICommand<RetractionOutcome>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class RetractStatementValidator : AbstractValidator<RetractStatement>
{
    public RetractStatementValidator()
    {
        RuleFor(retraction => retraction.Reason).Reason();
        RuleFor(retraction => retraction.Date).PartialDate();
        RuleFor(retraction => retraction.Evidence).Evidence();
    }
}

internal sealed class RetractStatementHandler(
    ClaimTrackerDb db,
    SourceLookup sources,
    RetractionImpact retractionImpact
) : IRequestHandler<RetractStatement, RetractionOutcome>
{
    public async Task<RetractionOutcome> Handle(RetractStatement request, CancellationToken cancellationToken)
    {
        var claim = await db.Claims.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        var by = await sources.GetAsync(request.By, "by", cancellationToken);
        var retraction = RequestFields.Named(
            _ => "id",
            () => Retraction.Of(claim, by, request.Date.ToDate(), request.Reason, request.Evidence ?? [], db.Stamp)
        );
        if (await db.RetractionAsync(claim.Id, by, cancellationToken) is { } standing)
            throw new ConflictException("alreadyRetracted", $"{by.Called()} has taken it back already.")
            {
                Details = new Dictionary<string, object?> { ["retractionId"] = standing.Id },
            };
        var shift = await retractionImpact.OfClaimAsync(claim.Id, cancellationToken);
        if (!await IsInChainAsync(claim, by, shift.Assess(claim.Id), cancellationToken))
            throw new DomainRuleException("notInChain", "by", $"{by.Called()} stands in no chain of this statement.");
        db.Retractions.Add(retraction);
        return await retractionImpact.RetractAsync(
            shift,
            retraction,
            Message.Of(MessageCode.RestedOnStatement, ("source", by.Called())),
            cancellationToken
        );
    }

    // A chain may pass a source that no report of the proposition names: what one of them was made from names it.
    private async Task<bool> IsInChainAsync(
        Claim claim,
        Source by,
        ClaimAssessment? assessment,
        CancellationToken cancellationToken
    )
    {
        var standing = by.CanonicalId ?? by.Id;
        List<long> proposition = assessment is null ? [claim.Id] : [.. assessment.PropositionClaims];
        return await db.AttributionLinks.AnyAsync(
                link =>
                    proposition.Contains(link.ClaimId)
                    && (link.SourceId == by.Id || link.Source!.CanonicalId == standing || link.SourceId == standing),
                cancellationToken
            )
            || (
                assessment?.Support.Chains.Any(chain =>
                    proposition.Contains(chain.Claim)
                    && chain.Path.Any(step => step.Claim is not null && step.Source == standing)
                )
                ?? false
            );
    }
}

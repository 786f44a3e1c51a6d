using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Assessments;

/// <summary>Several claims weighed as one support, whatever joins them: no proposition, no credibility, and nothing against them.</summary>
[Requires(Role.Reader)]
public sealed record GetJointAssessment : IQuery<AssessmentView>
{
    public const int MaxClaims = 500;

    /// <summary>Ids of accepted claims, at most 500, separated by commas.</summary>
    public IReadOnlyList<long>? Claims { get; init; }

    /// <summary>What this database held then; one to come means now. For a claim recorded later, 422.</summary>
    public AsOfInstant? AsOf { get; init; }

    /// <summary>EDTF; only reports that may have been public by then. One without a date is not known to have been.</summary>
    public PartialDate? PublishedTo { get; init; }

    /// <summary><c>belief</c>: the evidence as a number too.</summary>
    public IReadOnlyList<AssessmentPart>? Include { get; init; }
}

internal sealed class GetJointAssessmentValidator : AbstractValidator<GetJointAssessment>
{
    public GetJointAssessmentValidator() =>
        RuleFor(query => query.Claims)
            .Must(claims => claims is { Count: > 0 and <= GetJointAssessment.MaxClaims })
            .WithMessage($"must be 1 to {GetJointAssessment.MaxClaims} ids.");
}

internal sealed class GetJointAssessmentHandler(
    ClaimTrackerDb db,
    LiveAssessmentIndex liveAssessmentIndex,
    AsOfDatabases asOfDatabases
) : IRequestHandler<GetJointAssessment, AssessmentView>
{
    public async Task<AssessmentView> Handle(GetJointAssessment query, CancellationToken cancellationToken)
    {
        if (query.AsOf is not { } asOfInstant)
            return await AssessAsync(db, liveAssessmentIndex, query, cancellationToken);
        await using var asOfDatabase = await asOfDatabases.OpenAsync(
            asOfInstant,
            new AsOfScope { Claims = query.Claims! },
            cancellationToken
        );
        return (await AssessAsync(asOfDatabase.Db, asOfDatabase.Weighing, query, cancellationToken)) with
        {
            AsOf = asOfDatabase.At,
        };
    }

    private static async Task<AssessmentView> AssessAsync(
        ClaimTrackerDb db,
        LiveAssessmentIndex liveAssessmentIndex,
        GetJointAssessment query,
        CancellationToken cancellationToken
    )
    {
        var claims = query.Claims!;
        var known = await db
            .Claims.Where(claim => claims.Contains(claim.Id))
            .Select(claim => new { claim.Id, claim.Status })
            .ToDictionaryAsync(claim => claim.Id, cancellationToken);
        for (var at = 0; at < claims.Count; at++)
        {
            if (!known.TryGetValue(claims[at], out var claim))
                throw new DomainRuleException(
                    "unknownClaim",
                    $"claims[{at}]",
                    $"There {(query.AsOf is null ? "is" : "was")} no claim {claims[at]}."
                );
            if (claim.Status != ClaimStatus.Accepted)
                throw new DomainRuleException(
                    "claimNotAccepted",
                    $"claims[{at}]",
                    $"Claim {claims[at]} {(query.AsOf is null ? "is" : "was")} not accepted; only accepted claims are weighed."
                );
        }

        var assessment = await liveAssessmentIndex.AssessTogetherAsync(
            db,
            claims,
            query.Include?.Contains(AssessmentPart.Belief) == true,
            query.PublishedTo,
            cancellationToken
        );
        return await AssessmentViews.ReadAsync(db, assessment, cancellationToken);
    }
}

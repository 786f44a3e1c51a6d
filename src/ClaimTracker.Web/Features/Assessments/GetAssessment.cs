using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Assessments;

/// <summary>
/// The assessment of a claim: how many independent origins it has, what contradicts it, what credibility follows, and what would change that.
/// Only accepted claims are weighed; for another, 422.
/// </summary>
[Requires(Role.Reader)]
public sealed record GetAssessment : IQuery<AssessmentView>
{
    [JsonIgnore]
    public long Id { get; init; }

    /// <summary>What this database held then; one to come means now. For a claim recorded later, 404.</summary>
    public AsOfInstant? AsOf { get; init; }

    /// <summary>EDTF; only reports that may have been public by then. One without a date is not known to have been.</summary>
    public PartialDate? PublishedTo { get; init; }

    /// <summary><c>belief</c>: the evidence as a number too.</summary>
    public IReadOnlyList<AssessmentPart>? Include { get; init; }
}

internal sealed class GetAssessmentHandler(
    ClaimTrackerDb db,
    LiveAssessmentIndex liveAssessmentIndex,
    AsOfDatabases asOfDatabases
) : IRequestHandler<GetAssessment, AssessmentView>
{
    public async Task<AssessmentView> Handle(GetAssessment query, CancellationToken cancellationToken)
    {
        if (query.AsOf is not { } asOfInstant)
            return await AssessAsync(db, liveAssessmentIndex, query, cancellationToken);
        await using var asOfDatabase = await asOfDatabases.OpenAsync(
            asOfInstant,
            new AsOfScope { Claims = [query.Id] },
            cancellationToken
        );
        asOfDatabase.Ensure("claim", [query.Id]);
        return (await AssessAsync(asOfDatabase.Db, asOfDatabase.Weighing, query, cancellationToken)) with
        {
            AsOf = asOfDatabase.At,
        };
    }

    private static async Task<AssessmentView> AssessAsync(
        ClaimTrackerDb db,
        LiveAssessmentIndex liveAssessmentIndex,
        GetAssessment query,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Claims.AnyAsync(claim => claim.Id == query.Id, cancellationToken))
            throw new NotFoundException("claim", query.Id);
        var withBelief = query.Include?.Contains(AssessmentPart.Belief) == true;
        var assessment = await liveAssessmentIndex.AssessAsync(
            db,
            query.Id,
            withBelief,
            query.PublishedTo,
            cancellationToken
        )
            ?? throw new DomainRuleException(
                "claimNotAccepted",
                "id",
                $"Claim {query.Id} {(query.AsOf is null ? "is" : "was")} not accepted; only accepted claims are weighed."
            );
        return await AssessmentViews.ReadAsync(db, assessment, cancellationToken);
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Relations;

/// <summary>The relations of a claim, whichever way they point, newest first; withdrawn ones too.</summary>
[Requires(Role.Reader)]
public sealed record FindClaimRelations : IQuery<Page<RelationView>>, IPaged
{
    [JsonIgnore]
    public long ClaimId { get; init; }

    public RelationType? Type { get; init; }

    /// <summary>Any when absent.</summary>
    public RelationStatus? Status { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindClaimRelationsHandler(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex)
    : IRequestHandler<FindClaimRelations, Page<RelationView>>
{
    public async Task<Page<RelationView>> Handle(FindClaimRelations query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, within: query.ClaimId);
        if (!await db.Claims.AnyAsync(claim => claim.Id == query.ClaimId, cancellationToken))
            throw new NotFoundException("claim", query.ClaimId);

        var relations = db.Relations.Where(relation =>
            relation.FromId == query.ClaimId || relation.ToId == query.ClaimId
        );
        if (query.Type is { } type)
            relations = relations.Where(relation => relation.Type == type);
        if (query.Status is { } status)
            relations = relations.Where(relation => relation.Status == status);
        if (cursor.Id is { } after)
            relations = relations.Where(relation => relation.Id < after);

        var page = await RelationViews.ReadAsync(
            db,
            liveAssessmentIndex,
            relations.OrderByDescending(relation => relation.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, relation => relation.Id);
    }
}

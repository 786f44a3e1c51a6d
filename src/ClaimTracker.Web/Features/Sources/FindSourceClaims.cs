using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>A page of the claims that have the source anywhere in their chain, or one that was merged into it, newest first.</summary>
[Requires(Role.Reader)]
public sealed record FindSourceClaims : IQuery<Page<ClaimView>>, IPaged
{
    [JsonIgnore]
    public long Id { get; init; }

    /// <summary>One or several, separated by commas; <c>accepted</c> when absent.</summary>
    public IReadOnlyList<ClaimStatus>? Status { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindSourceClaimsHandler(ClaimTrackerDb db) : IRequestHandler<FindSourceClaims, Page<ClaimView>>
{
    public async Task<Page<ClaimView>> Handle(FindSourceClaims query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query, query.Id);
        if (!await db.Sources.AnyAsync(source => source.Id == query.Id, cancellationToken))
            throw new NotFoundException("source", query.Id);

        // From the links, which stand in the order of their claims for each source: a page costs what it holds.
        var statuses = query.Status ?? [ClaimStatus.Accepted];
        var sources = await db.WithMergedAsync(query.Id, cancellationToken);
        var links = db.AttributionLinks.Where(link => sources.Contains(link.SourceId!.Value));
        if (cursor.Id is { } after)
            links = links.Where(link => link.ClaimId < after);
        var ids = await links
            .Join(
                db.Claims.Where(claim => statuses.Contains(claim.Status)),
                link => link.ClaimId,
                claim => claim.Id,
                (link, claim) => link.ClaimId
            )
            .Distinct()
            .OrderByDescending(id => id)
            .Take(cursor.Take)
            .ToListAsync(cancellationToken);

        var page = await ClaimViews.ReadAsync(db, ids, cancellationToken);
        return cursor.Cut(page, claim => claim.Id);
    }
}

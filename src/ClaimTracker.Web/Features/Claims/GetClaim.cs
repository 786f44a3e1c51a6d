using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using MediatR;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>One claim with its content, chain and counts, as it is, or as it was. What is answered as of another time has no ETag.</summary>
[Requires(Role.Reader)]
public sealed record GetClaim : IQuery<ClaimView>
{
    [JsonIgnore]
    public long Id { get; init; }

    /// <summary>What this database held then; one to come means now. For a claim recorded later, 404.</summary>
    public AsOf? AsOf { get; init; }
}

internal sealed class GetClaimHandler(ClaimTrackerDb db, Pasts pasts) : IRequestHandler<GetClaim, ClaimView>
{
    public async Task<ClaimView> Handle(GetClaim query, CancellationToken cancellationToken)
    {
        if (query.AsOf is not { } asOf)
            return await ClaimViews.ReadAsync(db, query.Id, cancellationToken);
        await using var past = await pasts.OpenAsync(
            asOf,
            new PastRoots { Claims = [query.Id], IsWeighed = false },
            cancellationToken
        );
        past.Ensure("claim", [query.Id]);
        var claim = await ClaimViews.ReadAsync(past.Db, query.Id, cancellationToken);
        return claim with { Links = past.LinksOf(claim.Links) };
    }
}

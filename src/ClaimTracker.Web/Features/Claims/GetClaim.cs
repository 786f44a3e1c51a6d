using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using MediatR;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>One claim with its content, chain and counts, as it is, or as it was. What is answered as of another time has no ETag.</summary>
[Requires(Role.Reader)]
public sealed record GetClaim : IQuery<ClaimView>
{
    [JsonIgnore]
    public long Id { get; init; }

    /// <summary>What this database held then; one to come means now. For a claim recorded later, 404.</summary>
    public AsOfInstant? AsOf { get; init; }
}

internal sealed class GetClaimHandler(ClaimTrackerDb db, AsOfDatabases asOfDatabases)
    : IRequestHandler<GetClaim, ClaimView>
{
    public async Task<ClaimView> Handle(GetClaim query, CancellationToken cancellationToken)
    {
        if (query.AsOf is not { } asOfInstant)
            return await ClaimViews.ReadAsync(db, query.Id, cancellationToken);
        await using var asOfDatabase = await asOfDatabases.OpenAsync(
            asOfInstant,
            new AsOfScope { Claims = [query.Id], IsWeighed = false },
            cancellationToken
        );
        asOfDatabase.Ensure("claim", [query.Id]);
        var claim = await ClaimViews.ReadAsync(asOfDatabase.Db, query.Id, cancellationToken);
        return claim with { Links = asOfDatabase.LinksOf(claim.Links) };
    }
}

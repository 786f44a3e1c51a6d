using ClaimTracker.Domain.Claims;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>How claims are loaded that others are to take the place of.</summary>
internal static class WholeClaims
{
    /// <summary>Claims with all that a claim which takes their place carries on.</summary>
    public static IQueryable<Claim> WithParts(this IQueryable<Claim> claims) =>
        claims
            .Include(claim => claim.Article.Outlet)
            .Include(claim => claim.Attribution.OrderBy(link => link.Position))
                .ThenInclude(link => link.Source)
            .Include(claim => claim.Tags)
            .AsSplitQuery();
}

using System.Globalization;
using System.Text.RegularExpressions;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>
/// The published verdict on a claim as schema.org/ClaimReview, in JSON-LD. 404 while it is a draft or withdrawn, and where there is none. Without the setting
/// <c>ClaimReview:Publisher:Name</c> it names no author.
/// </summary>
[Requires(Role.Reader)]
public sealed record GetClaimReview(long Id) : IQuery<ClaimReviewDocument>;

internal sealed partial class GetClaimReviewHandler(ClaimTrackerDb db, IConfiguration configuration)
    : IRequestHandler<GetClaimReview, ClaimReviewDocument>
{
    public async Task<ClaimReviewDocument> Handle(GetClaimReview query, CancellationToken cancellationToken)
    {
        var verdict = await db
            .ClaimVerdicts.AsNoTracking()
            .Include(v => v.Editions)
            .Include(v => v.Claim.Origin)
            .Include(v => v.Claim.Article)
            .FirstOrDefaultAsync(v => v.ClaimId == query.Id && v.State == VerdictState.Published, cancellationToken)
            ?? throw new NotFoundException("published verdict on claim", query.Id);
        var content = verdict.Content;
        var publisher = configuration["ClaimReview:Publisher:Name"] is { Length: > 0 } name
            ? new AgentDocument(
                AgentDocument.Organization,
                name,
                configuration["ClaimReview:Publisher:Url"] is { Length: > 0 } url ? url : null
            )
            : null;
        var first = verdict.Editions.Select(edition => edition.PublishedAt).Append(verdict.PublishedAt!.Value).Min();
        var appearances = await AppearancesAsync(query.Id, cancellationToken);
        return new ClaimReviewDocument(
            content.Url,
            content.ClaimReviewed,
            publisher,
            publisher,
            Instant(first),
            first == verdict.PublishedAt ? null : Instant(verdict.PublishedAt.Value),
            content.Language,
            new RatingDocument(
                content.Rating.Value,
                content.Rating.Worst,
                content.Rating.Best,
                content.Rating.Name,
                content.Explanation
            ),
            new ReviewedClaimDocument(
                verdict.Claim.Statement,
                AgentDocument.Of(verdict.Claim.Origin),
                IsoDate(verdict.Claim.StatementDate) ?? IsoDate(verdict.Claim.Article.Published),
                appearances.Find(article => article.DatePublished is not null),
                appearances
            ),
            content.Evidence.Count == 0 ? null : [.. content.Evidence.Select(evidence => evidence.Url)]
        );
    }

    private async Task<List<ArticleDocument>> AppearancesAsync(long claim, CancellationToken cancellationToken)
    {
        var proposition = await db.PropositionOfAsync(claim, PropositionOf.Accepted, Cap.None, cancellationToken);
        var same = proposition.Reached.Keys.ToList();
        var articles = await db
            .Articles.ThatCount()
            .AsNoTracking()
            .Include(article => article.Outlet)
            .Where(article => db.Claims.Any(c => same.Contains(c.Id) && c.ArticleId == article.Id))
            .OrderBy(article => article.PublishedEarliest == null)
            .ThenBy(article => article.PublishedEarliest)
            .ThenBy(article => article.Id)
            .Take(ReviewedClaimDocument.MaxAppearances)
            .ToListAsync(cancellationToken);
        return articles.ConvertAll(article => new ArticleDocument(
            article.Title,
            article.Url,
            IsoDate(article.Published),
            article.Language == "und" ? null : article.Language,
            article.Outlet?.Name is { } outlet
                ? new AgentDocument(
                    article.Outlet.Kind == SourceKind.Outlet ? "NewsMediaOrganization" : AgentDocument.Organization,
                    outlet
                )
                : null
        ));
    }

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A date that ISO 8601 and EDTF write alike; an uncertain one, a season or an interval would be read wrongly, and is left out.</summary>
    private static string? IsoDate(string? date) => date is not null && Iso().IsMatch(date) ? date : null;

    [GeneratedRegex(@"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2}(T.+(Z|[+-][0-9:]+))?)?)?$")]
    private static partial Regex Iso();
}

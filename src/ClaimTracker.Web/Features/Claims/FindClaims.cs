using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>What the weighing found about a claim.</summary>
public enum WeighingFilter
{
    Circular = 0,
    SingleOrigin = 1,
    Ungrounded = 2,
    Contested = 3,
}

/// <summary>A page of claims, newest first, each with the counts of its relations. Filters narrow each other.</summary>
[Requires(Role.Reader)]
public sealed record FindClaims : IQuery<Page<ClaimView>>, IPaged
{
    public const int MaxIds = 500;

    internal static readonly string[] Sorts = ["recordedAt", "published", "independentLow", "outlets"];

    /// <summary>Found in the statement; case and accents do not matter.</summary>
    public string? Q { get; init; }

    /// <summary>Only these, at most 500, separated by commas.</summary>
    public IReadOnlyList<long>? Id { get; init; }

    /// <summary>One or several, separated by commas; <c>accepted</c> when absent.</summary>
    public IReadOnlyList<ClaimStatus>? Status { get; init; }

    /// <summary>Id of the article.</summary>
    public long? Article { get; init; }

    /// <summary>Id of the article's outlet; here as below, sources that were merged into it count as it.</summary>
    public long? Outlet { get; init; }

    /// <summary>Id of a source that stands anywhere in the chain.</summary>
    public long? Source { get; init; }

    /// <summary>Id of the innermost source of the chain.</summary>
    public long? Origin { get; init; }

    public string? Tag { get; init; }

    /// <summary>Language of the article: BCP 47, exactly.</summary>
    public string? Language { get; init; }

    /// <summary>The reason of a flag that is open or in review.</summary>
    public FlagReason? Flag { get; init; }

    /// <summary>
    /// What became of the review of the chain: <c>none</c>, <c>requested</c>, <c>approved</c>, <c>sentBack</c> or <c>stale</c> (the chain has changed since).
    /// </summary>
    public ReviewState? Review { get; init; }

    /// <summary>
    /// Claims whose chain was sent back to this holder and has not been corrected since: what an analyst still has to do, under the name of <c>GET /me</c>.
    /// A chain is sent back to who last changed it; one that only the extraction made, to who accepted it.
    /// </summary>
    public string? SentBackTo { get; init; }

    /// <summary>1 to 6, one or several, separated by commas, as analysts decided.</summary>
    public IReadOnlyList<int>? Credibility { get; init; }

    /// <summary>
    /// <c>true</c>, <c>false</c>, <c>mixed</c>, <c>none</c>: the outcome of a published verdict; <c>published</c>: any; <c>draft</c>: one that is worked on;
    /// <c>absent</c>: neither. Anything else is the name of a published rating, whole, whatever its case.
    /// </summary>
    public string? Verdict { get; init; }

    /// <summary>
    /// What the weighing found; only accepted claims are weighed. <c>circular</c>: a ring in its support; <c>singleOrigin</c>: two outlets or more
    /// and one guaranteed origin; <c>ungrounded</c>: none; <c>contested</c>: at least one possible origin against it.
    /// </summary>
    public WeighingFilter? Weighing { get; init; }

    /// <summary>EDTF; claims of articles that may have been published then or later.</summary>
    public PartialDate? PublishedFrom { get; init; }

    /// <summary>EDTF; claims of articles that may have been published then or before.</summary>
    public PartialDate? PublishedTo { get; init; }

    /// <summary>EDTF; what may have happened then or later.</summary>
    public PartialDate? EventFrom { get; init; }

    /// <summary>EDTF; what may have happened then or before.</summary>
    public PartialDate? EventTo { get; init; }

    /// <summary>EDTF; recorded then or later.</summary>
    public PartialDate? RecordedFrom { get; init; }

    /// <summary>EDTF; recorded then or before.</summary>
    public PartialDate? RecordedTo { get; init; }

    /// <summary>The holder who recorded it.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>
    /// <c>recordedAt</c> (the order of recording), <c>published</c> (the article's earliest date, articles without a date last),
    /// <c>independentLow</c> (guaranteed separate chains) or <c>outlets</c> (that carry its support), with <c>-</c> before it for descending;
    /// <c>-recordedAt</c> when absent. Claims of one article stand together in <c>published</c>, in reading order. The last two leave out what is
    /// not weighed: claims that are not accepted.
    /// </summary>
    public string? Sort { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindClaimsValidator : AbstractValidator<FindClaims>
{
    public FindClaimsValidator()
    {
        RuleFor(query => query.Sort)
            .Must(sort => sort is null || FindClaims.Sorts.Contains(sort.StartsWith('-') ? sort[1..] : sort))
            .WithMessage($"must be one of {string.Join(", ", FindClaims.Sorts)}, with - before it for descending.");
        RuleFor(query => query.Credibility)
            .Must(values => values is null || values.All(value => value is >= 1 and <= 6))
            .WithMessage("must be 1 to 6.");
        RuleFor(query => query.Review)
            .Must((query, review) => query.SentBackTo is null || review is null or ReviewState.SentBack)
            .WithMessage("must be sentBack or absent beside sentBackTo.");
        RuleFor(query => query.Id)
            .Must(ids => ids is null || ids.Count <= FindClaims.MaxIds)
            .WithMessage($"must be at most {FindClaims.MaxIds} ids.");
    }
}

internal sealed class FindClaimsHandler(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex)
    : IRequestHandler<FindClaims, Page<ClaimView>>
{
    public async Task<Page<ClaimView>> Handle(FindClaims query, CancellationToken cancellationToken)
    {
        // One connection for all that a page asks: each opening costs as much as a small query.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await FindAsync(query, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<Page<ClaimView>> FindAsync(FindClaims query, CancellationToken cancellationToken)
    {
        var search = await ClaimSearch.OfAsync(db, query, cancellationToken);
        var order = new ClaimOrder(db, search, Cursor.Of(query), query.Sort?.StartsWith('-') ?? true);
        switch (query.Sort?.TrimStart('-'))
        {
            case "independentLow":
                return await order.ByWeightAsync(
                    (await WeighedAsync(query.Weighing, cancellationToken)).Select(claim =>
                        (claim.Weight.Support.Low, claim.Claim)
                    ),
                    cancellationToken
                );
            case "outlets":
                return await order.ByWeightAsync(
                    (await WeighedAsync(query.Weighing, cancellationToken)).Select(claim =>
                        (claim.Weight.Outlets, claim.Claim)
                    ),
                    cancellationToken
                );
            case var sort:
                if (query.Weighing is not null)
                    search.Only([
                        .. (await WeighedAsync(query.Weighing, cancellationToken)).Select(claim => claim.Claim),
                    ]);
                return sort == "published"
                    ? await order.ByPublicationAsync(cancellationToken)
                    : await order.ByIdAsync(cancellationToken);
        }
    }

    private Task<List<(long Claim, AssessmentSummary Weight)>> WeighedAsync(
        WeighingFilter? filter,
        CancellationToken cancellationToken
    ) =>
        liveAssessmentIndex.ReadAsync(
            db,
            index =>
                index.ClaimsWhere(assessmentSummary =>
                    filter switch
                    {
                        WeighingFilter.Circular => assessmentSummary.Circular,
                        WeighingFilter.SingleOrigin => assessmentSummary.SingleOrigin,
                        WeighingFilter.Ungrounded => assessmentSummary.Ungrounded,
                        WeighingFilter.Contested => assessmentSummary.Contested,
                        _ => true,
                    }
                ),
            cancellationToken
        );
}

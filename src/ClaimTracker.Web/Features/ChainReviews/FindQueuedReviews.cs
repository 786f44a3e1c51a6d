using System.Globalization;
using System.Text.Json;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using ClaimTracker.Web.Wording;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>
/// A page of the chains that wait for a reviewer: a review was asked for, or the chain has changed since the newest one. What matters most stands first:
/// what people flagged, the contradicted, then those with a single origin behind several outlets, then those whose origin most claims rest on, then those that wait longest.
/// Each says why it stands where it stands.
/// </summary>
[Requires(Role.Reader)]
public sealed record FindQueuedReviews : IQuery<Page<QueuedReviewView>>, IPaged
{
    /// <summary><c>requested</c> or <c>stale</c>; both when absent.</summary>
    public ReviewState? State { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before. The order is that of now: what changed place meanwhile may be met again, or missed.</summary>
    public string? After { get; init; }
}

/// <summary>Why a chain stands in the queue where it stands.</summary>
public enum QueueReason
{
    /// <summary>Somebody asked for a review.</summary>
    Requested = 0,

    /// <summary>The chain has changed since its review.</summary>
    Stale = 1,

    /// <summary>An origin may stand against the claim.</summary>
    Contradicted = 2,

    /// <summary>Several outlets, one guaranteed origin.</summary>
    SingleOrigin = 3,

    /// <summary>Other claims rest on the same origin.</summary>
    UsedOrigin = 4,

    /// <summary>Somebody flagged the claim.</summary>
    Flagged = 5,
}

/// <summary>One reason, in a sentence.</summary>
public sealed record QueueArgumentView(QueueReason Reason, string Sentence);

/// <summary>A chain that waits for a reviewer.</summary>
/// <param name="Claim">The claim; its version is what a chain review sends as <c>claimVersion</c>.</param>
/// <param name="Because">Why it waits, then what puts it where it stands, most decisive first.</param>
public sealed record QueuedReviewView(ClaimView Claim, IReadOnlyList<QueueArgumentView> Because);

internal sealed class FindQueuedReviewsValidator : AbstractValidator<FindQueuedReviews>
{
    public FindQueuedReviewsValidator() =>
        RuleFor(query => query.State)
            .Must(state => state is null or ReviewState.Requested or ReviewState.Stale)
            .WithMessage("must be requested or stale.");
}

internal sealed class FindQueuedReviewsHandler(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex)
    : IRequestHandler<FindQueuedReviews, Page<QueuedReviewView>>
{
    /// <summary>What puts one chain before another, most decisive first.</summary>
    private static readonly Concern[] Concerns =
    [
        new(QueueReason.Flagged, chain => chain.Flags, (chain, _) => [("n", chain.Flags)]),
        new(
            QueueReason.Contradicted,
            chain => chain.Weight is { Contested: true } ? 1 : 0,
            (chain, _) => [("n", chain.Weight!.Value.Opposition.High)]
        ),
        new(
            QueueReason.SingleOrigin,
            chain => chain.Weight is { SingleOrigin: true } ? 1 : 0,
            (chain, _) => [("n", chain.Weight!.Value.Outlets)]
        ),
        new(
            QueueReason.UsedOrigin,
            chain => chain.OthersOfOrigin,
            (chain, claim) =>
                [
                    ("n", chain.OthersOfOrigin),
                    (
                        "source",
                        claim.Attribution[^1].Source.Name
                            ?? Sentences.Clause("queue.unnamedOrigin", AnswerLanguage.Current)
                    ),
                ]
        ),
    ];

    public async Task<Page<QueuedReviewView>> Handle(FindQueuedReviews query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var waiting = await WaitingAsync(query.State, cancellationToken);
        var places = waiting
            .Select(chain => (Place: Place.Of(chain), Chain: chain))
            .OrderBy(queued => queued.Place)
            .AsEnumerable();
        if (cursor is { Key: { } key, Id: { } id } && Place.Parse(key, id) is var last)
            places = places.Where(queued => queued.Place.CompareTo(last) > 0);

        var page = cursor.Cut([.. places.Take(cursor.Take)], queued => queued.Place.Claim, queued => queued.Place.Key);
        var claims = (
            await ClaimViews.ReadAsync(db, [.. page.Items.Select(queued => queued.Place.Claim)], cancellationToken)
        ).ToDictionary(claim => claim.Id);
        return page.Select(queued => ViewOf(queued.Chain, claims[queued.Place.Claim]));
    }

    private static QueuedReviewView ViewOf(Waiting chain, ClaimView claim) =>
        new(
            claim,
            [
                Why(chain),
                .. Concerns
                    .Where(concern => concern.Weight(chain) > 0)
                    .Select(concern => Argument(concern.Reason, null, concern.Counts(chain, claim))),
            ]
        );

    private static QueueArgumentView Why(Waiting chain)
    {
        var day = chain.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return chain.Conclusion is { } conclusion
            ? Argument(
                QueueReason.Stale,
                null,
                [
                    ("chainBy", chain.ChainBy),
                    ("review", chain.Id),
                    ("by", chain.By),
                    ("day", day),
                    ("conclusion", CamelCase(conclusion)),
                ]
            )
            : Argument(QueueReason.Requested, chain.Note, [("by", chain.By), ("day", day)]);
    }

    private static QueueArgumentView Argument(
        QueueReason reason,
        string? note,
        IReadOnlyList<(string Name, object Value)> parameters
    ) =>
        new(
            reason,
            Sentences.Noted(Sentences.Clause($"queue.{CamelCase(reason)}", AnswerLanguage.Current, parameters), note)
        );

    private static string CamelCase<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private async Task<List<Waiting>> WaitingAsync(ReviewState? state, CancellationToken cancellationToken)
    {
        // Naming the wanted statuses would draw SQLite to their index, and to all claims.
        var waiting = new List<Waiting>();
        if (state is not ReviewState.Stale)
        {
            waiting.AddRange(
                await db
                    .ReviewRequests.AsNoTracking()
                    .Where(request =>
                        request.ActiveKey != null
                        && request.Claim.Status != ClaimStatus.Rejected
                        && request.Claim.Status != ClaimStatus.Replaced
                    )
                    .Select(request => new Waiting
                    {
                        Claim = request.ClaimId,
                        Id = request.Id,
                        By = request.RecordedBy,
                        At = request.RecordedAt,
                        Note = request.Note,
                        ChainBy = request.Claim.ChainBy,
                        Conclusion = null,
                        Origin = request.Claim.Origin!.CanonicalId ?? request.Claim.OriginId,
                        IsAttributed = request.Claim.Attribution.Any(link => link.Position == 1),
                    })
                    .ToListAsync(cancellationToken)
            );
        }

        if (state is not ReviewState.Requested)
        {
            waiting.AddRange(
                await db.ReviewsIn(ReviewState.Stale)
                    .AsNoTracking()
                    .Where(review =>
                        review.Claim.Status != ClaimStatus.Rejected && review.Claim.Status != ClaimStatus.Replaced
                    )
                    .Select(review => new Waiting
                    {
                        Claim = review.ClaimId,
                        Id = review.Id,
                        By = review.RecordedBy,
                        At = review.RecordedAt,
                        Note = review.Note,
                        ChainBy = review.Claim.ChainBy,
                        Conclusion = review.Conclusion,
                        Origin = review.Claim.Origin!.CanonicalId ?? review.Claim.OriginId,
                        IsAttributed = review.Claim.Attribution.Any(link => link.Position == 1),
                    })
                    .ToListAsync(cancellationToken)
            );
        }

        var ids = waiting.ConvertAll(chain => chain.Claim);
        var flags = await db
            .Flags.Where(flag => ids.Contains(flag.ClaimId) && flag.Status < FlagStatus.Resolved && !flag.IsAutomatic)
            .GroupBy(flag => flag.ClaimId)
            .ToDictionaryAsync(some => some.Key, some => some.Count(), cancellationToken);
        waiting.ForEach(chain => chain.Flags = flags.GetValueOrDefault(chain.Claim));
        await liveAssessmentIndex.ReadAsync(
            db,
            index => waiting.ConvertAll(chain => chain.Weight = index.WeightOf(chain.Claim)),
            cancellationToken
        );
        await CountOriginsAsync(
            [.. waiting.Where(chain => chain is { IsAttributed: true, Origin: not null })],
            cancellationToken
        );
        return waiting;
    }

    // An outlet in its own voice is no origin; sources that were merged count as the one they stand for.
    private async Task CountOriginsAsync(List<Waiting> attributed, CancellationToken cancellationToken)
    {
        var origins = attributed.Select(chain => chain.Origin!.Value).Distinct().ToList();
        var standsFor = (
            await db
                .Sources.Where(source => origins.Contains(source.CanonicalId!.Value))
                .Select(source => new { source.Id, CanonicalId = source.CanonicalId!.Value })
                .ToListAsync(cancellationToken)
        ).ToDictionary(source => source.Id, source => source.CanonicalId);
        var all = origins.Concat(standsFor.Keys).Distinct().ToList();
        var counts = (
            await db
                .Claims.Where(claim => claim.Status == ClaimStatus.Accepted && all.Contains(claim.OriginId!.Value))
                .GroupBy(claim => claim.OriginId!.Value)
                .Select(claims => new { Origin = claims.Key, Count = claims.Count() })
                .ToListAsync(cancellationToken)
        )
            .GroupBy(row => standsFor.GetValueOrDefault(row.Origin, row.Origin))
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Count));
        foreach (var chain in attributed)
            chain.OthersOfOrigin = counts.GetValueOrDefault(chain.Origin!.Value) - (chain.Weight is null ? 0 : 1);
    }

    /// <summary>A chain that waits, and what is known of it.</summary>
    private sealed class Waiting
    {
        public required long Claim { get; init; }

        /// <summary>Of the request, or of the review that became stale.</summary>
        public required long Id { get; init; }

        public required string By { get; init; }

        public required DateTime At { get; init; }

        public required string? Note { get; init; }

        public required string ChainBy { get; init; }

        /// <summary>Of the review that became stale; null for a request.</summary>
        public required ReviewConclusion? Conclusion { get; init; }

        public required long? Origin { get; init; }

        public required bool IsAttributed { get; init; }

        /// <summary>Null for a claim that is not accepted.</summary>
        public AssessmentSummary? Weight { get; set; }

        public int OthersOfOrigin { get; set; }

        /// <summary>Of people, open or in review.</summary>
        public int Flags { get; set; }
    }

    /// <param name="Weight">The more, the further to the front; 0: of no concern.</param>
    private sealed record Concern(
        QueueReason Reason,
        Func<Waiting, int> Weight,
        Func<Waiting, ClaimView, IReadOnlyList<(string Name, object Value)>> Counts
    );

    /// <summary>Where a chain stands: by its concerns, then by how long it has waited.</summary>
    private sealed record Place(IReadOnlyList<int> Weights, long Ticks, long Claim) : IComparable<Place>
    {
        public string Key =>
            string.Join(
                ' ',
                Weights
                    .Select(weight => (long)weight)
                    .Append(Ticks)
                    .Select(number => number.ToString(CultureInfo.InvariantCulture))
            );

        public static Place Of(Waiting chain) =>
            new([.. Concerns.Select(concern => concern.Weight(chain))], chain.At.Ticks, chain.Claim);

        public static Place Parse(string key, long claim)
        {
            long[] numbers = [.. key.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
            return new Place([.. numbers.SkipLast(1).Select(weight => (int)weight)], numbers[^1], claim);
        }

        public int CompareTo(Place? other)
        {
            for (var i = 0; i < Weights.Count; i++)
                if (other!.Weights[i].CompareTo(Weights[i]) is not 0 and var order)
                    return order;
            return (Ticks, Claim).CompareTo((other!.Ticks, other.Claim));
        }
    }
}

using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// How far a source can be relied on: the newest rating somebody gave it, and beside it what its record says, computed from what became of its
/// statements. The two never mix, so that they can disagree. Sources merged into it count as it.
/// </summary>
[Requires(Role.Reader)]
public sealed record GetReliability(long Id) : IQuery<SourceReliability>;

/// <summary>Two opinions on one source.</summary>
/// <param name="Rated">The newest rating, A to F; null when nobody rated it.</param>
public sealed record SourceReliability(string? Rated, ComputedReliability Computed);

/// <summary>What the record of a source says, an outcome weighing half after each year.</summary>
/// <param name="Letter">A to F; F below 4 outcomes.</param>
/// <param name="Value">The expected share of true statements, 0 to 1; 0.5 without outcomes.</param>
/// <param name="Interval">The 90 % credible interval, from and to.</param>
/// <param name="Sample">The weight of all outcomes.</param>
/// <param name="Ledgers">The same apart, since blame differs.</param>
/// <param name="Model">The second opinion of a model of all sources; null where there is none.</param>
public sealed record ComputedReliability(
    string Letter,
    double Value,
    IReadOnlyList<double> Interval,
    double Sample,
    ReliabilityLedgers Ledgers,
    ModelledReliability? Model
);

/// <summary>What a source said on its own authority, and what it passed on.</summary>
public sealed record ReliabilityLedgers(LedgerPair Origin, LedgerPair Relay);

/// <summary>What was held to be so, and what was held not to be so.</summary>
public sealed record LedgerPair(LedgerView Assertion, LedgerView Denial);

/// <summary>One ledger.</summary>
/// <param name="Right">The weight of outcomes in which the source was right.</param>
/// <param name="Wrong">The weight of those in which it was wrong.</param>
public sealed record LedgerView(double Right, double Wrong, double Value, IReadOnlyList<double> Interval);

/// <summary>
/// A model, not a record: what the one-coin model makes of a source from who agrees with whom, one vote for each origin however many outlets carry it.
/// It knows no outcomes. Fitted to the 5,000 reports nearest to the source; null where fewer than three origins vote on common statements, or their
/// votes overlap too little to tell who is right.
/// </summary>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Votes">On how many statements of the source it rests.</param>
public sealed record ModelledReliability(double Accuracy, int Votes);

internal sealed class GetReliabilityHandler(
    ClaimTrackerDb db,
    LiveAssessmentIndex liveAssessmentIndex,
    TimeProvider clock
) : IRequestHandler<GetReliability, SourceReliability>
{
    private const int ModelledReports = 5000;

    public async Task<SourceReliability> Handle(GetReliability query, CancellationToken cancellationToken)
    {
        var standing = await db
            .Sources.Where(source => source.Id == query.Id)
            .Select(source => (long?)(source.CanonicalId ?? source.Id))
            .FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException("source", query.Id);
        var sources = await db.WithMergedAsync(query.Id, cancellationToken);
        var rated = await db
            .Ratings.AsNoTracking()
            .Where(rating => sources.Contains(rating.SourceId))
            .OrderByDescending(rating => rating.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var outcomes = await db
            .SourceOutcomes.AsNoTracking()
            .Where(outcome => sources.Contains(outcome.SourceId) && outcome.WithdrawnAt == null)
            .ToListAsync(cancellationToken);

        var ledger = new ReliabilityLedger(outcomes.Select(outcome => outcome.ToOutcome()));
        var now = clock.GetUtcNow().UtcDateTime;
        var all = ledger.At(now);
        var computed = new ComputedReliability(
            all.Letter.ToString(),
            Shown(all.Value),
            Interval(all),
            Shown(all.Sample),
            new ReliabilityLedgers(Pair(ledger, now, asOrigin: true), Pair(ledger, now, asOrigin: false)),
            await ModelAsync(standing, cancellationToken)
        );
        return new SourceReliability(rated?.Reliability.ToString(), computed);
    }

    private async Task<ModelledReliability?> ModelAsync(long source, CancellationToken cancellationToken)
    {
        var votes = await liveAssessmentIndex.ReadAsync(
            db,
            index => index.VotesAround(source, ModelledReports),
            cancellationToken
        );
        return OneCoinModel.Fit(votes).Accuracy.TryGetValue(source, out var accuracy)
            ? new ModelledReliability(Shown(accuracy), votes.Count(vote => vote.Origin == source))
            : null;
    }

    private static LedgerPair Pair(ReliabilityLedger ledger, DateTime now, bool asOrigin) =>
        new(
            ViewOf(ledger.At(now, new LedgerSide(asOrigin, Denial: false))),
            ViewOf(ledger.At(now, new LedgerSide(asOrigin, Denial: true)))
        );

    private static LedgerView ViewOf(BetaReputation ledger) =>
        new(Shown(ledger.Right), Shown(ledger.Wrong), Shown(ledger.Value), Interval(ledger));

    private static double[] Interval(BetaReputation reputation) =>
        [Shown(reputation.Interval.Low), Shown(reputation.Interval.High)];

    private static double Shown(double value) => Math.Round(value, 4);
}

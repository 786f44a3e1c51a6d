using ClaimTracker.Domain;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Claims;

/// <summary>The verdict on a claim.</summary>
/// <param name="State"><c>draft</c>: seen here, exported nowhere, held against nobody.</param>
/// <param name="Outcome">What it says of the claim as its origin holds it: <c>true</c> and <c>false</c> of a published verdict enter the records of the sources in the chain.</param>
/// <param name="ClaimReviewed">The claim in the words in which it was reviewed.</param>
/// <param name="Language">BCP 47, of the explanation; null: not said.</param>
/// <param name="Url">Where the verdict can be read by the public.</param>
/// <param name="PublishedBy">Of this text; null for a draft.</param>
/// <param name="PublishedAt">UTC.</param>
/// <param name="Withdrawal">Null while it stands.</param>
/// <param name="History">What was published before this text, newest first: nothing that was public is overwritten.</param>
public sealed record ClaimVerdictView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long ClaimId,
    VerdictState State,
    VerdictOutcome Outcome,
    VerdictRating Rating,
    string Explanation,
    string ClaimReviewed,
    string? Language,
    string? Url,
    IReadOnlyList<Evidence> Evidence,
    string? PublishedBy,
    DateTime? PublishedAt,
    WithdrawalView? Withdrawal,
    IReadOnlyList<VerdictEditionView> History
) : IResource;

/// <summary>A text that was published and no longer is.</summary>
/// <param name="Number">From 1, in the order of publication.</param>
/// <param name="End"><c>replaced</c> by the next text, or <c>withdrawn</c>.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record VerdictEditionView(
    int Number,
    VerdictOutcome Outcome,
    VerdictRating Rating,
    string Explanation,
    string ClaimReviewed,
    string? Language,
    string? Url,
    IReadOnlyList<Evidence> Evidence,
    string PublishedBy,
    DateTime PublishedAt,
    VerdictEnd End,
    string EndedBy,
    DateTime EndedAt,
    string? Reason
);

/// <summary>A verdict as its claim shows it. A withdrawn one is not shown there.</summary>
public sealed record ShownVerdict(long Id, VerdictState State, VerdictOutcome Outcome, VerdictRating Rating);

/// <summary>A published verdict on another claim of the same proposition: what is already known.</summary>
public sealed record VerdictOnSame(long ClaimId, VerdictRating Rating);

/// <summary>A scale on which claims are rated.</summary>
/// <param name="Worst">One end.</param>
/// <param name="Best">The other; below the worst where the scale counts downwards.</param>
/// <param name="Steps">In the order in which they are offered.</param>
public sealed record VerdictScaleView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    string Name,
    double Worst,
    double Best,
    IReadOnlyList<ScaleStep> Steps
) : IResource;

/// <summary>Reads verdicts and scales as they go over the wire.</summary>
internal static class VerdictViews
{
    /// <exception cref="NotFoundException">The claim has none.</exception>
    public static async Task<ClaimVerdictView> ReadAsync(
        ClaimTrackerDb db,
        long claim,
        CancellationToken cancellationToken
    )
    {
        var verdict = await db
            .ClaimVerdicts.AsNoTracking()
            .Include(v => v.Editions)
            .FirstOrDefaultAsync(v => v.ClaimId == claim, cancellationToken)
            ?? throw new NotFoundException("verdict on claim", claim);
        var content = verdict.Content;
        return new ClaimVerdictView(
            verdict.Id,
            verdict.Version,
            verdict.RecordedAt,
            verdict.RecordedBy,
            new Links($"{ClaimViews.Address(claim)}/verdict"),
            claim,
            verdict.State,
            content.Outcome,
            content.Rating,
            content.Explanation,
            content.ClaimReviewed,
            content.Language,
            content.Url,
            content.Evidence,
            verdict.PublishedBy,
            verdict.PublishedAt,
            verdict.WithdrawnAt is { } at
                ? new WithdrawalView(verdict.WithdrawnBy!, at, verdict.WithdrawalReason)
                : null,
            [.. verdict.Editions.OrderByDescending(edition => edition.Number).Select(ViewOf)]
        );
    }

    /// <summary>The scales of a query, in its order.</summary>
    public static async Task<IReadOnlyList<VerdictScaleView>> ReadAsync(
        IQueryable<VerdictScale> scales,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await scales.AsNoTracking().ToListAsync(cancellationToken)).Select(scale => new VerdictScaleView(
                scale.Id,
                scale.Version,
                scale.RecordedAt,
                scale.RecordedBy,
                new Links($"/api/v1/verdict-scales/{scale.Id}"),
                scale.Name,
                scale.Worst,
                scale.Best,
                scale.Steps
            )),
        ];

    private static VerdictEditionView ViewOf(VerdictEdition edition) =>
        new(
            edition.Number,
            edition.Content.Outcome,
            edition.Content.Rating,
            edition.Content.Explanation,
            edition.Content.ClaimReviewed,
            edition.Content.Language,
            edition.Content.Url,
            edition.Content.Evidence,
            edition.PublishedBy,
            edition.PublishedAt,
            edition.End,
            edition.EndedBy,
            edition.EndedAt,
            edition.Reason
        );
}

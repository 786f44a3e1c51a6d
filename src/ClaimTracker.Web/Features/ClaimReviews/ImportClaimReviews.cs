using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ClaimReviews;

/// <summary>
/// Imports reviews by other fact-checkers: schema.org ClaimReview in JSON-LD (one, an array, a <c>@graph</c>, or inside a page), or what Google's Fact Check
/// Tools answer. Sent again, a review is the same record (address, publisher and claim decide), updated where it differs. At most 500 at once (413). Each has a
/// line in the answer, in the order of the body; one that cannot be read says why, and keeps no other from being stored. They are never verdicts of ours.
/// </summary>
[Requires(Role.FactChecker)]
public sealed record ImportClaimReviews(JsonElement Body)
    : ICommand<IReadOnlyList<ImportedReview>>,
        IOpenBody<ImportClaimReviews>
{
    public static ImportClaimReviews Of(JsonElement body) => new(body);
}

/// <summary>What became of one review.</summary>
public enum ImportStatus
{
    Created = 0,
    Updated = 1,

    /// <summary>It was there already, with nothing new.</summary>
    Unchanged = 2,

    /// <summary>Nothing of it was stored.</summary>
    Failed = 3,
}

/// <summary>What became of one review of the body.</summary>
/// <param name="Id">Null where it failed.</param>
/// <param name="ClaimReviewed">The claim in the reviewer's words; null where even that could not be read.</param>
/// <param name="Matches">Claims of ours that it may be about, the most alike first, at most 5: proposals, which link nothing.</param>
/// <param name="Path">Where it stands in the body; empty for the body itself.</param>
/// <param name="Problem">What is wrong with it; absent where it was taken.</param>
public sealed record ImportedReview(
    long? Id,
    string? ClaimReviewed,
    IReadOnlyList<ClaimMatch> Matches,
    ImportStatus Status,
    string Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemDetails? Problem
);

internal sealed class ImportClaimReviewsValidator : AbstractValidator<ImportClaimReviews>
{
    public ImportClaimReviewsValidator() =>
        RuleFor(import => import.Body)
            .Must(body => body.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            .WithMessage("must be an object or an array.")
            .OverridePropertyName("");
}

internal sealed class ImportClaimReviewsHandler(ClaimTrackerDb db)
    : IRequestHandler<ImportClaimReviews, IReadOnlyList<ImportedReview>>
{
    public async Task<IReadOnlyList<ImportedReview>> Handle(
        ImportClaimReviews request,
        CancellationToken cancellationToken
    )
    {
        var read = ReviewReader.Read(request.Body);
        if (read.Count == 0 && request.Body.ValueKind == JsonValueKind.Object)
            throw new Domain.Refusal(
                "noClaimReview",
                "",
                "There is no ClaimReview in this, nor a claim with a claimReview."
            );
        var good = read.Where(review => review.Content is not null).ToList();
        var keys = good.Select(review => ExternalReview.KeyOf(review.Content!)).ToList();
        var known = await db
            .ExternalReviews.Where(review => keys.Contains(review.Key))
            .ToDictionaryAsync(review => review.Key, cancellationToken);
        var stored = good.ConvertAll(review => Store(review.Content!, known));
        await db.SaveChangesAsync(cancellationToken);

        var matches = await new ReviewMatches(db).FindAsync(
            good.ConvertAll(review => review.Content!),
            cancellationToken
        );
        var next = 0;
        return
        [
            .. read.Select(review =>
                review.Content is null
                    ? new ImportedReview(
                        null,
                        review.Claim,
                        [],
                        ImportStatus.Failed,
                        review.Path,
                        Problems.Of(
                            new InvalidRequest("invalid", "This review cannot be read; see errors.", review.Faults)
                        )
                    )
                    : new ImportedReview(
                        stored[next].Review.Id,
                        review.Claim,
                        matches[next],
                        stored[next++].Status,
                        review.Path,
                        null
                    )
            ),
        ];
    }

    private (ExternalReview Review, ImportStatus Status) Store(
        ReviewContent content,
        Dictionary<string, ExternalReview> known
    )
    {
        var key = ExternalReview.KeyOf(content);
        if (known.TryGetValue(key, out var review))
            return (review, review.Become(content) ? ImportStatus.Updated : ImportStatus.Unchanged);
        known.Add(key, review = new ExternalReview(content, db.Stamp));
        db.ExternalReviews.Add(review);
        return (review, ImportStatus.Created);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.FactChecks;

/// <summary>
/// Imports reviews by other fact-checkers: schema.org ClaimReview in JSON-LD (one, an array, a <c>@graph</c>, or inside a page), or what Google's Fact Check
/// Tools answer. Sent again, a review is the same record (address, publisher and claim decide), updated where it differs. At most 500 at once (413). Each has a
/// line in the answer, in the order of the body; one that cannot be read says why, and keeps no other from being stored. They are never verdicts of ours.
/// </summary>
[Requires(Role.FactChecker)]
public sealed record ImportFactChecks(JsonElement Body)
    : ICommand<IReadOnlyList<ImportedReview>>,
        IOpenBody<ImportFactChecks>
{
    public static ImportFactChecks Of(JsonElement body) => new(body);
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

internal sealed class ImportFactChecksValidator : AbstractValidator<ImportFactChecks>
{
    public ImportFactChecksValidator() =>
        RuleFor(import => import.Body)
            .Must(body => body.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            .WithMessage("must be an object or an array.")
            .OverridePropertyName("");
}

internal sealed class ImportFactChecksHandler(ClaimTrackerDb db)
    : IRequestHandler<ImportFactChecks, IReadOnlyList<ImportedReview>>,
        IPrepares<ImportFactChecks>
{
    private IReadOnlyList<ReadReview> read = [];
    private IReadOnlyList<IReadOnlyList<ClaimMatch>> matches = [];

    /// <summary>Reads the body, and looks for the claims that each review may be about: proposals, which others may change meanwhile.</summary>
    public async Task PrepareAsync(ImportFactChecks request, CancellationToken cancellationToken)
    {
        read = ClaimReviewReader.Read(request.Body);
        if (read.Count == 0 && request.Body.ValueKind == JsonValueKind.Object)
            throw new Domain.DomainRuleException(
                "noClaimReview",
                "",
                "There is no ClaimReview in this, nor a claim with a claimReview."
            );
        matches = await new FactCheckMatches(db).FindAsync(
            [.. read.Select(review => review.Content).OfType<FactCheckContent>()],
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<ImportedReview>> Handle(
        ImportFactChecks request,
        CancellationToken cancellationToken
    )
    {
        var good = read.Where(review => review.Content is not null).ToList();
        var keys = good.Select(review => FactCheck.KeyOf(review.Content!)).ToList();
        var known = await db
            .FactChecks.Where(review => keys.Contains(review.Key))
            .ToDictionaryAsync(review => review.Key, cancellationToken);
        var stored = good.ConvertAll(review => Store(review.Content!, known));
        await db.SaveChangesAsync(cancellationToken);

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
                            new InvalidRequestException(
                                "invalid",
                                "This review cannot be read; see errors.",
                                review.Faults
                            )
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

    private (FactCheck Review, ImportStatus Status) Store(FactCheckContent content, Dictionary<string, FactCheck> known)
    {
        var key = FactCheck.KeyOf(content);
        if (known.TryGetValue(key, out var review))
            return (review, review.Become(content) ? ImportStatus.Updated : ImportStatus.Unchanged);
        known.Add(key, review = new FactCheck(content, db.Stamp));
        db.FactChecks.Add(review);
        return (review, ImportStatus.Created);
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>The finding on one link, held against the text as the chain records it.</summary>
/// <param name="Position">The link, from 0, outermost first.</param>
/// <param name="Finding">
/// <c>supported</c>: the text bears the link as it is recorded; <c>unsupported</c>: the source does not say what it is cited for; <c>misattributed</c>:
/// another source says it; <c>distorted</c>: the source says something else than what is passed on; <c>unverifiable</c>: nobody can check it;
/// <c>missingLink</c>: a source is missing between this link and the next.
/// </param>
/// <param name="Note">At most 2,000 characters.</param>
/// <param name="Suggested">Who should stand there instead; for <c>missingLink</c>, who stands between this link and the next.</param>
public sealed record ChainFindingInput(
    int Position,
    LinkFinding Finding,
    string? Note = null,
    IReadOnlyList<Evidence>? Evidence = null,
    SuggestedSourceInput? Suggested = null
);

/// <summary>The source a link should have: <c>{id}</c>, or <c>{name, kind}</c>. A suggestion makes no source.</summary>
/// <param name="Id">A stored source.</param>
/// <param name="Ref">Has no meaning here and must be null: a suggestion is about one link.</param>
/// <param name="Name">Null for an unnamed source.</param>
/// <param name="Office">The office this text gives the source.</param>
public sealed record SuggestedSourceInput(
    long? Id = null,
    string? Ref = null,
    string? Name = null,
    SourceKind? Kind = null,
    string? Office = null
);

/// <summary>
/// Records what a reviewer found about every link of a claim's chain. The newest review that was not withdrawn decides, until the chain changes: its
/// links, its content spans, or the version of the text they stand in. While it decides, a chain with an <c>unsupported</c> or <c>misattributed</c> link
/// is not counted (<c>doesNotSupport</c>); nothing of the claim itself changes. Reviewing a chain one answers for oneself is allowed and shown (<c>ownChain</c>).
/// </summary>
/// <param name="ClaimVersion">The version of the claim that was read; 412 where it has another by now.</param>
/// <param name="Findings">
/// One for every link; a <c>missingLink</c> may stand beside the link's own finding or in its place, never at the last link. Else 422, with the
/// positions that are <c>missing</c>, <c>extra</c> or <c>duplicate</c>.
/// </param>
/// <param name="Conclusion"><c>approved</c> is refused (422) beside <c>unsupported</c>, <c>misattributed</c> and <c>missingLink</c>.</param>
/// <param name="Note">At most 2,000 characters.</param>
[Requires(Role.Reviewer)]
public sealed record RecordChainReview(
    int ClaimVersion,
    IReadOnlyList<ChainFindingInput> Findings,
    ReviewConclusion Conclusion,
    string? Note = null
) : ICreate<ChainReviewView>
{
    [JsonIgnore]
    public long ClaimId { get; init; }
}

internal sealed class RecordChainReviewValidator : AbstractValidator<RecordChainReview>
{
    private const int MaxFindings = 2 * AttributionChain.MaxLength;

    public RecordChainReviewValidator()
    {
        RuleFor(review => review.ClaimVersion).GreaterThanOrEqualTo(1).WithMessage("must be a version, from 1.");
        RuleFor(review => review.Findings)
            .Must(findings => findings.Count <= MaxFindings)
            .WithMessage($"must be at most {MaxFindings} findings.")
            .ForEach(finding => finding.SetValidator(new ChainFindingInputValidator()));
        RuleFor(review => review.Note).Reason();
    }

    private sealed class ChainFindingInputValidator : AbstractValidator<ChainFindingInput>
    {
        public ChainFindingInputValidator()
        {
            RuleFor(finding => finding.Position).GreaterThanOrEqualTo(0).WithMessage("must be a position, from 0.");
            RuleFor(finding => finding.Note).Reason();
            RuleFor(finding => finding.Evidence).Evidence();
            RuleFor(finding => finding.Suggested!)
                .SetValidator(new SuggestedSourceInputValidator())
                .When(finding => finding.Suggested is not null);
        }
    }

    private sealed class SuggestedSourceInputValidator : AbstractValidator<SuggestedSourceInput>
    {
        public SuggestedSourceInputValidator()
        {
            RuleFor(source => source)
                .Must(source => source.Id is not null || source.Kind is not null)
                .WithMessage("needs an id, or a name and a kind.")
                .OverridePropertyName("");
            RuleFor(source => source.Ref).Null().WithMessage("must be absent: a suggestion is about one link.");
            RuleFor(source => source.Name)
                .NotNull()
                .When(source => source.Id is null && source.Kind is not (null or SourceKind.Unnamed))
                .WithMessage("is required for a source of this kind.");
            RuleFor(source => source.Name).Name(Source.MaxNameLength);
            RuleFor(source => source.Office).NotBlank().MaximumLength(Source.MaxNameLength);
        }
    }
}

internal sealed class RecordChainReviewHandler(ClaimTrackerDb db) : IRequestHandler<RecordChainReview, ChainReviewView>
{
    public async Task<ChainReviewView> Handle(RecordChainReview request, CancellationToken cancellationToken)
    {
        var claim = await db
            .Claims.Include(c => c.Attribution.OrderBy(link => link.Position))
                .ThenInclude(link => link.Source)
            .FirstOrDefaultAsync(c => c.Id == request.ClaimId, cancellationToken)
            ?? throw new NotFoundException("claim", request.ClaimId);
        IfMatch.Only(request.ClaimVersion).Check(claim.Version);

        var findings = new List<ChainFinding>(request.Findings.Count);
        for (var i = 0; i < request.Findings.Count; i++)
        {
            var finding = request.Findings[i];
            findings.Add(
                new ChainFinding(
                    finding.Position,
                    finding.Finding,
                    Reviewed(claim.Attribution.ElementAtOrDefault(finding.Position)),
                    finding.Note,
                    finding.Evidence ?? [],
                    await SuggestedAsync(finding.Suggested, $"findings[{i}].suggested", cancellationToken)
                )
            );
        }

        var review = db
            .ChainReviews.Add(new ChainReview(claim, findings, request.Conclusion, request.Note, db.Stamp))
            .Entity;
        if (
            await db.ReviewRequests.FirstOrDefaultAsync(
                standing => standing.ActiveKey == claim.Id,
                cancellationToken
            ) is
            { } asked
        )
            asked.Answer(review);
        await db.SaveChangesAsync(cancellationToken);
        return await ChainReviewViews.ReadAsync(db, review.Id, cancellationToken);
    }

    private static ReviewedSource Reviewed(AttributionLink? link) =>
        new(link?.SourceId, link?.Source?.Name, link?.Source?.Kind ?? SourceKind.Outlet, link?.Office);

    private async Task<ReviewedSource?> SuggestedAsync(
        SuggestedSourceInput? suggested,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (suggested is null)
            return null;
        if (suggested.Id is not { } id)
            return new ReviewedSource(null, suggested.Name, suggested.Kind!.Value, suggested.Office);
        var source = await db.Sources.FindAsync([id], cancellationToken)
            ?? throw new DomainRuleException("unknownSource", $"{path}.id", $"There is no source {id}.");
        if (suggested.Kind is { } kind && kind != source.Kind)
            throw new DomainRuleException(
                "sourceDiffers",
                $"{path}.kind",
                $"Source {id} is of another kind; leave name and kind out, or name another source."
            );
        return new ReviewedSource(id, source.Name, source.Kind, suggested.Office);
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Articles;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>
/// Puts several claims in the place of one that held several statements. Each keeps its chain, modality, dates, tags and status.
/// </summary>
/// <param name="Parts">2 to 50, each sharing text with the claim.</param>
[Requires(Role.Analyst)]
public sealed record SplitClaim(IReadOnlyList<PartInput> Parts, string Reason) : ICreate<Replacement>, IReasoned
{
    public const int MaxParts = 50;

    [JsonIgnore]
    public long Id { get; init; }
}

/// <summary>One of the claims to be made.</summary>
/// <param name="Content">1 to 100 spans in reading order.</param>
/// <param name="Statement">The content verbatim when absent.</param>
public sealed record PartInput(IReadOnlyList<SpanInput> Content, string? Statement = null);

internal sealed class SplitClaimValidator : AbstractValidator<SplitClaim>
{
    public SplitClaimValidator()
    {
        RuleFor(split => split.Parts)
            .Must(parts => parts.Count is >= 2 and <= SplitClaim.MaxParts)
            .WithMessage($"must be 2 to {SplitClaim.MaxParts} parts.")
            .ForEach(part => part.SetValidator(new PartInputValidator()));
        RuleFor(split => split.Reason).Reason();
    }
}

internal sealed class PartInputValidator : AbstractValidator<PartInput>
{
    public PartInputValidator()
    {
        RuleFor(part => part.Content).Content();
        RuleFor(part => part.Statement).Statement();
    }
}

internal sealed class SplitClaimHandler(ClaimTrackerDb db) : IRequestHandler<SplitClaim, Replacement>
{
    public async Task<Replacement> Handle(SplitClaim request, CancellationToken cancellationToken)
    {
        var claim = await db.Claims.WithParts().FirstOrDefaultAsync(c => c.Id == request.Id, cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        var text = await CurrentText.OfAsync(db, claim.Article, cancellationToken);
        var parts = request
            .Parts.Select(
                (part, i) =>
                    new ClaimPart(
                        text.Content(part.Content.Select(span => span.ToRequest()), $"parts[{i}].content"),
                        part.Statement
                    )
            )
            .ToList();
        var made = claim.Split(parts, request.Reason, db.Stamp);
        db.Claims.AddRange(made);

        await db.SaveChangesAsync(cancellationToken);
        return await Replacement.ReadAsync(
            db,
            made,
            [claim.Id],
            ArticleViews.Address(claim.ArticleId) + "/claims",
            cancellationToken
        );
    }
}

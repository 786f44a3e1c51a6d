using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using ClaimTracker.Web.Views.Claims;
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

/// <summary>Claims that took the place of others.</summary>
/// <param name="Claims">The new ones, in the order of the request.</param>
/// <param name="Replaced">Those whose place they took.</param>
/// <param name="ToMove">What still stands on those.</param>
/// <param name="Links">Where the new claims are.</param>
public sealed record Replacement(
    IReadOnlyList<ClaimView> Claims,
    IReadOnlyList<long> Replaced,
    ToMove ToMove,
    Links Links
) : IAddressed
{
    /// <summary>Reads the answer to a split or a join.</summary>
    internal static async Task<Replacement> ReadAsync(
        ClaimTrackerDb db,
        IReadOnlyList<Claim> made,
        IReadOnlyList<long> replaced,
        string address,
        CancellationToken cancellationToken
    )
    {
        var ids = made.Select(claim => claim.Id).ToList();
        var views = await ClaimViews.ReadAsync(db, db.Claims.Where(claim => ids.Contains(claim.Id)), cancellationToken);
        var relations = await db
            .Relations.Where(relation =>
                relation.Status == RelationStatus.Standing
                && (replaced.Contains(relation.FromId) || replaced.Contains(relation.ToId))
            )
            .OrderBy(relation => relation.Id)
            .Select(relation => relation.Id)
            .ToListAsync(cancellationToken);
        return new Replacement(
            [.. ids.Select(id => views.Single(view => view.Id == id))],
            replaced,
            new ToMove(relations),
            new Links(address)
        );
    }
}

/// <summary>What stands on replaced claims: somebody must decide which new claim it belongs to.</summary>
/// <param name="Relations">Ids of the standing relations.</param>
public sealed record ToMove(IReadOnlyList<long> Relations);

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
            .Parts.Select((part, i) => new ClaimPart(text.Content(part.Content, $"parts[{i}].content"), part.Statement))
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

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>
/// Gives an article a new text; the old one stays to be read. Its claims, whatever their status, are looked for in it: <c>anchored</c> where content,
/// mentions and cues certainly stand there too, <c>orphaned</c> where one of them stands nowhere any more, else <c>ambiguous</c>. None is moved to a
/// sentence that only looks like its own. The article's own text again is 409 <c>textUnchanged</c>; one of its older texts may come back.
/// </summary>
/// <param name="Text">1 to 1,000,000 code points; no NUL, no lone surrogate. Neither trimmed nor normalised.</param>
[Requires(Role.Analyst)]
public sealed record RecordVersion(string Text, string Reason) : ICreate<NewVersionView>, IReasoned
{
    [JsonIgnore]
    public long ArticleId { get; init; }
}

internal sealed class RecordVersionValidator : AbstractValidator<RecordVersion>
{
    public RecordVersionValidator()
    {
        RuleFor(version => version.Text)
            .Must(text => !string.IsNullOrWhiteSpace(text))
            .WithMessage("must not be blank.");
        RuleFor(version => version.Reason).Reason();
    }
}

internal sealed class RecordVersionHandler(ClaimTrackerDb db)
    : IRequestHandler<RecordVersion, NewVersionView>,
        IPrepares<RecordVersion>
{
    private readonly Dictionary<int, Reanchoring> reanchorings = [];

    /// <summary>Compares the new text with every version in which a claim stands, and looks for what the claims are anchored to.</summary>
    public async Task PrepareAsync(RecordVersion request, CancellationToken cancellationToken)
    {
        var now = ArticleRules.Fitting(request.Text);
        if (!await db.Articles.AnyAsync(article => article.Id == request.ArticleId, cancellationToken))
            throw new NotFoundException("article", request.ArticleId);
        var claims = await ClaimsOf(request.ArticleId).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var group in claims.GroupBy(claim => claim.TextVersion))
        {
            if (!reanchorings.TryGetValue(group.Key, out var reanchoring))
            {
                var old = await db
                    .ArticleTexts.Where(text => text.ArticleId == request.ArticleId && text.Number == group.Key)
                    .Select(text => text.Text)
                    .SingleAsync(cancellationToken);
                reanchorings.Add(group.Key, reanchoring = new Reanchoring(new CodePointIndex(old), now));
            }

            foreach (var span in group.SelectMany(claim => claim.AnchoredSpans()))
                reanchoring.Find(span);
        }
    }

    public async Task<NewVersionView> Handle(RecordVersion request, CancellationToken cancellationToken)
    {
        var article = await db
            .Articles.Include(a => a.Texts)
            .FirstOrDefaultAsync(a => a.Id == request.ArticleId, cancellationToken)
            ?? throw new NotFoundException("article", request.ArticleId);
        var version = article.Revise(request.Text, request.Reason, db.Stamp);
        await ArticleRules.RefuseDuplicateAsync(db, article, cancellationToken);

        // What was lost in an earlier version is looked for again: a text may come back.
        var claims = await ClaimsOf(article.Id).ToListAsync(cancellationToken);
        foreach (var claim in claims)
            claim.Reanchor(
                reanchorings.GetValueOrDefault(claim.TextVersion) ?? throw new PreparationOutdatedException()
            );

        await db.SaveChangesAsync(cancellationToken);
        var hashes = article.Texts.ToDictionary(text => text.Number, text => text.ContentHash);
        int Count(AnchorState state) => claims.Count(claim => claim.Anchor == state);
        return new NewVersionView(
            version.Number,
            1,
            version.RecordedAt,
            version.RecordedBy,
            new Links(ArticleVersionViews.Address(article.Id, version.Number)),
            article.Id,
            version.Number,
            version.ContentHash,
            version.Reason,
            version.Text,
            Count(AnchorState.Anchored),
            Count(AnchorState.Ambiguous),
            Count(AnchorState.Orphaned),
            [
                .. claims.Select(claim => new ReanchoredClaim(
                    claim.Id,
                    claim.Status,
                    new AnchorView(claim.Anchor, claim.TextVersion, hashes[claim.TextVersion])
                )),
            ]
        );
    }

    private IQueryable<Claim> ClaimsOf(long article) =>
        db
            .Claims.Include(claim => claim.Attribution)
            .Where(claim => claim.ArticleId == article)
            .OrderBy(claim => claim.Start)
            .ThenBy(claim => claim.Id);
}

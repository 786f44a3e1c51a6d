using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Articles;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Annotations;

/// <summary>
/// Takes W3C Web Annotations made elsewhere as proposed claims of the outlet's own voice: one Annotation, an array of them, an AnnotationPage, or an
/// AnnotationCollection with its page in it; 1,000 at most. Each target needs a TextQuoteSelector, a TextPositionSelector (code points), or both, which must
/// then agree. A body that describes is the statement, one that tags is a tag. All are taken or, when one is refused, none. An annotation with an id that
/// the article has a claim of makes no second one.
/// </summary>
[Requires(Role.Analyst)]
public sealed record RecordAnnotations(JsonElement Document)
    : ICreate<RecordedAnnotations>,
        IOpenBody<RecordAnnotations>
{
    public const int MaxAnnotations = 1000;

    [JsonIgnore]
    public long ArticleId { get; init; }

    /// <summary>Where this service is, as the caller knows it.</summary>
    [JsonIgnore]
    public string Server { get; init; } = "";

    public static RecordAnnotations Of(JsonElement document) => new(document);
}

/// <summary>What became of each annotation, in the order they were sent.</summary>
public sealed record RecordedAnnotations(IReadOnlyList<RecordedAnnotation> Items, Links Links) : IAddressed;

/// <summary>What became of one annotation.</summary>
/// <param name="Annotation">Its id; null when it has none.</param>
/// <param name="ClaimId">The claim it proposes.</param>
/// <param name="IsNew">False: the article had this claim already.</param>
public sealed record RecordedAnnotation(string? Annotation, long ClaimId, bool IsNew);

internal sealed class RecordAnnotationsValidator : AbstractValidator<RecordAnnotations>
{
    public RecordAnnotationsValidator() =>
        RuleFor(request => request.Document)
            .Must(document => document.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            .WithMessage("must be an object or an array.")
            .OverridePropertyName("");
}

internal sealed class RecordAnnotationsHandler(ClaimTrackerDb db)
    : IRequestHandler<RecordAnnotations, RecordedAnnotations>
{
    public async Task<RecordedAnnotations> Handle(RecordAnnotations request, CancellationToken cancellationToken)
    {
        var sent = SentAnnotation.ReadAll(request.Document);
        var article = await db
            .Articles.Include(a => a.Outlet)
            .FirstOrDefaultAsync(a => a.Id == request.ArticleId, cancellationToken)
            ?? throw new NotFoundException("article", request.ArticleId);
        var text = await CurrentText.OfAsync(db, article, cancellationToken);
        var addresses = new ArticleAddresses(request.Server, article);
        var known = await KnownAsync(article.Id, sent, addresses, cancellationToken);

        var taken = new List<(string? Id, Claim? New, long Old)>();
        foreach (var annotation in sent)
        {
            if (annotation.Id is { } id && known.TryGetValue(id, out var old))
            {
                taken.Add((id, old.New, old.Id));
                continue;
            }

            var content = annotation.Content(text, addresses);
            var claim = db
                .Claims.Add(
                    Claim.ProposeFrom(
                        annotation.Id,
                        article,
                        content,
                        annotation.Statement,
                        annotation.Tags,
                        annotation.Reason,
                        db.Stamp
                    )
                )
                .Entity;
            if (annotation.Id is { } fresh)
                known.Add(fresh, (claim, 0));
            taken.Add((annotation.Id, claim, 0));
        }

        await db.SaveChangesAsync(cancellationToken);
        var shown = new HashSet<Claim>();
        return new RecordedAnnotations(
            [
                .. taken.Select(one => new RecordedAnnotation(
                    one.Id,
                    one.New?.Id ?? one.Old,
                    one.New is not null && shown.Add(one.New)
                )),
            ],
            new Links(ArticleViews.Address(article.Id) + "/annotations")
        );
    }

    private async Task<Dictionary<string, (Claim? New, long Id)>> KnownAsync(
        long article,
        IReadOnlyList<SentAnnotation> sent,
        ArticleAddresses addresses,
        CancellationToken cancellationToken
    )
    {
        var ids = sent.Select(annotation => annotation.Id).OfType<string>().Distinct().ToList();
        var hashes = ids.ConvertAll(ClaimAnnotation.HashOf);
        var known = (
            await db.Set<ClaimAnnotation>()
                .AsNoTracking()
                .Where(a => a.ArticleId == article && hashes.Contains(a.Hash))
                .ToListAsync(cancellationToken)
        ).ToDictionary(a => a.Annotation, a => ((Claim?)null, a.ClaimId), StringComparer.Ordinal);

        // Our own, sent back to us.
        var own = ids.Select(id => (Annotation: id, Claim: addresses.ClaimOf(id)))
            .Where(id => id.Claim is not null)
            .ToDictionary(id => id.Claim!.Value, id => id.Annotation);
        foreach (
            var claim in await db
                .Claims.Where(claim => claim.ArticleId == article && own.Keys.Contains(claim.Id))
                .Select(claim => claim.Id)
                .ToListAsync(cancellationToken)
        )
            known[own[claim]] = (null, claim);
        return known;
    }
}

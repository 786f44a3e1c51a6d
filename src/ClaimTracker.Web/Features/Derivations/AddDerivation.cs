using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Articles;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Derivations;

/// <summary>
/// Says that an article was made from another, or from what a source supplied. It holds for every claim of the article in one proposition with a claim
/// of the other (from a source: for all its claims), except those that its outlet was told or observed itself. What articles and claims were made
/// from never leads in a circle (422 <c>cycle</c>, which names it).
/// </summary>
/// <param name="From">The one or the other.</param>
/// <param name="Credit">Where the article says so, such as "(AFP)": a span of its current text.</param>
/// <param name="Reason">How it is known.</param>
[Requires(Role.Analyst)]
public sealed record AddDerivation(DerivationOriginInput From, string Reason, SpanInput? Credit = null)
    : ICreate<DerivationView>,
        IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

/// <summary>What an article was made from: <c>{articleId}</c>, or <c>{source}</c>.</summary>
/// <param name="ArticleId">Id of another article.</param>
/// <param name="Source">Id of a named source that supplied it, not its own outlet.</param>
public sealed record DerivationOriginInput(long? ArticleId = null, long? Source = null);

internal sealed class AddDerivationValidator : AbstractValidator<AddDerivation>
{
    public AddDerivationValidator()
    {
        RuleFor(derivation => derivation.From)
            .Must(from => from is null || from.ArticleId is null != from.Source is null)
            .WithMessage("needs an articleId or a source, and not both.");
        RuleFor(derivation => derivation.Reason).Reason();
        RuleFor(derivation => derivation.Credit!)
            .SetValidator(new SpanInputValidator())
            .When(derivation => derivation.Credit is not null);
    }
}

internal sealed class AddDerivationHandler(ClaimTrackerDb db, SourceLookup sources)
    : IRequestHandler<AddDerivation, DerivationView>
{
    public async Task<DerivationView> Handle(AddDerivation request, CancellationToken cancellationToken)
    {
        var article = await db.Articles.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("article", request.Id);
        var credit = request.Credit is null
            ? null
            : (await CurrentText.OfAsync(db, article, cancellationToken)).Span(request.Credit.ToRequest(), "credit");
        var derivation = await MadeFromAsync(request, article, credit, cancellationToken);
        await RefuseSecondAsync(derivation, cancellationToken);
        await DerivationRules.RefuseAsync(db, derivation, "from.articleId", cancellationToken);

        db.Derivations.Add(derivation);
        await db.SaveChangesAsync(cancellationToken);
        return (
            await DerivationViews.ReadAsync(db.Derivations.Where(d => d.Id == derivation.Id), cancellationToken)
        ).Single();
    }

    private async Task<Derivation> MadeFromAsync(
        AddDerivation request,
        Article article,
        TextSpan? credit,
        CancellationToken cancellationToken
    )
    {
        if (request.From.ArticleId is { } id)
        {
            var another = await ArticleAsync(id, cancellationToken);
            return RequestFields.Named(
                _ => "from.articleId",
                () => Derivation.FromAnother(article, another, credit, request.Reason, db.Stamp)
            );
        }

        var supplier = await sources.GetAsync(request.From.Source!.Value, "from.source", cancellationToken);
        return RequestFields.Named(
            _ => "from.source",
            () => Derivation.FromSupplier(article, supplier, credit, request.Reason, db.Stamp)
        );
    }

    private async Task<Article> ArticleAsync(long id, CancellationToken cancellationToken) =>
        await db.Articles.FindAsync([id], cancellationToken)
        ?? throw new DomainRuleException("unknownArticle", "from.articleId", $"There is no article {id}.");

    private async Task RefuseSecondAsync(Derivation derivation, CancellationToken cancellationToken)
    {
        var standing = await db
            .Derivations.Where(other => other.ActiveKey == derivation.ActiveKey)
            .Select(other => (long?)other.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (standing is { } id)
            throw new ConflictException("derivationExists", $"Derivation {id} says the same already.")
            {
                Details = new Dictionary<string, object?> { ["derivationId"] = id },
            };
    }
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Extraction;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>
/// Stores an article exactly as sent, and proposes the claims found in it. Where it credits a stored outlet, such as "(AFP)", it is suggested that it was
/// made from the work of that outlet: see <c>/suggestions</c>.
/// </summary>
/// <param name="Text">1 to 1,000,000 code points; no NUL, no lone surrogate. Neither trimmed nor normalised.</param>
/// <param name="Outlet">Absent: the publisher is unknown.</param>
/// <param name="Language">BCP 47; told from the text when absent.</param>
/// <param name="Retrieved">When the text was fetched, EDTF.</param>
/// <param name="Published">EDTF, level 0 or 1.</param>
/// <param name="Extract">False: store only.</param>
[Requires(Role.Analyst)]
public sealed record RecordArticle(
    string Text,
    string? Title = null,
    OutletInput? Outlet = null,
    string? Language = null,
    string? Url = null,
    string? ArchivedUrl = null,
    string? Retrieved = null,
    string? Author = null,
    string? Published = null,
    IReadOnlyList<string>? Tags = null,
    bool Extract = true
) : ICreate<ArticleView>;

internal sealed class RecordArticleValidator : AbstractValidator<RecordArticle>
{
    public RecordArticleValidator()
    {
        RuleFor(article => article.Text)
            .Must(text => !string.IsNullOrWhiteSpace(text))
            .WithMessage("must not be blank.");
        RuleFor(article => article.Title).NotBlank().MaximumLength(Article.MaxTitleLength);
        RuleFor(article => article.Outlet!)
            .SetValidator(new OutletInput.Validator())
            .When(article => article.Outlet is not null);
        RuleFor(article => article.Language).Language();
        RuleFor(article => article.Url).WebAddress();
        RuleFor(article => article.ArchivedUrl).WebAddress();
        RuleFor(article => article.Retrieved).PartialDate();
        RuleFor(article => article.Author).NotBlank().MaximumLength(ArticleLimits.Author);
        RuleFor(article => article.Published).PartialDate();
        this.Tags(article => article.Tags);
    }
}

internal sealed class RecordArticleHandler(
    ClaimTrackerDb db,
    SourceLookup sources,
    ExtractedClaims extractedClaims,
    CreditSuggestions creditSuggestions
) : IRequestHandler<RecordArticle, ArticleView>
{
    public async Task<ArticleView> Handle(RecordArticle request, CancellationToken cancellationToken)
    {
        var length = new CodePointIndex(request.Text).Length;
        if (length > Article.MaxTextLength)
            throw new TooLargeException($"The text has {length} code points; the limit is {Article.MaxTextLength}.");

        var outlet = request.Outlet is null ? null : await request.Outlet.FindAsync(sources, cancellationToken);
        var article = new Article(request.Text, outlet, db.Stamp)
        {
            Url = request.Url,
            ArchivedUrl = request.ArchivedUrl,
            Retrieved = request.Retrieved,
            Author = request.Author,
        };
        article.SetTitle(request.Title);
        article.SetPublicationDate(request.Published.ToDate());
        article.SetTags(request.Tags ?? []);
        await ArticleDuplicates.RefuseAsync(db, article, cancellationToken);

        outlet?.Accept();
        db.Articles.Add(article);
        if (request.Extract)
        {
            var found = ArticleExtractor.Extract(request.Text, ExtractedClaims.OptionsOf(article, request.Language));
            article.Language = request.Language ?? found.Language;
            await extractedClaims.AddAsync(article, request.Text, found, known: (_, _) => false, cancellationToken);
            await creditSuggestions.SuggestAsync(article, request.Text, cancellationToken);
        }
        else
        {
            article.Language = request.Language ?? ArticleExtractor.DetectLanguage(request.Text, request.Title);
        }

        await db.SaveChangesAsync(cancellationToken);
        return await ArticleViews.ReadAsync(db, article.Id, cancellationToken);
    }
}

internal static class ArticleLimits
{
    public const int Author = 500;
}

internal static class ArticleDuplicates
{
    /// <exception cref="ConflictException">The same outlet published the same text already.</exception>
    public static async Task RefuseAsync(ClaimTrackerDb db, Article article, CancellationToken cancellationToken)
    {
        var same = await db
            .Articles.Where(other =>
                other.ContentHash == article.ContentHash && other.OutletId == article.OutletId && other.Id != article.Id
            )
            .Select(other => (long?)other.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (same is { } id)
            throw new ConflictException("articleExists", $"Article {id} holds the same text of the same outlet.")
            {
                Details = new Dictionary<string, object?> { ["articleId"] = id },
            };
    }
}

using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Extraction;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using FluentValidation;
using MediatR;

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
        RuleFor(article => article.Author).NotBlank().MaximumLength(ArticleRules.MaxAuthor);
        RuleFor(article => article.Published).PartialDate();
        this.Tags(article => article.Tags);
    }
}

internal sealed class RecordArticleHandler(
    ClaimTrackerDb db,
    SourceLookup sources,
    ExtractedClaims extractedClaims,
    CreditSuggestions creditSuggestions
) : IRequestHandler<RecordArticle, ArticleView>, IPrepares<RecordArticle>
{
    private ReadText? read;
    private TextShares shares = [];
    private string language = "";

    public async Task PrepareAsync(RecordArticle request, CancellationToken cancellationToken)
    {
        ArticleRules.Fitting(request.Text);
        var outlet = request.Outlet is null ? null : await request.Outlet.FindAsync(sources, cancellationToken);
        if (outlet is not null || request.Outlet is null)
            await ArticleRules.RefuseDuplicateAsync(
                db,
                ArticleText.HashOf(request.Text),
                outlet?.Id,
                of: 0,
                cancellationToken
            );
        if (request.Extract)
        {
            read = ReadText.Of(
                request.Text,
                textVersion: 1,
                new ExtractionOptions
                {
                    Language = request.Language,
                    Title = request.Title,
                    Outlet = outlet?.Name ?? request.Outlet?.Value.Name,
                }
            );
            shares = await creditSuggestions.CompareAsync(
                request.Text,
                outlet,
                request.Published.ToDate(),
                cancellationToken
            );
        }

        language = request.Language
            ?? read?.Found.Language
            ?? ArticleExtractor.DetectLanguage(request.Text, request.Title);
    }

    public async Task<ArticleView> Handle(RecordArticle request, CancellationToken cancellationToken)
    {
        var outlet = request.Outlet is null ? null : await request.Outlet.NameAsync(sources, cancellationToken);
        var article = new Article(request.Text, outlet, db.Stamp)
        {
            Language = language,
            Url = request.Url,
            ArchivedUrl = request.ArchivedUrl,
            Retrieved = request.Retrieved,
            Author = request.Author,
        };
        article.SetTitle(request.Title);
        article.SetPublicationDate(request.Published.ToDate());
        article.SetTags(request.Tags ?? []);
        await ArticleRules.RefuseDuplicateAsync(db, article, cancellationToken);

        outlet?.Accept();
        db.Articles.Add(article);
        if (read is not null)
        {
            read.EnsureStillOf(article, request.Language);
            await extractedClaims.AddAsync(article, read, known: _ => false, cancellationToken);
            await creditSuggestions.SuggestAsync(article, request.Text, shares, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return await ArticleViews.ReadAsync(db, article.Id, cancellationToken);
    }
}

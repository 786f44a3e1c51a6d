using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>Corrects what is known about an article. Its text stays as it is. A new outlet becomes link 0 of all its claims.</summary>
/// <param name="Outlet">Null: the publisher is unknown.</param>
/// <param name="Published">EDTF; null when unknown.</param>
[Requires(Role.Analyst)]
public sealed record EditArticle(
    Optional<string?> Title = default,
    Optional<OutletInput?> Outlet = default,
    Optional<string?> Url = default,
    Optional<string?> ArchivedUrl = default,
    Optional<string?> Author = default,
    Optional<string> Language = default,
    Optional<string?> Published = default,
    Optional<IReadOnlyList<string>> Tags = default,
    string? Reason = null
) : ICommand<ArticleView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class EditArticleValidator : AbstractValidator<EditArticle>
{
    public EditArticleValidator()
    {
        this.ChangesSomething(
            article => article.Title,
            article => article.Outlet,
            article => article.Url,
            article => article.ArchivedUrl,
            article => article.Author,
            article => article.Language,
            article => article.Published,
            article => article.Tags
        );
        RuleFor(article => article.Title.Value)
            .NotBlank()
            .MaximumLength(Article.MaxTitleLength)
            .OverridePropertyName("Title");
        RuleFor(article => article.Outlet.Value!)
            .SetValidator(new OutletInput.Validator())
            .When(article => article.Outlet.Value is not null)
            .OverridePropertyName("Outlet");
        RuleFor(article => article.Url.Value).WebAddress().OverridePropertyName("Url");
        RuleFor(article => article.ArchivedUrl.Value).WebAddress().OverridePropertyName("ArchivedUrl");
        RuleFor(article => article.Author.Value)
            .NotBlank()
            .MaximumLength(ArticleRules.MaxAuthor)
            .OverridePropertyName("Author");
        RuleFor(article => article.Language.Value).Language().OverridePropertyName("Language");
        RuleFor(article => article.Published.Value).PartialDate().OverridePropertyName("Published");
        RuleFor(article => article.Reason).Reason();
        this.Tags(article => article.Tags.Value);
    }
}

internal sealed class EditArticleHandler(ClaimTrackerDb db, SourceLookup sources)
    : IRequestHandler<EditArticle, ArticleView>
{
    public async Task<ArticleView> Handle(EditArticle request, CancellationToken cancellationToken)
    {
        var article = await db
            .Articles.Include(a => a.Tags)
            .Include(a => a.Outlet)
            .FirstOrDefaultAsync(a => a.Id == request.Id, cancellationToken)
            ?? throw new NotFoundException("article", request.Id);
        request.IfMatch.Check(article.Version);

        request.Title.IfSet(article.SetTitle);
        request.Url.IfSet(url => article.Url = url);
        request.ArchivedUrl.IfSet(url => article.ArchivedUrl = url);
        request.Author.IfSet(author => article.Author = author);
        request.Language.IfSet(language => article.Language = language);
        request.Published.IfSet(published => article.SetPublicationDate(published.ToDate()));
        request.Tags.IfSet(article.SetTags);
        if (request.Outlet.IsSet)
            await MoveAsync(article, request.Outlet.Value, cancellationToken);

        await db.SaveChangesAsync(cancellationToken);
        return await ArticleViews.ReadAsync(db, article.Id, cancellationToken);
    }

    private async Task MoveAsync(Article article, OutletInput? input, CancellationToken cancellationToken)
    {
        var outlet = input is null ? null : await input.NameAsync(sources, cancellationToken);
        if (outlet?.Id == article.OutletId)
            return;
        outlet?.Accept();
        article.SetOutlet(outlet);
        await ArticleRules.RefuseDuplicateAsync(db, article, cancellationToken);
        var claims = await db
            .Claims.Include(claim => claim.Attribution.OrderBy(link => link.Position))
                .ThenInclude(link => link.Source)
            .Where(claim => claim.ArticleId == article.Id)
            .ToListAsync(cancellationToken);
        foreach (var claim in claims)
            claim.MoveToOutlet();
    }
}

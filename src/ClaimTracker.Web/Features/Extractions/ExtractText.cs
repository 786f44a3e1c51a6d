using System.Globalization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Extraction;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using ClaimTracker.Web.Views.Shared;
using ClaimTracker.Web.Wording;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Extractions;

/// <summary>Proposes the claims of a text with their chains, and stores nothing.</summary>
/// <param name="Text">1 to 1,000,000 code points; no NUL, no lone surrogate.</param>
/// <param name="Language">BCP 47; told from the text when absent.</param>
/// <param name="Outlet">Its name, at most 500 characters. Absent: chains have no publisher, and narration has an empty chain.</param>
/// <param name="Title">At most 1,000 characters.</param>
[Requires(Role.Reader)]
public sealed record ExtractText(string Text, string? Language = null, string? Outlet = null, string? Title = null)
    : IQuery<ExtractionView>;

/// <summary>What was found in a text.</summary>
/// <param name="Language">BCP 47; <c>und</c> when it could not be told.</param>
/// <param name="Claims">In reading order. Sources have a <c>ref</c>: the same ref is the same source in this answer.</param>
/// <param name="Warnings">A language that was not told or cannot be read, several languages.</param>
/// <param name="Extractor">What found them.</param>
public sealed record ExtractionView(
    string Language,
    IReadOnlyList<ProposedClaimView> Claims,
    IReadOnlyList<WarningView> Warnings,
    ExtractorView Extractor
);

internal sealed class ExtractTextValidator : AbstractValidator<ExtractText>
{
    public ExtractTextValidator()
    {
        RuleFor(request => request.Text)
            .Must(text => !string.IsNullOrWhiteSpace(text))
            .WithMessage("must not be blank.");
        RuleFor(request => request.Language).Language();
        RuleFor(request => request.Outlet).Name(Source.MaxNameLength);
        RuleFor(request => request.Title).NotBlank().MaximumLength(Article.MaxTitleLength);
    }
}

internal sealed class ExtractTextHandler : IRequestHandler<ExtractText, ExtractionView>
{
    public Task<ExtractionView> Handle(ExtractText request, CancellationToken cancellationToken)
    {
        var index = new CodePointIndex(request.Text);
        if (index.Length > Article.MaxTextLength)
            throw new TooLargeException(
                $"The text has {index.Length} code points; the limit is {Article.MaxTextLength}."
            );

        var found = ArticleExtractor.Extract(
            request.Text,
            new ExtractionOptions
            {
                Language = request.Language,
                Title = request.Title,
                Outlet = request.Outlet,
            }
        );
        return Task.FromResult(
            new ExtractionView(
                found.Language,
                ProposedClaims.ViewsOf(index, found, hasPublisher: request.Outlet is not null),
                WarningView.Of(ExtractionWording.Of(found.Warnings)),
                ExtractorView.Of(Extractor.Current.ToString())!
            )
        );
    }
}

/// <summary>Shows what the extraction found, with offsets in code points.</summary>
internal static class ProposedClaims
{
    /// <summary>The text is not stored: its only version is the first.</summary>
    private const int TextVersion = 1;

    public static IReadOnlyList<ProposedClaimView> ViewsOf(
        CodePointIndex text,
        ExtractionResult found,
        bool hasPublisher
    ) =>
        [
            .. found.Claims.Select(claim => new ProposedClaimView(
                claim.Statement,
                Vocabularies.Translate<Domain.Claims.ClaimMode>(claim.Mode),
                Vocabularies.Translate<Modality>(claim.Modality),
                [.. claim.Content.Select(span => ViewOf(text, span)!)],
                [
                    .. claim.Attribution.Select(
                        (link, position) =>
                            ViewOf(text, link, position, RoleAt(position, claim.Attribution.Count, hasPublisher))
                    ),
                ],
                claim.Confidence,
                claim.CheckWorthiness,
                ExtractionWording.Of(claim.Reason)
            )),
        ];

    // Without a publisher a chain begins with the first relay, or is an origin alone.
    private static LinkRole RoleAt(int position, int length, bool hasPublisher) =>
        hasPublisher ? AttributionChain.RoleAt(position, length) : AttributionChain.RoleAt(position + 1, length + 1);

    private static LinkView ViewOf(CodePointIndex text, ProposedLink link, int position, LinkRole role) =>
        new(
            position,
            role,
            new LinkSourceView(
                null,
                string.Create(CultureInfo.InvariantCulture, $"s{link.Source.Ref}"),
                link.Source.Name,
                Vocabularies.Translate<SourceKind>(link.Source.Kind),
                link.Source.Office
            ),
            ViewOf(text, link.Mention),
            ViewOf(text, link.Cue),
            Vocabularies.Translate<Stance>(link.Stance),
            Vocabularies.Translate<Basis>(link.Basis),
            Stated: true,
            Supports: link.Supports,
            Note: null,
            Evidence: []
        );

    private static SpanView? ViewOf(CodePointIndex text, Extraction.TextSpan? span) =>
        span is { } place
            ? SpanView.Of(Domain.Texts.TextSpan.AtUtf16(text, place.Start, place.End), TextVersion)
            : null;
}

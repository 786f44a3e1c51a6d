using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>
/// A place in the article's text: <c>{start, end, quote?}</c>, or <c>{quote, prefix?, suffix?}</c> where the quote stands once.
/// A span as it is read can be sent back.
/// </summary>
/// <param name="Start">Code points, from 0, inclusive.</param>
/// <param name="End">Code points, exclusive.</param>
/// <param name="Quote">What stands there, character for character.</param>
/// <param name="Prefix">What stands directly before.</param>
/// <param name="Suffix">What stands directly after.</param>
/// <param name="TextVersion">The version of the text that is meant; only the current one can be.</param>
public sealed record SpanInput(
    int? Start = null,
    int? End = null,
    string? Quote = null,
    string? Prefix = null,
    string? Suffix = null,
    int? TextVersion = null
);

internal sealed class SpanInputValidator : AbstractValidator<SpanInput>
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxContext = 1000;

    public SpanInputValidator()
    {
        RuleFor(span => span)
            .Must(span =>
                (span.Start is null) == (span.End is null) && (span.Start is not null || span.Quote is not null)
            )
            .WithMessage("needs a start and an end, or a quote.")
            .OverridePropertyName("");
        RuleFor(span => span.Quote).MaximumLength(Claim.MaxStatementLength);
        RuleFor(span => span.Prefix).MaximumLength(MaxContext);
        RuleFor(span => span.Suffix).MaximumLength(MaxContext);
    }
}

internal static class SpanRules
{
    /// <summary>The content of a claim.</summary>
    public static IRuleBuilderOptions<T, IEnumerable<SpanInput>> Content<T>(
        this IRuleBuilder<T, IReadOnlyList<SpanInput>> rule
    ) =>
        rule.Must(spans => spans is null || spans.Count is >= 1 and <= Claim.MaxSpans)
            .WithMessage($"must be 1 to {Claim.MaxSpans} spans.")
            .ForEach(span => span.SetValidator(new SpanInputValidator()));
}

/// <summary>The text of an article as it stands now, in which the spans of a request are found.</summary>
internal sealed class CurrentText
{
    private readonly int version;

    private readonly ClaimTrackerDb db;

    private CurrentText(ClaimTrackerDb db, Article article, string text)
    {
        this.db = db;
        Article = article;
        Index = new CodePointIndex(text);
        version = article.TextVersion;
    }

    public Article Article { get; }

    public CodePointIndex Index { get; }

    public static async Task<CurrentText> OfAsync(
        ClaimTrackerDb db,
        Article article,
        CancellationToken cancellationToken
    ) => new(db, article, await TextAsync(db, article.Id, article.TextVersion, cancellationToken));

    /// <summary>Finds the spans of another version of the text in this one.</summary>
    public async Task<Reanchoring> FromAsync(int otherVersion, CancellationToken cancellationToken) =>
        new(new CodePointIndex(await TextAsync(db, Article.Id, otherVersion, cancellationToken)), Index);

    /// <exception cref="DomainRuleException">What <see cref="SpanResolver.ResolveContent"/> refuses; <c>textVersionDiffers</c>, <c>contentTooLong</c>.</exception>
    public IReadOnlyList<TextSpan> Content(IReadOnlyList<SpanInput> spans, string path)
    {
        var content = SpanResolver.ResolveContent(
            Index,
            [.. spans.Select((span, i) => RequestOf(span, $"{path}[{i}]"))],
            path
        );
        Claim.EnsureFits(content, path);
        return content;
    }

    /// <summary>One span, such as a mention.</summary>
    /// <exception cref="DomainRuleException">What <see cref="SpanResolver.Resolve"/> refuses; <c>textVersionDiffers</c>, <c>contentTooLong</c>.</exception>
    public TextSpan? Span(SpanInput? span, string path)
    {
        if (span is null)
            return null;
        var found = SpanResolver.Resolve(Index, RequestOf(span, path), path);
        Claim.EnsureFits([found], path);
        return found;
    }

    private static Task<string> TextAsync(
        ClaimTrackerDb db,
        long article,
        int version,
        CancellationToken cancellationToken
    ) =>
        db
            .ArticleTexts.Where(text => text.ArticleId == article && text.Number == version)
            .Select(text => text.Text)
            .SingleAsync(cancellationToken);

    private SpanRequest RequestOf(SpanInput span, string path) =>
        span.TextVersion is null || span.TextVersion == version
            ? new SpanRequest(span.Start, span.End, span.Quote, span.Prefix, span.Suffix)
            : throw new DomainRuleException(
                "textVersionDiffers",
                $"{path}.textVersion",
                $"The article's text is at version {version} now; find the place in that one."
            );
}

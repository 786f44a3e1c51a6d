using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Texts;
using FluentValidation;

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
)
{
    /// <summary>What is looked for in the text.</summary>
    internal SpanRequest ToRequest() => new(Start, End, Quote, Prefix, Suffix, TextVersion);
}

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

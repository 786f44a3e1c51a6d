using ClaimTracker.Domain;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Pipeline.Bodies;
using FluentValidation;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>Rules of shape that several requests share. The OpenAPI document states their limits.</summary>
internal static class RequestRules
{
    public const int MaxReason = 2000;
    public const int MaxTags = 50;
    public const int MaxTag = 100;
    public const int MaxEvidence = 50;

    public static IRuleBuilderOptions<T, string?> PartialDate<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || Domain.Dates.PartialDate.TryParse(text, out _))
            .WithMessage(
                "must be an EDTF date of level 0 or 1, such as 2018, 2018-09, 2018-09-14?, or 2018-09-08/2018-09-10."
            );

    public static IRuleBuilderOptions<T, string?> WebAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(2048)
            .Must(text =>
                text is null || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            )
            .WithMessage("must be an absolute http or https address of at most 2048 characters.");

    public static IRuleBuilderOptions<T, string?> NotBlank<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !string.IsNullOrWhiteSpace(text)).WithMessage("must not be blank.");

    /// <summary>A name that can be seen and compared.</summary>
    /// <param name="max">UTF-16 units.</param>
    public static IRuleBuilderOptions<T, string?> Name<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.MaximumLength(max)
            .WithMessage($"must be at most {max} characters.")
            .Must(name => name is null || name.Length > max || Folding.NameKey(name).Length > 0)
            .WithMessage("must not be blank.")
            .Must(name => name is null || name.Length > max || Folding.NameKey(name).Length <= max * 8 / 5)
            .WithMessage("holds too many ligatures and other compatibility characters; write them out.");

    public static IRuleBuilderOptions<T, string?> Language<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(tag =>
                tag is null
                || (
                    tag.Length is >= 2 and <= 35
                    && tag.Split('-') is var parts
                    && parts[0].Length is 2 or 3
                    && parts[0].All(char.IsAsciiLetterLower)
                    && parts.Skip(1).All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
                )
            )
            .WithMessage("must be a BCP 47 language tag, such as fr or en-GB.");

    public static IRuleBuilderOptions<T, string?> Reason<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotBlank().MaximumLength(MaxReason);

    public static void Tags<T>(this AbstractValidator<T> validator, Func<T, IReadOnlyList<string>?> tags) =>
        validator
            .RuleFor(request => tags(request))
            .Must(list => list is null || list.Count <= MaxTags)
            .WithMessage($"must be at most {MaxTags} tags.")
            .Must(list =>
                list is null
                || list.All(tag =>
                    !string.IsNullOrWhiteSpace(tag)
                    && tag.Length <= MaxTag
                    && !tag.Contains(',', StringComparison.Ordinal)
                )
            )
            .WithMessage($"must be tags of 1 to {MaxTag} characters without commas.")
            .OverridePropertyName("Tags");

    public static void Evidence<T>(this IRuleBuilder<T, IReadOnlyList<Evidence>?> rule) =>
        rule.Must(list => list is null || list.Count <= MaxEvidence)
            .WithMessage($"must be at most {MaxEvidence} items.")
            .ForEach(item => item.SetValidator(new EvidenceValidator()));

    /// <summary>A PATCH says what to change, and gives values that cannot be cleared.</summary>
    public static void ChangesSomething<T>(this AbstractValidator<T> validator, params Func<T, IOptional>[] fields) =>
        validator
            .RuleFor(request => request)
            .Must(request => fields.Any(field => field(request).IsSet))
            .OverridePropertyName("")
            .WithMessage("must change at least one field.");

    private sealed class EvidenceValidator : AbstractValidator<Evidence>
    {
        public EvidenceValidator()
        {
            RuleFor(evidence => evidence.Url).WebAddress();
            RuleFor(evidence => evidence.ArchivedUrl).WebAddress();
            RuleFor(evidence => evidence.Retrieved).PartialDate();
            RuleFor(evidence => evidence.Note).MaximumLength(MaxReason);
        }
    }

    /// <summary>The date of a request that the validator has passed.</summary>
    public static PartialDate? ToDate(this string? text) => text is null ? null : Domain.Dates.PartialDate.Parse(text);
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Pipeline.Messaging;
using FluentValidation;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>One hop of a chain. Only the source is needed; a link as it is read can be sent back.</summary>
/// <param name="Source">Who.</param>
/// <param name="Position">Follows from the order; when sent it must agree with it.</param>
/// <param name="Role">Follows from the position; when sent it must agree with it.</param>
/// <param name="Mention">Where the text names the source.</param>
/// <param name="Cue">What says that it said so. May overlap the mention.</param>
/// <param name="Stance">The attitude the cue expresses.</param>
/// <param name="Basis">Absent: <c>cites</c> before the last link; at the end <c>speaks</c>, or <c>unknown</c> where nobody is expressed but the outlet.</param>
/// <param name="Stated">False: this text does not say this link of this statement; then the note says who found it, and how.</param>
/// <param name="Supports">False: the source is cited for what it does not say.</param>
/// <param name="Note">At most 2,000 characters.</param>
public sealed record LinkInput(
    LinkSourceInput Source,
    int? Position = null,
    LinkRole? Role = null,
    SpanInput? Mention = null,
    SpanInput? Cue = null,
    Stance Stance = Stance.Neutral,
    Basis? Basis = null,
    bool Stated = true,
    bool Supports = true,
    string? Note = null,
    IReadOnlyList<Evidence>? Evidence = null
);

/// <summary>
/// The source of a link: <c>{id}</c>, <c>{name, kind}</c>, or <c>{ref}</c> of another link of the request. A source known by description only is
/// <c>{name, kind: "unnamed"}</c>, one that is not expressed at all <c>{kind: "unnamed"}</c>, and an unknown publisher <c>{kind: "outlet"}</c>.
/// </summary>
/// <param name="Id">A stored source; a name or kind beside it must be that source's.</param>
/// <param name="Ref">The same ref is the same source within one request; one of the links says who it is.</param>
/// <param name="Name">Looked up within its kind; a new source is made when nothing has that name. Unnamed ones are always new.</param>
/// <param name="Office">The office this text gives the source.</param>
public sealed record LinkSourceInput(
    long? Id = null,
    string? Ref = null,
    string? Name = null,
    SourceKind? Kind = null,
    string? Office = null
)
{
    /// <summary>More than a ref to another link.</summary>
    internal bool SaysWho => Id is not null || Kind is not null;
}

internal sealed class LinkInputValidator : AbstractValidator<LinkInput>
{
    public LinkInputValidator()
    {
        RuleFor(link => link.Source).SetValidator(new LinkSourceInputValidator());
        RuleFor(link => link.Mention!).SetValidator(new SpanInputValidator()).When(link => link.Mention is not null);
        RuleFor(link => link.Cue!).SetValidator(new SpanInputValidator()).When(link => link.Cue is not null);
        RuleFor(link => link.Note).Reason();
        RuleFor(link => link.Note)
            .NotNull()
            .When(link => !link.Stated)
            .WithMessage("must say how the link was found, since the text does not state it.");
        RuleFor(link => link.Evidence).Evidence();
    }
}

internal sealed class LinkSourceInputValidator : AbstractValidator<LinkSourceInput>
{
    private const int MaxRef = 100;

    public LinkSourceInputValidator()
    {
        RuleFor(source => source)
            .Must(source => source.SaysWho || source.Ref is not null || source.Name is not null)
            .WithMessage("needs an id, a ref, or a name and a kind.")
            .OverridePropertyName("");
        RuleFor(source => source.Kind)
            .NotNull()
            .When(source => source.Name is not null && source.Id is null && source.Ref is null)
            .WithMessage("is required with a name.");
        RuleFor(source => source.Name)
            .NotNull()
            .When(source =>
                source.Id is null
                && source.Ref is null
                && source.Kind is not (null or SourceKind.Unnamed or SourceKind.Outlet)
            )
            .WithMessage("is required for a source of this kind.");
        RuleFor(source => source.Name)
            .MaximumLength(Source.MaxNameLength)
            .Must(name => name is null || Folding.NameKey(name).Length > 0)
            .WithMessage("must not be blank.");
        RuleFor(source => source.Ref).NotBlank().MaximumLength(MaxRef);
        RuleFor(source => source.Office).NotBlank().MaximumLength(Source.MaxNameLength);
    }
}

internal static class LinkRules
{
    public static void Links<T>(this IRuleBuilder<T, IReadOnlyList<LinkInput>?> rule) =>
        rule.Must(links => links is null || links.Count <= AttributionChain.MaxLength)
            .WithMessage($"must be at most {AttributionChain.MaxLength} links.")
            .ForEach(link => link.SetValidator(new LinkInputValidator()));
}

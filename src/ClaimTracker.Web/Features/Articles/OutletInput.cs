using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline.Bodies;
using FluentValidation;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>The outlet of an article: its name, <c>{id}</c>, or <c>{name, kind}</c>.</summary>
[Shorthand(typeof(Written))]
public sealed class OutletInput : IShorthand<OutletInput, OutletInput.Written>
{
    private OutletInput(Written written) => Value = written;

    /// <summary>The outlet written out.</summary>
    /// <param name="Id">A stored source; then name and kind are left out.</param>
    /// <param name="Name">Looked up within its kind; a new source is made when nothing has that name.</param>
    /// <param name="Kind">Any but <c>unnamed</c>; <c>outlet</c> when absent.</param>
    public sealed record Written(long? Id = null, string? Name = null, SourceKind? Kind = null);

    public Written Value { get; }

    public static OutletInput FromShort(string text) => new(new Written(Name: text));

    public static OutletInput FromFull(Written full) => new(full);

    /// <summary>The stored source that is meant; a new one where nothing has that name.</summary>
    internal Task<Source> NameAsync(SourceLookup sources, CancellationToken cancellationToken) =>
        Value.Id is { } id
            ? sources.GetAsync(id, "outlet.id", cancellationToken)
            : sources.NameAsync(Value.Kind ?? SourceKind.Outlet, Value.Name!, "outlet", cancellationToken);

    /// <summary>The stored source that is meant, if there is one.</summary>
    internal async Task<Source?> FindAsync(SourceLookup sources, CancellationToken cancellationToken) =>
        Value.Id is { } id
            ? await sources.GetAsync(id, "outlet.id", cancellationToken)
            : await sources.FindAsync(Value.Kind ?? SourceKind.Outlet, Value.Name!, "outlet", cancellationToken);

    internal sealed class Validator : AbstractValidator<OutletInput>
    {
        public Validator()
        {
            RuleFor(outlet => outlet.Value)
                .Must(value => value.Id is null != value.Name is null)
                .WithMessage("needs an id or a name, and not both.")
                .Must(value => value.Id is null || value.Kind is null)
                .WithMessage("takes a kind only with a name.")
                .Must(value => value.Kind != SourceKind.Unnamed)
                .WithMessage("cannot be an unnamed source; leave it out when the publisher is unknown.")
                .Must(value => value.Name is null || !string.IsNullOrWhiteSpace(value.Name))
                .WithMessage("must not be blank.")
                .Must(value => value.Name is null || value.Name.Length <= Source.MaxNameLength)
                .WithMessage($"must be at most {Source.MaxNameLength} characters.")
                .OverridePropertyName("");
        }
    }
}

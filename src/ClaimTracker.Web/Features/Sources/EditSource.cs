using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>Corrects the name or the kind of a source. A name that another of that kind has is refused (409 <c>sourceExists</c>).</summary>
/// <param name="Name">1 to 500 characters; null only for an unnamed source that the text does not even describe.</param>
/// <param name="Kind">A named source never becomes unnamed, nor the other way round (422 <c>unnamedKind</c>).</param>
[Requires(Role.Analyst)]
public sealed record EditSource(
    Optional<string?> Name = default,
    Optional<SourceKind> Kind = default,
    string? Reason = null
) : ICommand<SourceView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class EditSourceValidator : AbstractValidator<EditSource>
{
    public EditSourceValidator()
    {
        this.ChangesSomething(source => source.Name, source => source.Kind);
        RuleFor(source => source.Name.Value).Name(Source.MaxNameLength).OverridePropertyName("Name");
        RuleFor(source => source.Reason).Reason();
    }
}

internal sealed class EditSourceHandler(ClaimTrackerDb db) : IRequestHandler<EditSource, SourceView>
{
    public async Task<SourceView> Handle(EditSource request, CancellationToken cancellationToken)
    {
        var source = await db.Sources.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("source", request.Id);
        request.IfMatch.Check(source.Version);
        if (request.Name is { IsSet: true, Value: null } && !source.IsUnnamed)
            throw InvalidRequestException.At("name", "must not be null: only an unnamed source may be without a name.");

        request.Kind.IfSet(source.SetKind);
        request.Name.IfSet(source.SetName);
        await SourceNameRules.RefuseTakenAsync(db, source, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await SourceViews.ReadAsync(db, source.Id, cancellationToken);
    }
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Records a named source. A name that another of its kind has already is refused (409 <c>sourceExists</c>); one that is only an alias of others may be
/// recorded, so that namesakes can be told apart.
/// </summary>
/// <param name="Name">1 to 500 characters, kept as sent; compared without regard to case, spaces, and the shape of apostrophes and hyphens.</param>
/// <param name="Kind">Any but <c>unnamed</c>: such a source belongs to the article that uses it (422 <c>unnamedSource</c>).</param>
[Requires(Role.Analyst)]
public sealed record RecordSource(string Name, SourceKind Kind, string? Reason = null) : ICreate<SourceView>, IReasoned;

internal sealed class RecordSourceValidator : AbstractValidator<RecordSource>
{
    public RecordSourceValidator()
    {
        RuleFor(source => source.Name).Name(Source.MaxNameLength);
        RuleFor(source => source.Reason).Reason();
    }
}

internal sealed class RecordSourceHandler(ClaimTrackerDb db) : IRequestHandler<RecordSource, SourceView>
{
    public async Task<SourceView> Handle(RecordSource request, CancellationToken cancellationToken)
    {
        if (request.Kind == SourceKind.Unnamed)
            throw new DomainRuleException(
                "unnamedSource",
                "kind",
                "An unnamed source belongs to the article that uses it; it is made with a claim of that article."
            );
        var source = Source.Named(request.Kind, request.Name, SourceStatus.Accepted, db.Stamp);
        await SourceNameRules.RefuseTakenAsync(db, source, cancellationToken);

        db.Sources.Add(source);
        await db.SaveChangesAsync(cancellationToken);
        return await SourceViews.ReadAsync(db, source.Id, cancellationToken);
    }
}

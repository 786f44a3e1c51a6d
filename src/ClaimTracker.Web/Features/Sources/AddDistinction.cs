using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Says that two sources are not the same, however much their names look alike. They are no longer shown as similar, and cannot be merged while this
/// stands. Read both ways: one such decision stands between two sources (409 <c>distinctionExists</c>).
/// </summary>
/// <param name="From">Id of the other source; not one it is merged with (409 <c>sourcesMerged</c>).</param>
/// <param name="Reason">How it is known.</param>
[Requires(Role.Analyst)]
public sealed record AddDistinction(long From, string Reason) : ICreate<DistinctionView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class AddDistinctionValidator : AbstractValidator<AddDistinction>
{
    public AddDistinctionValidator() => RuleFor(distinction => distinction.Reason).Reason();
}

internal sealed class AddDistinctionHandler(ClaimTrackerDb db, SourceLookup sources)
    : IRequestHandler<AddDistinction, DistinctionView>
{
    public async Task<DistinctionView> Handle(AddDistinction request, CancellationToken cancellationToken)
    {
        var source = await db.Sources.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("source", request.Id);
        var from = await sources.GetAsync(request.From, "from", cancellationToken);
        var distinction = new Distinction(source, from, request.Reason, db.Stamp);
        var standing = await db
            .Distinctions.AsNoTracking()
            .FirstOrDefaultAsync(other => other.ActiveKey == distinction.ActiveKey, cancellationToken);
        if (standing is not null)
            throw new ConflictException("distinctionExists", $"{standing.RecordedBy} told these two apart already.")
            {
                Details = new Dictionary<string, object?> { ["distinctionId"] = standing.Id },
            };

        db.Distinctions.Add(distinction);
        await db.SaveChangesAsync(cancellationToken);
        return (
            await SourceViews.ReadAsync(db.Distinctions.Where(d => d.Id == distinction.Id), cancellationToken)
        ).Single();
    }
}

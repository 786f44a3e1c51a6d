using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Records that a source acts for, is part of, is owned by, or otherwise belongs to another. The first three make the other side a controller while
/// they hold. Nobody may come to control itself at any one time (422 <c>affiliationCycle</c>).
/// </summary>
/// <param name="With">Id of the other side; another source.</param>
/// <param name="Role">At most 500 characters, in the words of the source, such as "spokesman".</param>
/// <param name="From">EDTF; absent: since ever.</param>
/// <param name="To">EDTF; absent: until further notice.</param>
/// <param name="Reason">How this is known.</param>
[Requires(Domain.Access.Role.Analyst)]
public sealed record AddAffiliation(
    long With,
    AffiliationKind Kind,
    string Reason,
    string? Role = null,
    string? From = null,
    string? To = null,
    IReadOnlyList<Evidence>? Evidence = null
) : ICreate<AffiliationView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class AddAffiliationValidator : AbstractValidator<AddAffiliation>
{
    public AddAffiliationValidator()
    {
        RuleFor(affiliation => affiliation.Role).Name(Source.MaxNameLength);
        RuleFor(affiliation => affiliation.From).PartialDate();
        RuleFor(affiliation => affiliation.To).PartialDate();
        RuleFor(affiliation => affiliation.Reason).Reason();
        RuleFor(affiliation => affiliation.Evidence).Evidence();
    }
}

internal sealed class AddAffiliationHandler(ClaimTrackerDb db, SourceLookup sources)
    : IRequestHandler<AddAffiliation, AffiliationView>
{
    public async Task<AffiliationView> Handle(AddAffiliation request, CancellationToken cancellationToken)
    {
        var source = await db.Sources.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("source", request.Id);
        var with = await sources.GetAsync(request.With, "with", cancellationToken);
        var affiliation = new Affiliation(
            source,
            with,
            request.Kind,
            request.Role,
            request.From.ToDate(),
            request.To.ToDate(),
            request.Evidence ?? [],
            request.Reason,
            db.Stamp
        );
        await RefuseRepeatedAsync(affiliation, cancellationToken);
        await RefuseCircleAsync(affiliation, cancellationToken);

        db.Affiliations.Add(affiliation);
        await db.SaveChangesAsync(cancellationToken);
        return (
            await SourceViews.ReadAsync(db.Affiliations.Where(a => a.Id == affiliation.Id), cancellationToken)
        ).Single();
    }

    private async Task RefuseRepeatedAsync(Affiliation added, CancellationToken cancellationToken)
    {
        var same = await db
            .Affiliations.Where(other =>
                other.SourceId == added.Source.Id
                && other.WithId == added.With.Id
                && other.WithdrawnAt == null
                && other.Kind == added.Kind
                && other.Role == added.Role
                && other.From == added.From
                && other.To == added.To
            )
            .Select(other => (long?)other.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (same is { } id)
            throw new ConflictException("affiliationExists", $"Affiliation {id} says the same already.")
            {
                Details = new Dictionary<string, object?> { ["affiliationId"] = id },
            };
    }

    private async Task RefuseCircleAsync(Affiliation added, CancellationToken cancellationToken)
    {
        if (
            !added.IsControl
            || Controllers.CircleClosedBy(added, await ControllersAboveAsync(added.With, cancellationToken))
                is not { } circle
        )
            return;
        throw new DomainRuleException(
            "affiliationCycle",
            "with",
            $"At some time a source would control itself: {string.Join(" → ", circle.Select(source => source.Name ?? $"source {source.Id}"))}."
        )
        {
            Details = new Dictionary<string, object?>
            {
                ["cycle"] = circle.Select(source => new SourceRef(source.Id, source.Name, source.Kind)).ToList(),
            },
        };
    }

    // One query for each level upwards: chains of control are short.
    private async Task<ILookup<long, Affiliation>> ControllersAboveAsync(
        Source source,
        CancellationToken cancellationToken
    )
    {
        var found = new List<Affiliation>();
        await BreadthFirst.ReachAsync(
            [source.Id],
            async below =>
            {
                var above = await db
                    .Affiliations.AsNoTrackingWithIdentityResolution()
                    .Include(affiliation => affiliation.Source)
                    .Include(affiliation => affiliation.With)
                    .Where(affiliation =>
                        below.Contains(affiliation.SourceId)
                        && affiliation.WithdrawnAt == null
                        && affiliation.Kind != AffiliationKind.Other
                    )
                    .ToListAsync(cancellationToken);
                found.AddRange(above);
                return above.Select(one => new Step<long> { Near = one.SourceId, Far = one.WithId });
            },
            Cap.None
        );
        return found.ToLookup(affiliation => affiliation.SourceId);
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>Takes an affiliation back, as one that never held. One that has ended is recorded with its end instead.</summary>
/// <param name="Reason">Why; it stays with the affiliation.</param>
[Requires(Role.Analyst)]
public sealed record WithdrawAffiliation(string Reason) : ICommand<AffiliationView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public long AffiliationId { get; init; }
}

internal sealed class WithdrawAffiliationValidator : ReasonValidator<WithdrawAffiliation>;

internal sealed class WithdrawAffiliationHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawAffiliation, Affiliation, AffiliationView>(
        db,
        async (request, cancellationToken) =>
            await db.Affiliations.FirstOrDefaultAsync(
                one => one.Id == request.AffiliationId && one.SourceId == request.Id,
                cancellationToken
            ) ?? throw new NotFoundException($"affiliation of source {request.Id} with the id", request.AffiliationId),
        async (record, cancellationToken) =>
            (await SourceViews.ReadAsync(db.Affiliations.Where(one => one.Id == record.Id), cancellationToken)).Single()
    );

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>Takes back that two sources are not the same: whether they are is open again.</summary>
/// <param name="Reason">Why; it stays with the decision.</param>
[Requires(Role.Analyst)]
public sealed record WithdrawDistinction(string Reason) : ICommand<DistinctionView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public long DistinctionId { get; init; }
}

internal sealed class WithdrawDistinctionValidator : ReasonValidator<WithdrawDistinction>;

internal sealed class WithdrawDistinctionHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawDistinction, Distinction, DistinctionView>(
        db,
        async (request, cancellationToken) =>
            await db.Distinctions.FirstOrDefaultAsync(
                one => one.Id == request.DistinctionId && one.SourceId == request.Id,
                cancellationToken
            ) ?? throw new NotFoundException($"distinction of source {request.Id} with the id", request.DistinctionId),
        async (record, cancellationToken) =>
            (await SourceViews.ReadAsync(db.Distinctions.Where(one => one.Id == record.Id), cancellationToken)).Single()
    );

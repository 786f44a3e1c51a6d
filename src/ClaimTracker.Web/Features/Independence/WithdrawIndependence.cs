using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Findings;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;

namespace ClaimTracker.Web.Features.Independence;

/// <summary>Takes a finding back. It stays, with who took it back and why, and counts nowhere any more.</summary>
[Requires(Role.Analyst)]
public sealed record WithdrawIndependence(string Reason) : ICommand<IndependenceView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawIndependenceValidator : ReasonValidator<WithdrawIndependence>;

internal sealed class WithdrawIndependenceHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawIndependence, IndependenceFinding, IndependenceView>(
        db,
        async (request, cancellationToken) =>
            await db.IndependenceFindings.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("finding", request.Id),
        (record, cancellationToken) => IndependenceViews.ReadAsync(db, record.Id, cancellationToken)
    );

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>Takes an alias back: the source is no longer found under it. What was attributed through it stays as it is.</summary>
/// <param name="Reason">Why; it stays with the alias.</param>
[Requires(Role.Analyst)]
public sealed record WithdrawAlias(string Reason) : ICommand<AliasView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public long AliasId { get; init; }
}

internal sealed class WithdrawAliasValidator : ReasonValidator<WithdrawAlias>;

internal sealed class WithdrawAliasHandler(ClaimTrackerDb db)
    : WithdrawHandler<WithdrawAlias, Alias, AliasView>(
        db,
        async (request, cancellationToken) =>
            await db.Aliases.FirstOrDefaultAsync(
                one => one.Id == request.AliasId && one.SourceId == request.Id,
                cancellationToken
            ) ?? throw new NotFoundException($"alias of source {request.Id} with the id", request.AliasId),
        async (record, cancellationToken) =>
            (await SourceViews.ReadAsync(db.Aliases.Where(one => one.Id == record.Id), cancellationToken)).Single()
    );

using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>How many flags there are: in all, by status, by reason, by assignee and by who raised them. The filters are those of the queue.</summary>
[Requires(Role.Reader)]
public sealed record GetFlagCounts : IQuery<FlagCounts>
{
    /// <summary>One or several, separated by commas; all when absent.</summary>
    public IReadOnlyList<FlagStatus>? Status { get; init; }

    /// <summary>The name of a holder, as names are compared.</summary>
    public string? Assignee { get; init; }

    /// <summary>One or several, separated by commas; all when absent.</summary>
    public IReadOnlyList<FlagReason>? Reason { get; init; }

    /// <summary><c>program</c>: the automatic ones; <c>people</c>: all others.</summary>
    public FlagRaiser? RaisedBy { get; init; }
}

/// <summary>How many flags there are; what there is none of is left out.</summary>
/// <param name="Assignees">Those of nobody stand under null. Most first.</param>
public sealed record FlagCounts(
    int Total,
    IReadOnlyList<StatusCount> Statuses,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<AssigneeCount> Assignees,
    IReadOnlyList<RaiserCount> RaisedBy
);

public sealed record StatusCount(FlagStatus Status, int Count);

public sealed record ReasonCount(FlagReason Reason, int Count);

public sealed record AssigneeCount(string? Assignee, int Count);

public sealed record RaiserCount(FlagRaiser RaisedBy, int Count);

internal sealed class GetFlagCountsHandler(ClaimTrackerDb db) : IRequestHandler<GetFlagCounts, FlagCounts>
{
    public async Task<FlagCounts> Handle(GetFlagCounts query, CancellationToken cancellationToken)
    {
        var flags = await db.FlagsAsync(query.Status, query.Assignee, query.Reason, query.RaisedBy, cancellationToken);
        var groups = await flags
            .GroupBy(flag => new
            {
                flag.Status,
                flag.Reason,
                flag.AssigneeId,
                flag.IsAutomatic,
            })
            .Select(group => new
            {
                group.Key.Status,
                group.Key.Reason,
                group.Key.AssigneeId,
                group.Key.IsAutomatic,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var assignees = groups.Select(group => group.AssigneeId).OfType<long>().Distinct().ToList();
        var names = await db
            .Holders.Where(holder => assignees.Contains(holder.Id))
            .ToDictionaryAsync(holder => holder.Id, holder => holder.Name, cancellationToken);
        return new FlagCounts(
            groups.Sum(group => group.Count),
            [
                .. groups
                    .GroupBy(group => group.Status, group => group.Count)
                    .OrderBy(same => same.Key)
                    .Select(same => new StatusCount(same.Key, same.Sum())),
            ],
            [
                .. groups
                    .GroupBy(group => group.Reason, group => group.Count)
                    .OrderBy(same => same.Key)
                    .Select(same => new ReasonCount(same.Key, same.Sum())),
            ],
            [
                .. groups
                    .GroupBy(group => group.AssigneeId, group => group.Count)
                    .Select(same => new AssigneeCount(same.Key is { } holder ? names[holder] : null, same.Sum()))
                    .OrderByDescending(same => same.Count)
                    .ThenBy(same => same.Assignee, StringComparer.Ordinal),
            ],
            [
                .. groups
                    .GroupBy(group => group.IsAutomatic ? FlagRaiser.Program : FlagRaiser.People, group => group.Count)
                    .OrderBy(same => same.Key)
                    .Select(same => new RaiserCount(same.Key, same.Sum())),
            ]
        );
    }
}

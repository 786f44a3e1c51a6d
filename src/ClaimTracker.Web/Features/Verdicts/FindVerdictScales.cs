using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using MediatR;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>A page of the scales on which claims are rated, newest first. One of five steps, named in French and English, is there from the start.</summary>
[Requires(Role.Reader)]
public sealed record FindVerdictScales : IQuery<Page<VerdictScaleView>>, IPaged
{
    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindVerdictScalesHandler(ClaimTrackerDb db)
    : IRequestHandler<FindVerdictScales, Page<VerdictScaleView>>
{
    public async Task<Page<VerdictScaleView>> Handle(FindVerdictScales query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var scales = cursor.Id is { } after ? db.VerdictScales.Where(scale => scale.Id < after) : db.VerdictScales;
        return cursor.Cut(
            await VerdictViews.ReadAsync(
                scales.OrderByDescending(scale => scale.Id).Take(cursor.Take),
                cancellationToken
            ),
            scale => scale.Id
        );
    }
}

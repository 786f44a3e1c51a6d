using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Takes a merge back: the source stands for itself again, with whatever had been merged into it. What was attributed to either stays where it is;
/// what was attributed meanwhile by a name of this source stays with the one it was merged into.
/// </summary>
/// <param name="Reason">Why they are two after all.</param>
[Requires(Role.Analyst)]
public sealed record UnmergeSource(string Reason) : ICommand<SourceView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class UnmergeSourceValidator : ReasonValidator<UnmergeSource>;

internal sealed class UnmergeSourceHandler(ClaimTrackerDb db) : IRequestHandler<UnmergeSource, SourceView>
{
    public async Task<SourceView> Handle(UnmergeSource request, CancellationToken cancellationToken)
    {
        var source = await db.Sources.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("source", request.Id);
        source.Unmerge();
        await db.SaveChangesAsync(cancellationToken);
        await db.MoveMergedAsync(source, cancellationToken);
        return await SourceViews.ReadAsync(db, source.Id, cancellationToken);
    }
}

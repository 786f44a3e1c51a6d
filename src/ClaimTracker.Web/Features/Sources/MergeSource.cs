using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Says that a source is another one. It keeps its names, aliases, affiliations and links, which are from now on found with the other; only a pointer
/// moves, and <c>/unmerge</c> moves it back. Merges never make a circle (422 <c>mergeCycle</c>), and none goes against a standing distinction
/// (409 <c>sourcesDistinct</c>). Unnamed sources are merged only with unnamed ones of their article (422 <c>unnamedSource</c>).
/// </summary>
/// <param name="Into">Id of the source that it is. That one may itself be merged, then or later: merges are followed to their end.</param>
/// <param name="Reason">How it is known that they are one.</param>
[Requires(Role.Analyst)]
public sealed record MergeSource(long Into, string Reason) : ICommand<SourceView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class MergeSourceValidator : AbstractValidator<MergeSource>
{
    public MergeSourceValidator() => RuleFor(merge => merge.Reason).Reason();
}

internal sealed class MergeSourceHandler(ClaimTrackerDb db, SourceLookup sources)
    : IRequestHandler<MergeSource, SourceView>
{
    public async Task<SourceView> Handle(MergeSource request, CancellationToken cancellationToken)
    {
        var source = await db.Sources.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("source", request.Id);
        await db.MergeAsync(source, await sources.GetAsync(request.Into, "into", cancellationToken), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.MoveMergedAsync(source, cancellationToken);
        return await SourceViews.ReadAsync(db, source.Id, cancellationToken);
    }
}

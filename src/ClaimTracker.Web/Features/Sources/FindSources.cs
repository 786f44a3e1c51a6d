using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>A page of sources, newest first. A source that was merged into another is listed as that one.</summary>
[Requires(Role.Reader)]
public sealed record FindSources : IQuery<Page<SourceView>>, IPaged
{
    /// <summary>Found in the name or a standing alias, compared as names are.</summary>
    public string? Q { get; init; }

    public SourceKind? Kind { get; init; }

    /// <summary>One or several, separated by commas; <c>accepted</c> when absent.</summary>
    public IReadOnlyList<SourceStatus>? Status { get; init; }

    /// <summary>Id of an article: the sources that occur in its claims, in whatever state, unnamed ones included.</summary>
    public long? Article { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindSourcesHandler(ClaimTrackerDb db) : IRequestHandler<FindSources, Page<SourceView>>
{
    public async Task<Page<SourceView>> Handle(FindSources query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var statuses = query.Status ?? [SourceStatus.Accepted];
        var sources = db.Sources.Where(source => source.CanonicalId == null && statuses.Contains(source.Status));
        if (query.Q is { } words)
        {
            var key = Folding.NameKey(words);
            var merged = db.Sources.Where(source =>
                source.CanonicalId != null
                && (
                    source.NameKey!.Contains(key)
                    || source.Aliases.Any(alias => alias.WithdrawnAt == null && alias.NameKey.Contains(key))
                )
            );
            sources = sources.Where(source =>
                source.NameKey!.Contains(key)
                || source.Aliases.Any(alias => alias.WithdrawnAt == null && alias.NameKey.Contains(key))
                || merged.Any(below => below.CanonicalId == source.Id)
            );
        }

        if (query.Kind is { } kind)
            sources = sources.Where(source => source.Kind == kind);
        if (query.Article is { } article)
        {
            var used = db
                .Claims.Where(claim => claim.ArticleId == article)
                .SelectMany(claim => claim.Attribution)
                .Select(link => link.Source!.CanonicalId ?? link.SourceId);
            sources = sources.Where(source => used.Contains(source.Id));
        }

        if (cursor.Id is { } after)
            sources = sources.Where(source => source.Id < after);

        var page = await SourceViews.ReadAsync(
            db,
            sources.OrderByDescending(source => source.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor.Cut(page, source => source.Id);
    }
}

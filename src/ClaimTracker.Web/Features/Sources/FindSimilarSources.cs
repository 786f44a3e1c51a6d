using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using ClaimTracker.Web.Wording;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Sources whose names look like this one's, the most alike first, at most 50: by name and standing aliases, within the kind, and between persons and
/// organizations. Those that somebody told apart from it are left out, and those that are merged with it. Unnamed sources resemble nobody.
/// </summary>
[Requires(Role.Reader)]
public sealed record FindSimilarSources(long Id) : IQuery<IReadOnlyList<SimilarSource>>;

/// <summary>A source that may be the same.</summary>
/// <param name="Source">The source; where it is merged, the one it is merged into.</param>
/// <param name="Score">0 to 1. From 0.8 on the two are look-alikes: undecided, they count as one in <c>low</c>.</param>
/// <param name="Matched">The words, or the letters, that the two names have in common.</param>
/// <param name="Why">In what they are alike, with the names compared.</param>
public sealed record SimilarSource(SourceRef Source, double Score, IReadOnlyList<string> Matched, string Why);

internal sealed class FindSimilarSourcesHandler(ClaimTrackerDb db, LiveAssessmentIndex liveAssessmentIndex)
    : IRequestHandler<FindSimilarSources, IReadOnlyList<SimilarSource>>
{
    private const int Most = 50;

    public async Task<IReadOnlyList<SimilarSource>> Handle(
        FindSimilarSources query,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Sources.AnyAsync(source => source.Id == query.Id, cancellationToken))
            throw new NotFoundException("source", query.Id);
        var found = await liveAssessmentIndex.ReadNamesAsync(
            db,
            names => names.Find(query.Id, Most),
            cancellationToken
        );
        var ids = found.Select(alike => alike.Source).ToList();
        var sources = await db
            .Sources.Where(s => ids.Contains(s.Id))
            .Select(s => new SourceRef(s.Id, s.Name, s.Kind))
            .ToDictionaryAsync(s => s.Id!.Value, cancellationToken);
        return
        [
            .. found.Select(alike => new SimilarSource(
                sources[alike.Source],
                alike.Likeness.Score,
                alike.Likeness.Matched,
                Sentences.Say(alike.Cause)
            )),
        ];
    }
}

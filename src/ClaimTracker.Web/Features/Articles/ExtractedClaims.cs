using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Extraction;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Views.Claims;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>What tells one claim of an article from another: its content, and of an attributed one the words that report it and who speaks.</summary>
/// <param name="Origin">The name of the innermost source.</param>
/// <param name="SharesCue">Coordinated speakers have a claim each: only the name tells them apart.</param>
internal sealed record ClaimInText(
    IReadOnlyList<Domain.Texts.TextSpan> Content,
    bool IsNarration,
    Domain.Texts.TextSpan? Cue,
    string? Origin,
    bool SharesCue
);

/// <summary>Turns what the extraction finds in an article into proposed claims with their sources.</summary>
internal sealed class ExtractedClaims(ClaimTrackerDb db, SourceLookup sources) : IScoped
{
    private Dictionary<int, Source> ByRef => db.Current.RememberedBy<Dictionary<int, Source>>(this);

    /// <summary>Adds a proposed claim for each that is found and not <paramref name="known"/> already.</summary>
    public async Task<IReadOnlyList<Claim>> AddAsync(
        Article article,
        ReadText read,
        Func<ClaimInText, bool> known,
        CancellationToken cancellationToken
    )
    {
        var index = new CodePointIndex(read.Text);
        var claims = new List<Claim>();
        var speakers = read
            .Found.Claims.Select(proposed => proposed.Attribution.LastOrDefault()?.Cue)
            .OfType<Extraction.TextSpan>()
            .CountBy(cue => cue)
            .ToDictionary();
        foreach (var proposed in read.Found.Claims)
        {
            var content = proposed.Content.Select(span => Anchor(index, span)).ToList();
            var origin = proposed.Attribution.Count > 0 ? proposed.Attribution[^1] : null;
            if (
                known(
                    new ClaimInText(
                        content,
                        proposed.Mode == Extraction.ClaimMode.Narration,
                        origin?.Cue is { } cue ? Anchor(index, cue) : null,
                        origin?.Source.Name,
                        origin?.Cue is not null && speakers[origin.Cue.Value] > 1
                    )
                )
            )
                continue;
            var links = new List<LinkDraft>();
            foreach (var link in proposed.Attribution)
                Append(
                    links,
                    await DraftAsync(
                        article,
                        index,
                        link,
                        isPublisher: links.Count == 0 && article.Outlet is not null,
                        cancellationToken
                    )
                );
            claims.Add(
                Claim.Propose(
                    article,
                    content,
                    proposed.Statement,
                    links,
                    Vocabularies.Translate<Domain.Claims.ClaimMode>(proposed.Mode),
                    Vocabularies.Translate<Modality>(proposed.Modality),
                    proposed.Confidence,
                    proposed.CheckWorthiness,
                    proposed.Reason.ToString(),
                    Extractor.Current.ToString(),
                    db.Stamp
                )
            );
        }

        db.Claims.AddRange(claims);
        return claims;
    }

    // Two names of one source, by an alias or a merge, are one link: what the text says of the inner one is said of that.
    private static void Append(List<LinkDraft> links, LinkDraft link)
    {
        if (links.Count == 0 || link.Source is null || link.Source != links[^1].Source)
            links.Add(link);
        else
            links[^1] = link with { IsPublisher = links[^1].IsPublisher };
    }

    private static Domain.Texts.TextSpan Anchor(CodePointIndex index, Extraction.TextSpan span) =>
        Domain.Texts.TextSpan.AtUtf16(index, span.Start, span.End);

    private async Task<LinkDraft> DraftAsync(
        Article article,
        CodePointIndex index,
        ProposedLink link,
        bool isPublisher,
        CancellationToken cancellationToken
    ) =>
        new(isPublisher ? article.Outlet : await SourceOfAsync(article, link.Source, cancellationToken))
        {
            IsPublisher = isPublisher,
            Office = link.Source.Office,
            Mention = link.Mention is { } mention ? Anchor(index, mention) : null,
            Cue = link.Cue is { } cue ? Anchor(index, cue) : null,
            Stance = Vocabularies.Translate<Stance>(link.Stance),
            Basis = Vocabularies.Translate<Basis>(link.Basis),
            Supports = link.Supports,
        };

    private async Task<Source> SourceOfAsync(
        Article article,
        ProposedSource proposed,
        CancellationToken cancellationToken
    )
    {
        if (ByRef.TryGetValue(proposed.Ref, out var known))
            return known;
        var source =
            proposed.Kind == ProposedSourceKind.Unnamed || proposed.Name is null
                ? db.Sources.Add(Source.Unnamed(proposed.Name, article, SourceStatus.Proposed, db.Stamp)).Entity
                : await sources.ProposeAsync(
                    Vocabularies.Translate<SourceKind>(proposed.Kind),
                    proposed.Name,
                    cancellationToken
                );
        ByRef.Add(proposed.Ref, source);
        return source;
    }
}

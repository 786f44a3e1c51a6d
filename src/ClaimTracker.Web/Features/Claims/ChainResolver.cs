using ClaimTracker.Domain;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Rules;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>Gives a claim the chain of a request: finds or makes the sources, and finds mentions and cues in the text.</summary>
internal sealed class ChainResolver(ClaimTrackerDb db, SourceLookup sources) : IScoped
{
    /// <summary>The links as drafts of a chain.</summary>
    /// <param name="path">The chain's place in the request.</param>
    /// <exception cref="DomainRuleException">
    /// <c>unknownSource</c>, <c>ambiguousSource</c>, <c>unknownRef</c>, <c>sourceDiffers</c>, <c>unnamedSourceElsewhere</c>; what spans are refused for.
    /// </exception>
    public async Task<IReadOnlyList<LinkDraft>> DraftAsync(
        CurrentText text,
        IReadOnlyList<LinkInput> links,
        string path,
        CancellationToken cancellationToken
    )
    {
        var byRef = new Dictionary<string, Source?>(StringComparer.Ordinal);
        for (var i = 0; i < links.Count; i++)
            if (links[i].Source is { Ref: { } name, SaysWho: true } who && !byRef.ContainsKey(name))
                byRef.Add(name, await FindAsync(text, who, $"{path}[{i}].source", cancellationToken));

        var drafts = new List<LinkDraft>(links.Count);
        for (var i = 0; i < links.Count; i++)
        {
            var link = links[i];
            var place = $"{path}[{i}]";
            drafts.Add(
                new LinkDraft(await SourceOfAsync(text, link.Source, byRef, $"{place}.source", cancellationToken))
                {
                    IsPublisher = i == 0 && (link.Position == 0 || link.Role == LinkRole.Publisher),
                    Office = link.Source.Office,
                    Mention = text.Span(link.Mention?.ToRequest(), $"{place}.mention"),
                    Cue = text.Span(link.Cue?.ToRequest(), $"{place}.cue"),
                    Stance = link.Stance,
                    Basis = link.Basis,
                    Stated = link.Stated,
                    Supports = link.Supports,
                    Note = link.Note,
                    Evidence = link.Evidence ?? [],
                }
            );
        }

        return drafts;
    }

    /// <summary>Positions and roles follow from the order: what was sent must say the same.</summary>
    /// <exception cref="DomainRuleException"><c>placeDiffers</c>.</exception>
    public static void EnsurePlaces(IReadOnlyList<LinkInput> links, IReadOnlyList<AttributionLink> chain, string path)
    {
        var added = chain.Count - links.Count;
        for (var i = 0; i < links.Count; i++)
        {
            var stands = chain[i + added];
            if (links[i].Position is { } position && position != stands.Position)
                throw new DomainRuleException(
                    "placeDiffers",
                    $"{path}[{i}].position",
                    $"This link stands at position {stands.Position}, by its order in the chain; leave the position out."
                );
            if (links[i].Role is { } role && role != stands.Role)
                throw new DomainRuleException(
                    "placeDiffers",
                    $"{path}[{i}].role",
                    $"This link stands at position {stands.Position} of {chain.Count}, which makes its role another; leave the role out."
                );
        }
    }

    private async Task<Source?> SourceOfAsync(
        CurrentText text,
        LinkSourceInput who,
        Dictionary<string, Source?> byRef,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (who.Ref is not { } name)
            return await FindAsync(text, who, path, cancellationToken);
        if (!byRef.TryGetValue(name, out var source))
            throw new DomainRuleException(
                "unknownRef",
                $"{path}.ref",
                $"No link of this request says who \"{name}\" is; send an id, or a name and a kind, with one of them."
            );
        if (source is not null)
            await EnsureSameAsync(source, who, path, cancellationToken);
        return source;
    }

    private async Task<Source?> FindAsync(
        CurrentText text,
        LinkSourceInput who,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (who.Id is { } id)
        {
            var stored = await sources.GetAsync(id, $"{path}.id", cancellationToken);
            if (stored.IsUnnamed && stored.ArticleId != text.Article.Id)
                throw new DomainRuleException(
                    "unnamedSourceElsewhere",
                    $"{path}.id",
                    $"Source {id} is an unnamed source of article {stored.ArticleId}; unnamed sources are never shared between articles."
                );
            await EnsureSameAsync(stored, who, path, cancellationToken);
            return stored;
        }

        if (who.Kind == SourceKind.Unnamed)
            return db.Sources.Add(Source.Unnamed(who.Name, text.Article, SourceStatus.Accepted, db.Stamp)).Entity;
        return who.Name is null
            ? null
            : await sources.NameAsync(who.Kind!.Value, who.Name, $"{path}.name", cancellationToken);
    }

    private async Task EnsureSameAsync(
        Source source,
        LinkSourceInput who,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (who.Id is { } id && id != source.Id)
            throw new DomainRuleException(
                "sourceDiffers",
                $"{path}.id",
                $"Another link of this request says that \"{who.Ref}\" is source {source.Id}."
            );
        var key = who.Name is null ? null : Folding.NameKey(who.Name);
        if ((who.Kind is null || who.Kind == source.Kind) && (key is null || key == source.NameKey))
            return;

        // Aliases, and the names and kinds of what was merged into it, are its own too.
        var bearers = db.Sources.Where(bearer => bearer.Id == source.Id || bearer.CanonicalId == source.Id);
        if (who.Kind is { } kind)
            bearers = bearers.Where(bearer => bearer.Kind == kind);
        if (who.Kind is not null && who.Kind != source.Kind && !await bearers.AnyAsync(cancellationToken))
            throw new DomainRuleException(
                "sourceDiffers",
                $"{path}.kind",
                $"{Shown(source)} is of another kind; leave name and kind out, or name another source."
            );
        if (
            key is not null
            && !await bearers.AnyAsync(
                bearer =>
                    bearer.NameKey == key
                    || bearer.Aliases.Any(alias => alias.NameKey == key && alias.WithdrawnAt == null),
                cancellationToken
            )
        )
            throw new DomainRuleException(
                "sourceDiffers",
                $"{path}.name",
                $"{Shown(source)} has another name; leave name and kind out, or name another source."
            );
    }

    private static string Shown(Source source) =>
        source.Id == 0 ? $"\"{source.Name}\"" : $"Source {source.Id} ({source.Name ?? "unnamed"})";
}

using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Domain.Claims;

/// <summary>Makes chains that obey the rules: the outlet first, each role by its position, a basis that fits the place, no source twice in a row.</summary>
public static class AttributionChain
{
    /// <summary>Far above any chain in print; keeps one claim from holding a table.</summary>
    public const int MaxLength = 32;

    /// <param name="drafts">Outermost first; the outlet may be left out.</param>
    /// <param name="outlet">The article's outlet, or null when it is unknown.</param>
    /// <param name="path">The chain's place in the request, for refusals.</param>
    /// <exception cref="DomainRuleException"><c>wrongPublisher</c>, <c>sourceTwiceInARow</c>, <c>basisOutOfPlace</c>, <c>sourceMissing</c>, <c>chainTooLong</c>.</exception>
    public static IReadOnlyList<AttributionLink> Create(IReadOnlyList<LinkDraft> drafts, Source? outlet, string path)
    {
        var (chain, added) = WithPublisher(drafts, outlet, path);
        if (chain.Count > MaxLength)
            throw new DomainRuleException("chainTooLong", path, $"A chain has at most {MaxLength} links.");

        var links = new List<AttributionLink>(chain.Count);
        for (var position = 0; position < chain.Count; position++)
        {
            var draft = chain[position];
            var field = $"{path}[{position - added}]";
            if (position > 0 && draft.Source is null)
                throw new DomainRuleException(
                    "sourceMissing",
                    $"{field}.source",
                    "Only the publisher of an article may be unknown; elsewhere give an unnamed source."
                );
            if (position > 0 && IsSame(draft.Source, chain[position - 1].Source))
                throw new DomainRuleException(
                    "sourceTwiceInARow",
                    $"{field}.source",
                    "The same source stands twice in a row; a source may come back only later in the chain."
                );

            var isLast = position == chain.Count - 1;
            var basis = draft.Basis ?? DefaultBasis(draft.Source, isLast, chain.Count);
            if (IsTerminal(basis) != isLast)
                throw new DomainRuleException(
                    "basisOutOfPlace",
                    $"{field}.basis",
                    isLast
                        ? "The last link speaks, observed, is a document, or is unknown."
                        : "A link before the last cites, was told, or republishes."
                );
            links.Add(new AttributionLink(position, RoleAt(position, chain.Count), basis, draft));
        }

        return links;
    }

    /// <summary>The role that follows from a position in a chain of that length.</summary>
    public static LinkRole RoleAt(int position, int length) =>
        position == 0 ? LinkRole.Publisher
        : position == length - 1 ? LinkRole.Origin
        : LinkRole.Relay;

    private static (IReadOnlyList<LinkDraft> Chain, int Added) WithPublisher(
        IReadOnlyList<LinkDraft> drafts,
        Source? outlet,
        string path
    )
    {
        if (drafts.Count > 0)
        {
            var first = drafts[0];
            if (IsSame(first.Source, outlet) || (first.Source is null && outlet is null))
                return (drafts, 0);
            if (first.IsPublisher || first.Source is null)
                throw new DomainRuleException(
                    "wrongPublisher",
                    $"{path}[0].source",
                    outlet is null
                        ? "The article's outlet is unknown, so nobody else can stand as link 0; leave link 0 out, or name the article's outlet first."
                        : $"Link 0 is the article's outlet, {outlet.Name}; leave it out, or send that source."
                );
        }

        return ([new LinkDraft(outlet), .. drafts], 1);
    }

    private static Basis DefaultBasis(Source? source, bool isLast, int length)
    {
        if (!isLast)
            return Basis.Cites;
        if (source is null or { IsUnnamed: true, Name: null })
            return Basis.Unknown;
        return length == 1 && source.Kind == SourceKind.Outlet ? Basis.Unknown : Basis.Speaks;
    }

    private static bool IsTerminal(Basis basis) => basis >= Basis.Speaks;

    private static bool IsSame(Source? one, Source? other) =>
        one is not null && other is not null && (ReferenceEquals(one, other) || (one.Id != 0 && one.Id == other.Id));
}

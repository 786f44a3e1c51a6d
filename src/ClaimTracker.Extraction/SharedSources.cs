namespace ClaimTracker.Extraction;

/// <summary>Puts the claims of parts of a text that were read apart into the whole text: spans where they stand, and one number for one source.</summary>
internal sealed class SharedSources
{
    private readonly Dictionary<(string Name, ProposedSourceKind Kind), int> byName = [];
    private int last;

    public List<ProposedClaim> Place(List<ProposedClaim> claims, int offset)
    {
        var references = new Dictionary<int, int>();
        return claims.ConvertAll(claim =>
            claim with
            {
                Content = [.. claim.Content.Select(Moved)],
                Attribution =
                [
                    .. claim.Attribution.Select(link =>
                        link with
                        {
                            Source = link.Source with { Ref = ReferenceOf(link.Source) },
                            Mention = link.Mention is { } mention ? Moved(mention) : null,
                            Cue = link.Cue is { } cue ? Moved(cue) : null,
                        }
                    ),
                ],
            }
        );

        TextSpan Moved(TextSpan span) => new(span.Start + offset, span.End + offset);

        int ReferenceOf(ProposedSource source)
        {
            if (references.TryGetValue(source.Ref, out var known))
                return known;
            var isNamed = source.Name is not null && source.Kind != ProposedSourceKind.Unnamed;
            if (!isNamed || !byName.TryGetValue((source.Name!, source.Kind), out var reference))
                reference = ++last;
            if (isNamed)
                byName[(source.Name!, source.Kind)] = reference;
            return references[source.Ref] = reference;
        }
    }
}

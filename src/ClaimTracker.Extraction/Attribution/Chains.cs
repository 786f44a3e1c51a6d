namespace ClaimTracker.Extraction;

/// <summary>A candidate with the sources it comes through, outermost first, without the publisher.</summary>
internal sealed record Attributed(Candidate Candidate, IReadOnlyList<Hop> Hops)
{
    public Attributed? Outer { get; init; }
}

/// <summary>One hop of a chain before it is written out.</summary>
internal sealed record Hop(KnownSource Source, Mention? Mention, TokenRange? Cue, LinkBasis Basis);

/// <summary>Resolves the sources of all candidates and puts each under the report whose content it stands in.</summary>
internal sealed class Chains(Article article, SourceBook book)
{
    // So many reports stand one inside the other, or go on from one another, before a chain is cut.
    private const int Deepest = 12;

    private readonly Coordination coordination = new(article, new Mentions(article));
    private readonly ViaRanker? ranker = article.Vias;
    private readonly Relays relays = new(article, new Mentions(article));

    /// <param name="found">In the order of their cues.</param>
    /// <param name="together">Coordinated speakers make one attribution, as annotators count them; otherwise one each.</param>
    public List<Attributed> Build(List<Candidate> found, bool together)
    {
        var candidates = together
            ? found
            : [.. found.SelectMany(c => coordination.Split(c.Source).Select(speaker => c with { Source = speaker }))];
        var parents = Parents(candidates);
        var built = new Attributed?[candidates.Count];
        var isBegun = new bool[candidates.Count];
        var hopsOf = new List<Hop>?[candidates.Count];
        var result = new List<Attributed>(candidates.Count);
        // Sources are resolved in reading order of their mentions; a nested report needs its outer one first.
        foreach (
            var i in Enumerable
                .Range(0, candidates.Count)
                .OrderBy(i => candidates[i].Source?.Core.First ?? candidates[i].Start)
                .ThenBy(i => i)
        )
            hopsOf[i] = Own(candidates, i, parents);
        var carriedFrom = AddRelays(candidates, parents, hopsOf);
        for (var i = 0; i < candidates.Count; i++)
            if (Chain(i, 0) is { } attributed)
                result.Add(attributed);
        return result;

        Attributed? Chain(int i, int depth)
        {
            // One that is still being built has led back to itself.
            if (isBegun[i] || hopsOf[i] is not { } own)
                return built[i];
            isBegun[i] = true;
            var outer = parents[i] >= 0 && depth < Deepest ? Chain(parents[i], depth + 1) : null;
            var through =
                outer is null && carriedFrom[i] >= 0 && depth < Deepest
                    ? Chain(carriedFrom[i], depth + 1)?.Hops.SkipLast(1)
                    : outer?.Hops;
            var hops = new List<Hop>();
            foreach (var hop in (through ?? []).Concat(own))
                if (hops.Count > 0 && hops[^1].Source == hop.Source)
                    hops[^1] = hop;
                else
                    hops.Add(hop);
            // The same speaker within what it says already: "qui, selon lui, …".
            if (outer is not null && hops.Count == outer.Hops.Count)
                return null;
            return built[i] = new Attributed(candidates[i], hops) { Outer = outer };
        }
    }

    private List<Hop>? Own(List<Candidate> candidates, int index, int[] parents)
    {
        var candidate = candidates[index];
        if (relays.IsPartOfAnother(candidates, index))
            return null;
        var hops = new List<Hop>();
        var speaking = parents[index] >= 0 ? candidates[parents[index]].Source : null;
        var source = candidate.Source;
        // "Reuters a cité un commandant, disant que P": the one cited says it, the one who cites passes it on.
        var citing = relays.CitedBefore(candidates, index);
        if (citing is not null && relays.Cited(citing) is { } cited)
        {
            if (citing.Source is not null)
                hops.Add(new Hop(Resolve(citing.Source), citing.Source, citing.CueTokens, LinkBasis.Cites));
            source = cited;
        }
        if (relays.Told(candidate) is { } told && (source is null || told.First != source.First))
        {
            // "un médecin cité par X": the medium is no part of who speaks.
            if (source is not null && told.First > source.Core.Last + 2 && told.Last == source.Last)
                source = source.Until(told.First - 3);
            hops.Add(new Hop(ResolveMedium(told), told, candidate.CueTokens, LinkBasis.Told));
        }
        var cue = candidate.CueTokens.First >= 0 ? candidate.CueTokens : (TokenRange?)null;
        if (source is null)
            hops.Add(new Hop(book.Unexpressed(), null, cue, LinkBasis.Unknown));
        else
        {
            var known = book.Resolve(source, speaking is null ? null : book.Resolve(speaking, null));
            hops.Add(
                new Hop(
                    known,
                    source,
                    cue,
                    known.Name is null ? LinkBasis.Unknown
                        : known.Kind == ProposedSourceKind.Document ? LinkBasis.Document
                        : LinkBasis.Speaks
                )
            );
        }
        // "P, a rapporté Reuters, citant un responsable", "Reuters, citing an official, reported that P".
        if (
            citing is null
            && relays.CitationOf(candidates, index) is { } citation
            && relays.Cited(citation) is { } origin
        )
        {
            hops[^1] = hops[^1] with { Basis = LinkBasis.Cites };
            hops.Add(new Hop(Resolve(origin), origin, citation.CueTokens, LinkBasis.Speaks));
        }
        return hops;
    }

    // Where the rules see no relay and no other speaks around it, the ranker may: a name nearby gets a link, and who goes on through the relay of the
    // report before is returned with the number of that report. What the same speaker said shortly before tells more than what stands between.
    private int[] AddRelays(List<Candidate> candidates, int[] parents, List<Hop>?[] hopsOf)
    {
        var carriedFrom = new int[candidates.Count];
        Array.Fill(carriedFrom, -1);
        if (ranker is null)
            return carriedFrom;
        var kinds = new ViaKind[candidates.Count];
        var past = new List<int>();
        foreach (var i in Enumerable.Range(0, candidates.Count).OrderBy(i => Anchor(candidates[i])))
        {
            if (hopsOf[i] is not { } own)
                continue;
            var candidate = candidates[i];
            var speaker = own[^1].Source;
            var outer = parents[i] >= 0 ? hopsOf[parents[i]]?[^1].Source : null;
            if (own.Count > 1)
                kinds[i] = ViaKind.Named;
            else if (outer is not null && outer != speaker)
                kinds[i] = ViaKind.Nested;
            else
            {
                var same = past.FindLastIndex(past.Count - 1, Math.Min(past.Count, ViaQuestion.Memory), k =>
                    hopsOf[k]![^1].Source == speaker
                );
                var previous =
                    same >= 0 ? past[same]
                    : past.Count > 0 ? past[^1]
                    : -1;
                var before = previous < 0 ? null : new Before(candidates[previous], kinds[previous], same >= 0);
                var question = new ViaQuestion(
                    article,
                    book.Places,
                    candidate,
                    outer is null ? null : candidates[parents[i]],
                    outer == speaker,
                    before,
                    null
                );
                var way = ranker.Choose(question);
                kinds[i] = way.Kind;
                if (way.Kind == ViaKind.Carried)
                    carriedFrom[i] = previous;
                else if (way.Mention is { } relay && ResolveMedium(relay) is var medium && medium != speaker)
                    own.Insert(0, new Hop(medium, relay, null, LinkBasis.Told));
            }
            past.Add(i);
        }
        return carriedFrom;
    }

    private KnownSource Resolve(Mention mention) => book.Resolve(mention, null);

    // A medium that the data do not know is known by its place.
    private KnownSource ResolveMedium(Mention mention) => book.ResolveMedium(mention);

    // The innermost report whose content holds this one's cue; -1 where there is none.
    private static int[] Parents(List<Candidate> candidates)
    {
        var parents = new int[candidates.Count];
        Array.Fill(parents, -1);
        var byStart = Enumerable
            .Range(0, candidates.Count)
            .SelectMany(i => candidates[i].Content.Select(range => (range, i)))
            .OrderBy(e => e.range.First)
            .ThenByDescending(e => e.range.Last)
            .ToList();
        var cues = Enumerable.Range(0, candidates.Count).OrderBy(i => Anchor(candidates[i])).ToList();
        var open = new List<(TokenRange Range, int Index)>();
        var next = 0;
        foreach (var i in cues)
        {
            var at = Anchor(candidates[i]);
            while (next < byStart.Count && byStart[next].range.First <= at)
            {
                open.RemoveAll(o => o.Range.Last < byStart[next].range.First);
                open.Add(byStart[next++]);
            }
            open.RemoveAll(o => o.Range.Last < at);
            var narrowest = int.MaxValue;
            foreach (var (range, outer) in open)
                if (
                    outer != i
                    && range.Last - range.First < narrowest
                    && !Holds(candidates[i], Anchor(candidates[outer]))
                    && !parents.Contains(i, outer)
                )
                {
                    narrowest = range.Last - range.First;
                    parents[i] = outer;
                }
        }
        return parents;
    }

    private static bool Holds(Candidate candidate, int token) =>
        candidate.Content.Any(r => r.First <= token && token <= r.Last);

    private static int Anchor(Candidate candidate) =>
        candidate.CueTokens.First >= 0 ? candidate.CueTokens.First : candidate.Start;
}

file static class ParentExtensions
{
    /// <summary>Whether going up from <paramref name="from"/> leads to <paramref name="sought"/>: a circle must not close.</summary>
    public static bool Contains(this int[] parents, int sought, int from)
    {
        for (var hops = 0; from >= 0 && hops < 16; hops++, from = parents[from])
            if (from == sought)
                return true;
        return false;
    }
}

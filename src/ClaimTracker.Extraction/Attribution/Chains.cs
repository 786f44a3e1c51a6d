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
    // A medium that was told stands this near to the cue.
    private const int ToldWithin = 16;

    private readonly Mentions mentions = new(article);

    private Token[] Tokens => article.Tokens;

    public List<Attributed> Build(List<Candidate> candidates)
    {
        var parents = Parents(candidates);
        var built = new Attributed?[candidates.Count];
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
        for (var i = 0; i < candidates.Count; i++)
            if (Chain(i, 0) is { } attributed)
                result.Add(attributed);
        return result;

        Attributed? Chain(int i, int depth)
        {
            if (built[i] is { } done)
                return done;
            if (hopsOf[i] is not { } own)
                return null;
            var outer = parents[i] >= 0 && depth < 12 ? Chain(parents[i], depth + 1) : null;
            var hops = new List<Hop>();
            foreach (var hop in (outer?.Hops ?? []).Concat(own))
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
        if (IsConsumed(candidates, index))
            return null;
        var hops = new List<Hop>();
        var speaking = parents[index] >= 0 ? candidates[parents[index]].Source : null;
        var source = candidate.Source;
        // "Reuters a cité un commandant, disant que P": the one cited says it, the one who cites passes it on.
        if (candidate.SharesSubject && CitedBefore(candidates, index) is { } citing && Cited(citing) is { } cited)
        {
            if (citing.Source is not null)
                hops.Add(new Hop(Resolve(citing.Source), citing.Source, citing.CueTokens, LinkBasis.Cites));
            source = cited;
        }
        if (Told(candidate) is { } told && (source is null || told.First != source.First))
            hops.Add(new Hop(Resolve(told), told, candidate.CueTokens, LinkBasis.Told));
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
        // "P, a rapporté Reuters, citant un responsable".
        if (CitingAfter(candidates, index) is { } after && Cited(after) is { } origin)
        {
            hops[^1] = hops[^1] with { Basis = LinkBasis.Cites };
            hops.Add(new Hop(Resolve(origin), origin, after.CueTokens, LinkBasis.Speaks));
        }
        return hops;
    }

    private KnownSource Resolve(Mention mention) => book.Resolve(mention, null);

    private static bool IsCiting(Candidate candidate) =>
        candidate.Cue is { Passes: true } && candidate.Frame is FrameKind.Nominal or FrameKind.Oblique;

    // A citation is a link of another report when that report follows it with a verb of its own, or stands before it.
    private bool IsConsumed(List<Candidate> candidates, int index)
    {
        var candidate = candidates[index];
        return IsCiting(candidate)
            && (
                index + 1 < candidates.Count && CitedBefore(candidates, index + 1) == candidate
                || candidate.SharesSubject && index > 0 && CitingAfter(candidates, index - 1) == candidate
            );
    }

    private Candidate? CitedBefore(List<Candidate> candidates, int index) =>
        index > 0
        && candidates[index].SharesSubject
        && candidates[index - 1] is var before
        && IsCiting(before)
        && candidates[index].Group is { Form: WordTags.Gerund }
        && article.Sentences.First(before.CueTokens.First) == article.Sentences.First(candidates[index].CueTokens.First)
            ? before
            : null;

    private Candidate? CitingAfter(List<Candidate> candidates, int index) =>
        index + 1 < candidates.Count
        && candidates[index + 1] is var after
        && IsCiting(after)
        && after.SharesSubject
        && after.Group is { Form: WordTags.Gerund }
        && candidates[index].CueTokens.First >= 0
        && !IsCiting(candidates[index])
        && article.Sentences.First(after.CueTokens.First) == article.Sentences.First(candidates[index].CueTokens.First)
            ? after
            : null;

    private Mention? Cited(Candidate citing)
    {
        var first = citing.Content[0].First;
        return mentions.After(first);
    }

    // "a déclaré à l'agence X", "a confié Y au journal Z", "Interrogé par Z, …": only where it is a medium.
    private Mention? Told(Candidate candidate)
    {
        if (candidate.Group is not { } group)
            return candidate.Source is { } named && candidate.Frame == FrameKind.According ? InAside(named) : null;
        var from =
            Math.Max(group.Last, candidate.Source is { } source && source.First > group.Last ? source.Last : group.Last)
            + 1;
        if (Medium(from, Math.Min(from + ToldWithin, Tokens.Length), candidate) is { } after)
            return after;
        // "a déclaré à l'agence X un commandant"
        if (
            candidate.Source is { } inverted
            && inverted.First > group.Last + 2
            && Medium(group.Last + 1, inverted.First, candidate) is { } between
        )
            return between;
        var first = article.Sentences.First(group.First);
        var until = Math.Min(candidate.Source?.First ?? group.First, group.First);
        return until - first is > 1 and < 14 && Tokens[until - 1].Kind == TokenKind.Comma
            ? Medium(first, until, candidate)
            : null;
    }

    // "selon X, interrogé par Y,", "un médecin cité par Y".
    private Mention? InAside(Mention named)
    {
        // "des informations publiées par Y" are Y's own.
        if (SourceReader.Read(article, named).Kind == ProposedSourceKind.Document)
            return null;
        for (var k = named.Core.Last + 1; k < Math.Min(Tokens.Length - 2, named.Last + 8); k++)
        {
            if (
                Tokens[k].Kind is TokenKind.Stop or TokenKind.Break or TokenKind.Quote
                || article.GroupAt(k) is { Form: WordTags.Finite }
            )
                return null;
            if (
                article.GroupAt(k) is { Form: WordTags.Participle }
                && article.Language.Agents.Contains(article.Form(k + 1))
                && article.PhraseAt(k + 2) is { IsPronoun: false } phrase
                && phrase.First == k + 2
                && new Mention(phrase.First, phrase.Last, phrase, phrase.Last) is var mention
                && SourceReader.Read(article, mention).Kind == ProposedSourceKind.Outlet
            )
                return mention;
        }
        return null;
    }

    private Mention? Medium(int from, int until, Candidate candidate)
    {
        for (var k = from; k < until; k++)
        {
            if (
                Tokens[k].Kind is TokenKind.Stop or TokenKind.Break or TokenKind.Quote or TokenKind.Colon
                || Tokens[k].Is(WordTags.Complementizer)
                || article.GroupAt(k) is { Form: WordTags.Finite }
            )
                return null;
            foreach (var range in candidate.Content)
                if (k >= range.First && k <= range.Last)
                    return null;
            if (article.PhraseAt(k) is not { IsPronoun: false } phrase || k > phrase.First && k != from)
                continue;
            var governed =
                Tokens[k].Is(WordTags.Preposition)
                || k > 0 && Tokens[k - 1].Is(WordTags.Preposition)
                || !article.Language.AdjectivesFollow && k == from;
            if (governed && Outlet(phrase) is { } outlet)
                return outlet;
            k = phrase.Last;
        }
        return null;
    }

    // "au Courrier du Nord" as a whole, or "à l'AFP" of "à l'AFP de Paris".
    private Mention? Outlet(NounPhrase phrase)
    {
        var core =
            Tokens[phrase.First].Is(WordTags.Preposition) && phrase.First < phrase.Last
                ? phrase with
                {
                    First = phrase.First + 1,
                }
                : phrase;
        foreach (var last in new[] { mentions.WithPrepositions(phrase), phrase.Last }.Distinct())
            if (
                new Mention(core.First, last, core, last) is var mention
                && SourceReader.Read(article, mention) is { Kind: ProposedSourceKind.Outlet, IsNamed: true }
            )
                return mention;
        return null;
    }

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

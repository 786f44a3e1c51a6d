namespace ClaimTracker.Extraction;

/// <summary>Through whom a statement reached the outlet: the medium that was told, the one who cites. The preposition and the verb decide, whether or
/// not the medium is known by name.</summary>
internal sealed class Relays(Article article, Mentions mentions)
{
    // A medium that was told stands this near to the cue.
    private const int ToldWithin = 16;

    // So many other attributions may stand between a report and the citation that belongs to it.
    private const int CitationWithin = 3;

    private Token[] Tokens => article.Tokens;

    /// <summary>"citant X", "qui cite X": names the one whose words another report passes on.</summary>
    private static bool IsCiting(Candidate candidate) =>
        candidate.Cue?.Has(CueTraits.Passes) == true && candidate.Frame is FrameKind.Nominal or FrameKind.Oblique;

    /// <summary>The one whom a citation names.</summary>
    public Mention? Cited(Candidate citing) => mentions.After(citing.Content[0].First);

    /// <summary>The citation that this report goes on from: "Reuters a cité X, disant que P".</summary>
    public Candidate? CitedBefore(List<Candidate> candidates, int index) =>
        index > 0
        && candidates[index].SharesSubject
        && candidates[index - 1] is var before
        && IsCiting(before)
        && candidates[index].Group is { Form: WordTags.Gerund }
        && SameSentence(before, candidates[index])
            ? before
            : null;

    /// <summary>The citation that tells whose words this report passes on, after it ("P, reported X, citing Y") or within it ("X, citing Y, reported
    /// that P", "selon X, qui cite Y, P").</summary>
    public Candidate? CitationOf(List<Candidate> candidates, int index)
    {
        var report = candidates[index];
        if (report.CueTokens.First < 0 || report.Source is null || IsCiting(report))
            return null;
        for (
            var k = Math.Max(0, index - CitationWithin);
            k <= Math.Min(candidates.Count - 1, index + CitationWithin);
            k++
        )
            if (
                k != index
                && IsCiting(candidates[k])
                && SameSentence(candidates[k], report)
                && (
                    k == index + 1 && candidates[k] is { SharesSubject: true, Group.Form: WordTags.Gerund }
                    || IsWithin(candidates[k], report)
                )
            )
                return candidates[k];
        return null;
    }

    /// <summary>Whether this is a citation that another report takes up as a link of its own chain.</summary>
    public bool IsPartOfAnother(List<Candidate> candidates, int index)
    {
        if (!IsCiting(candidates[index]))
            return false;
        for (
            var k = Math.Max(0, index - CitationWithin);
            k <= Math.Min(candidates.Count - 1, index + CitationWithin);
            k++
        )
            if (CitationOf(candidates, k) == candidates[index] || CitedBefore(candidates, k) == candidates[index])
                return true;
        return false;
    }

    /// <summary>"a déclaré à l'agence X", "a confié Y au journal Z", "Interrogé par Z, …", "selon X, cité par Z".</summary>
    public Mention? Told(Candidate candidate)
    {
        if (candidate.Receiver is { } receiver)
            return Read(receiver) is { Kind: ProposedSourceKind.Outlet, IsNamed: true } ? receiver : null;
        if (candidate.Source is { } named && QuotedBy(named) is { } quoting)
            return quoting;
        if (candidate.Group is not { } group)
            return null;
        var from =
            Math.Max(group.Last, candidate.Source is { } source && source.First > group.Last ? source.Last : group.Last)
            + 1;
        if (Medium(from, Math.Min(from + ToldWithin, Tokens.Length), candidate, group) is { } after)
            return after;
        // "a déclaré à l'agence X un commandant"
        if (
            candidate.Source is { } inverted
            && inverted.First > group.Last + 2
            && Medium(group.Last + 1, inverted.First, candidate, group) is { } between
        )
            return between;
        var first = article.Sentences.First(group.First);
        var until = Math.Min(candidate.Source?.First ?? group.First, group.First);
        return until - first is > 1 and < 14 && Tokens[until - 1].Kind == TokenKind.Comma
            ? Medium(first, until, candidate, null)
            : null;
    }

    // The citation stands between the one who cites and what he reports.
    private static bool IsWithin(Candidate citation, Candidate report) =>
        citation.CueTokens.First > report.Source!.Core.Last
        && citation.Content[^1].Last < Math.Max(report.CueTokens.First, report.Start)
        && (report.Source.First < report.CueTokens.First || report.Frame == FrameKind.According);

    private bool SameSentence(Candidate a, Candidate b) =>
        a.CueTokens.First >= 0
        && b.CueTokens.First >= 0
        && article.Sentences.First(a.CueTokens.First) == article.Sentences.First(b.CueTokens.First);

    private SourceDescription Read(Mention mention) => SourceReader.Read(article, mention);

    // "selon X, interrogé par Y,", "un médecin cité par Y".
    private Mention? QuotedBy(Mention named)
    {
        // "des informations publiées par Y" are Y's own.
        if (Read(named).Kind == ProposedSourceKind.Document)
            return null;
        for (var k = named.Core.Last + 1; k < Math.Min(Tokens.Length - 2, named.Last + 8); k++)
        {
            if (
                Tokens[k].Kind is TokenKind.Stop or TokenKind.Break or TokenKind.Quote
                || article.GroupAt(k) is { Form: WordTags.Finite }
            )
                return null;
            if (
                article.GroupAt(k) is { Form: WordTags.Participle } asked
                && article.Language.Agents.Contains(article.Form(k + 1))
                && article.PhraseAt(k + 2) is { IsPronoun: false } phrase
                && phrase.First == k + 2
                && (Tokens[asked.Head].Can(WordTags.Relaying) ? Named(phrase) : Outlet(phrase)) is { } medium
            )
                return medium;
        }
        return null;
    }

    private Mention? Medium(int from, int until, Candidate candidate, VerbGroup? telling)
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
            var preposition =
                Tokens[k].Is(WordTags.Preposition) ? k
                : k > 0 && Tokens[k - 1].Is(WordTags.Preposition) ? k - 1
                : -1;
            var addressed = !article.Language.AdjectivesFollow && telling is not null && k == telling.Last + 1;
            if ((preposition >= 0 || addressed) && Outlet(phrase) is { } outlet)
                return outlet;
            if (
                telling is not null
                && (
                    addressed
                        ? Tokens[telling.Head].Can(WordTags.Relaying)
                        : preposition >= 0 && Tokens[preposition].Can(WordTags.Relaying)
                )
                && Unlisted(phrase) is { } unlisted
            )
                return unlisted;
            k = phrase.Last;
        }
        return null;
    }

    // "au Courrier du Nord" as a whole, or "à l'AFP" of "à l'AFP de Paris".
    private Mention? Outlet(NounPhrase phrase)
    {
        var core = WithoutPreposition(phrase);
        foreach (var last in new[] { mentions.WithPrepositions(phrase), phrase.Last }.Distinct())
            if (
                new Mention(core.First, last, core, last) is var mention
                && Read(mention) is { Kind: ProposedSourceKind.Outlet, IsNamed: true }
            )
                return mention;
        return null;
    }

    // A name of no person, body or place that the data know, where only one who publishes can stand: "told Channel Nine", "a confié à Sciences et Avenir".
    private Mention? Unlisted(NounPhrase phrase)
    {
        var core = WithoutPreposition(phrase);
        var article0 = Tokens[core.First].Is(WordTags.Determiner) || core.First > phrase.First;
        var names = core.Last - core.First + (Tokens[core.First].Is(WordTags.Determiner) ? 0 : 1);
        for (var k = core.First; k <= core.Last; k++)
            if (
                Tokens[k].Is(WordTags.Proper)
                    ? Tokens[k].Word?.Noun is NounClass.FirstName or NounClass.Title
                    : !Tokens[k].Is(WordTags.Determiner)
                        && !(Tokens[k].Capital && Tokens[k].Word?.Noun is null or NounClass.None or NounClass.Medium)
            )
                return null;
        return
            (names > 1 || names == 1 && (article0 && article.Language.AdjectivesFollow || IsAcronym(core.Last)))
            && Read(new Mention(core.First, core.Last, core, core.Last))
                is { Kind: not ProposedSourceKind.Document, Office: null } description
            && !article.Language.IsOrganization(Names.Fold(Names.StripArticle(description.Name)))
            && !article.Language.IsOrganization(Names.Fold(description.Name))
            ? new Mention(core.First, core.Last, core, core.Last)
            : null;
    }

    private bool IsAcronym(int token) =>
        Tokens[token].End - Tokens[token].Start is >= 2 and <= 6
        && article
            .Text.AsSpan(Tokens[token].Start, Tokens[token].End - Tokens[token].Start)
            .IndexOfAnyExceptInRange('A', 'Z') < 0;

    // Whoever cites passes on, whatever its kind.
    private Mention? Named(NounPhrase phrase) =>
        Outlet(phrase)
        ?? (
            Tokens[phrase.Head].Is(WordTags.Proper) || Tokens[phrase.Head].Word?.Noun is NounClass.Medium
                ? new Mention(phrase.First, phrase.Last, phrase, phrase.Last)
                : null
        );

    private NounPhrase WithoutPreposition(NounPhrase phrase) =>
        Tokens[phrase.First].Is(WordTags.Preposition) && phrase.First < phrase.Last
            ? phrase with
            {
                First = phrase.First + 1,
            }
            : phrase;
}

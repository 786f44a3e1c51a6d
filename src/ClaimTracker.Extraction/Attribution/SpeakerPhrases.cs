namespace ClaimTracker.Extraction;

/// <summary>How far the words that name a speaker go: prepositional phrases, appositions, relative clauses after the noun.</summary>
internal class SpeakerPhrases(Article article)
{
    protected Token[] Tokens => article.Tokens;

    /// <summary>The noun phrase that starts at this token, with its prepositional phrases and appositions.</summary>
    public Mention? After(int token)
    {
        while (token < Tokens.Length && Tokens[token].Is(WordTags.Adverb))
            token++;
        if (
            article.PhraseAt(token) is not { } phrase
            || phrase.First != token
            || (phrase.IsTime && !Tokens[phrase.Head].Is(WordTags.Proper))
        )
            return null;
        if (Tokens[token].Can(WordTags.Weekday) || Tokens[token].Is(WordTags.Clitic) && phrase.IsPronoun)
            return null;
        if (phrase.IsPronoun)
            return new Mention(token, token, phrase, token);
        var last = WithPrepositions(phrase);
        var end = WithApposition(last, phrase);
        if (end == last)
            end = WithRelative(last);
        return new Mention(phrase.First, end, phrase, last);
    }

    /// <summary>The last token of a noun phrase with the prepositional phrases tied to it.</summary>
    public int WithPrepositions(NounPhrase phrase)
    {
        var last = phrase.Last;
        var role = IsRole(phrase);
        for (var hops = 0; hops < 6 && last + 2 < Tokens.Length; hops++)
        {
            var next = last + 1;
            if (Tokens[next].Kind == TokenKind.OpenParenthesis)
            {
                var close = next;
                while (
                    close < Tokens.Length - 1 && close < next + 8 && Tokens[close].Kind != TokenKind.CloseParenthesis
                )
                    close++;
                if (Tokens[close].Kind != TokenKind.CloseParenthesis || hops > 3)
                    break;
                last = close;
                continue;
            }
            // "cité par AP", "basée à New York", "menées par …"
            if (
                article.GroupAt(next) is { Form: WordTags.Participle or WordTags.Gerund } modifier
                && modifier.First == next
                && modifier.Last + 2 < Tokens.Length
                && !(modifier.Form == WordTags.Gerund && modifier.Cue is not null && modifier.First == modifier.Head)
            )
            {
                var dependent =
                    Tokens[modifier.Last + 1].Is(WordTags.Preposition) ? modifier.Last + 2
                    : modifier.Form == WordTags.Gerund ? modifier.Last + 1
                    : -1;
                if (dependent > 0 && article.PhraseAt(dependent) is { IsPronoun: false } by && by.First == dependent)
                {
                    last = by.Last;
                    continue;
                }
                if (
                    modifier.Form == WordTags.Gerund
                    && modifier.First == modifier.Last
                    && Tokens[modifier.Last + 1].Is(WordTags.Preposition)
                )
                {
                    last = modifier.Last;
                    continue;
                }
            }
            // "le ministre des Postes, des Technologies et des Médias": the second of a series that goes on.
            if (
                role
                && hops > 0
                && Tokens[next].Kind == TokenKind.Comma
                && next + 2 < Tokens.Length
                && SeriesEnd(next) is var seriesEnd and > 0
            )
            {
                last = seriesEnd;
                continue;
            }
            if (
                !Tokens[next].Is(WordTags.Preposition | WordTags.Determiner)
                || !(article.Language.Linking.Contains(article.Form(next)) || role && hops < 3 && IsPlace(next))
            )
            {
                if (
                    Tokens[next].Is(WordTags.Coordinator)
                    && IsAnd(next)
                    && hops < 4
                    && article.PhraseAt(next + 1) is { IsPronoun: false } other
                    && other.First == next + 1
                    && article.GroupAt(other.Last + 1) is null
                    && (
                        hops > 0
                        || role && IsRole(other)
                        || Tokens[other.Head].Is(WordTags.Proper) == Tokens[phrase.Head].Is(WordTags.Proper)
                    )
                )
                {
                    last = other.Last;
                    continue;
                }
                break;
            }
            if (article.PhraseAt(next + 1) is not { IsPronoun: false } inner || inner.First > next + 1 || inner.IsTime)
            {
                // "du", "des" open the phrase they stand in.
                if (article.PhraseAt(next) is { IsPronoun: false } merged && merged.First == next && merged.Last > next)
                {
                    last = merged.Last;
                    continue;
                }
                break;
            }
            // "l'AFP de source policière": the source is another than the agency.
            if (Tokens[phrase.Head].Is(WordTags.Proper) && Tokens[inner.First].Word?.Noun == NounClass.Unnamed)
                break;
            last = inner.Last;
        }
        return last;
    }

    // ", de la Communication et des Médias": its last token, where a coordinator closes the series; -1 otherwise.
    private int SeriesEnd(int comma)
    {
        for (var k = comma; k + 2 < Tokens.Length && k < comma + 24; )
        {
            var closes = IsAnd(k);
            if (!closes && Tokens[k].Kind != TokenKind.Comma || !article.Language.Linking.Contains(article.Form(k + 1)))
                return -1;
            var at = k + 1;
            while (
                article.Language.Linking.Contains(article.Form(at))
                && article.PhraseAt(at) is var own
                && (own ?? article.PhraseAt(at + 1)) is { IsPronoun: false } item
                && item.First <= at + 1
            )
                at = item.Last + 1;
            if (at == k + 1)
                return -1;
            if (closes)
                return at - 1;
            k = at;
        }
        return -1;
    }

    private bool IsPlace(int token) => Tokens[token].Can(WordTags.Place);

    /// <summary>A word that joins two into one series ("et", "and").</summary>
    public bool IsAnd(int token) => Tokens[token].Can(WordTags.Additive) && Tokens[token].Is(WordTags.Coordinator);

    // ", le chef de …," after a name: up to the comma that closes it.
    private int WithApposition(int last, NounPhrase named)
    {
        if (last + 2 >= Tokens.Length || Tokens[last + 1].Kind != TokenKind.Comma)
            return last;
        var start = last + 2;
        while (start < Tokens.Length && Tokens[start].Is(WordTags.Adverb))
            start++;
        if (article.PhraseAt(start) is not { IsPronoun: false } apposed || apposed.First != start || apposed.IsTime)
            return last;
        if (!IsRole(apposed) && !Tokens[apposed.Head].Is(WordTags.Proper) && !Tokens[named.Head].Is(WordTags.Proper))
            return last;
        var end = WithPrepositions(apposed);
        for (
            var more = 0;
            more < 3
                && end + 2 < Tokens.Length
                && Tokens[end + 1].Kind == TokenKind.Comma
                && article.PhraseAt(end + 2) is { IsPronoun: false } next
                && next.First == end + 2
                && !next.IsTime
                && Tokens[next.First].Is(WordTags.Determiner | WordTags.Noun);
            more++
        )
            end = WithPrepositions(next);
        if (
            Tokens[end + 1].Kind is not TokenKind.Word and not TokenKind.Number
            || Tokens[end + 1].Is(WordTags.Complementizer)
        )
            return WithRelative(end);
        if (
            Tokens[end + 1]
                .Is(
                    WordTags.Preposition
                        | WordTags.Relative
                        | WordTags.Coordinator
                        | WordTags.Participle
                        | WordTags.Adverb
                ) && ToNextMark(end + 1) is var mark and > 0
        )
            return WithRelative(mark);
        return last;
    }

    // ", who replaced him in the House": counted into the mention where the relative pronoun counts as one.
    private int WithRelative(int end) =>
        article.Language.RelativeIsMention
        && end + 3 < Tokens.Length
        && Tokens[end + 1].Kind == TokenKind.Comma
        && article.Form(end + 2) == "who"
        && ToNextMark(end + 3) is var mark and > 0
            ? mark
            : end;

    // The last token before the next mark, where no content clause opens before it; -1 otherwise.
    private int ToNextMark(int from)
    {
        var relative = Tokens[from - 1].Is(WordTags.Relative);
        for (var k = from; k < Tokens.Length && k < from + 24; k++)
        {
            if (Tokens[k].Kind is not TokenKind.Word and not TokenKind.Number)
                return k - 1;
            relative |= Tokens[k].Is(WordTags.Relative) && article.Language.RelativeIsMention;
            if (Tokens[k].Is(WordTags.Complementizer) || !relative && article.GroupAt(k) is { Form: WordTags.Finite })
                return -1;
        }
        return -1;
    }

    /// <summary>A name, or a noun for someone who can say something.</summary>
    public bool CanSpeak(NounPhrase phrase) =>
        phrase.IsPronoun
        || IsRole(phrase)
        || Tokens[phrase.Head].Is(WordTags.Proper)
        || Tokens[phrase.Head].Word?.Noun is NounClass.Organization or NounClass.Medium or NounClass.Group;

    /// <summary>A noun for a person, by office or otherwise.</summary>
    public bool IsRole(NounPhrase? phrase)
    {
        if (phrase is not { } p)
            return false;
        for (var k = p.First; k <= p.Last; k++)
            if (
                Tokens[k].Word?.Noun is NounClass.Role or NounClass.Unnamed or NounClass.Person or NounClass.Title
                && Tokens[k].Is(WordTags.Noun | WordTags.Adjective | WordTags.Proper)
            )
                return true;
        return false;
    }

    /// <summary>Whether two are joined in it.</summary>
    public bool HasCoordinator(Mention mention)
    {
        for (var k = mention.First; k <= mention.Last; k++)
            if (Tokens[k].Is(WordTags.Coordinator))
                return true;
        return false;
    }
}

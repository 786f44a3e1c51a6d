namespace ClaimTracker.Extraction;

/// <summary>Finds the noun phrase that a verb or preposition takes as its speaker.</summary>
internal sealed class Mentions(Article article) : SpeakerPhrases(article)
{
    // No name with its apposition is longer, in words.
    private const int Longest = 45;

    private readonly Article article = article;

    /// <summary>The subject that ends before this token.</summary>
    public Mention? Before(int token)
    {
        var lowest = Math.Max(article.Sentences.First(token), token - Longest);
        var p = token - 1;
        while (p >= lowest && Same(p, token))
            if (Tokens[p].Is(WordTags.Adverb | WordTags.Hedge | WordTags.Doubt | WordTags.Negation))
                p--;
            else if (AsideBefore(p) is var aside and >= 0)
                p = aside;
            else
                break;
        if (p < lowest || !Same(p, token))
            return null;
        if (Tokens[p].Is(WordTags.Relative))
            return OfRelative(p, lowest);
        if (Tokens[p].Kind == TokenKind.Comma || Tokens[p].Kind == TokenKind.Dash)
            return BeforeParenthesis(p, lowest);
        if (Tokens[p].Kind == TokenKind.CloseParenthesis)
        {
            var open = p;
            while (open > lowest && Tokens[open].Kind != TokenKind.OpenParenthesis)
                open--;
            return open > lowest && open > p - 12 && Chain(open - 1, lowest) is { } named
                ? named with
                {
                    Last = p,
                }
                : null;
        }
        var mention = WithSeries(Chain(p, lowest), lowest);
        // "a spokeswoman, Anna White said": the name is an apposition of what stands before its comma.
        if (
            mention is not null
            && mention.First - 2 >= lowest
            && Tokens[mention.First - 1].Kind == TokenKind.Comma
            && IsRole(article.PhraseAt(mention.First - 2))
            && Tokens[mention.Core.Head].Is(WordTags.Proper)
            && Chain(mention.First - 2, lowest) is { } office
            && (office.First == lowest || Tokens[office.First - 1].Kind == TokenKind.Comma)
        )
            return mention with { First = office.First };
        // "Dominique Lebrun , ordinaire du lieu a annoncé": the aside lacks its second comma.
        if (
            mention is not null
            && mention.First - 2 >= lowest
            && Tokens[mention.First - 1].Kind == TokenKind.Comma
            && !Tokens[mention.First].Is(WordTags.Determiner | WordTags.Pronoun)
            && !Tokens[mention.Core.Head].Is(WordTags.Proper)
            && Chain(mention.First - 2, lowest) is { } bearer
            && Tokens[bearer.Last].Is(WordTags.Proper)
            && (
                AtClauseStart(bearer.First, lowest)
                || Tokens[bearer.First - 1].Is(WordTags.Coordinator) && AtClauseStart(bearer.First - 1, lowest)
            )
        )
            return bearer with { Last = mention.Last };
        return mention;
    }

    /// <summary>All between the start of a clause and its verb, where no mark and no other verb parts them: "people familiar with her thinking", "exit polling",
    /// "plus de 60 % des Français".</summary>
    public Mention? WholeClauseBefore(int verb)
    {
        var lowest = Math.Max(article.Sentences.First(verb), verb - Longest / 2);
        var last = verb - 1;
        while (last > lowest && Tokens[last].Is(WordTags.Adverb | WordTags.Hedge | WordTags.Doubt | WordTags.Negation))
            last--;
        var first = last + 1;
        while (first > lowest && IsInClause(first - 1, verb))
            first--;
        while (first < last && Tokens[first].Is(WordTags.Coordinator))
            first++;
        if (
            first >= last
            || !AtClauseStart(first, article.Sentences.First(verb))
            || Tokens[first].Is(WordTags.Preposition | WordTags.According)
        )
            return null;
        for (var k = first; k <= last && k < first + 4; k++)
            if (article.PhraseAt(k) is { IsPronoun: false, IsTime: false } core)
                return new Mention(first, last, core, last);
        // "some of those surveyed", "those surveyed": nobody that a pronoun alone would mean.
        return article.Form(first + 1) is "of" && last > first + 1 || Tokens[first + 1].Is(WordTags.Participle)
            ? new Mention(first, last, new NounPhrase(first, last, first, false, false), last)
            : null;
    }

    /// <summary>The subject whose relative clause ends before this verb: "an official who asked not to be named", "un élu qui a requis l'anonymat".</summary>
    public Mention? WithRelativeClauseBefore(int verb)
    {
        var lowest = Math.Max(article.Sentences.First(verb), verb - Longest / 2);
        var verbs = 0;
        for (var k = verb - 1; k > lowest; k--)
        {
            if (
                !Same(k, verb)
                || Tokens[k].Kind is not TokenKind.Word and not TokenKind.Number
                || Tokens[k].Is(WordTags.Complementizer | WordTags.Subordinator)
            )
                return null;
            if (article.GroupAt(k) is { Form: WordTags.Finite } group && group.First == k)
                verbs++;
            if (Tokens[k].Is(WordTags.Relative))
                return verbs == 1 && IsSubjectRelative(k) && Chain(k - 1, lowest) is { } antecedent
                    ? antecedent with
                    {
                        Last = verb - 1,
                    }
                    : null;
        }
        return null;
    }

    private bool IsInClause(int token, int verb) =>
        Same(token, verb)
        && (
            Tokens[token].Kind is TokenKind.Word or TokenKind.Number
            || token > 0 && Tokens[token].Kind == TokenKind.Other && Tokens[token - 1].Kind == TokenKind.Number
        )
        && !Tokens[token].Is(WordTags.Complementizer | WordTags.Subordinator | WordTags.Relative)
        && article.GroupAt(token) is not { Form: WordTags.Finite }
        && (
            article.PhraseAt(token) is not { IsPronoun: true }
            || token > 0 && article.Form(token - 1) is "of"
            || article.Form(token + 1) is "of"
            || Tokens[token + 1].Is(WordTags.Participle)
        );

    // "A, B, C and D said": a series goes on to the left over its commas.
    private Mention? WithSeries(Mention? mention, int lowest)
    {
        if (mention is null || !HasCoordinator(mention))
            return mention;
        var first = mention.First;
        while (
            first - 2 >= lowest
            && Tokens[first - 1].Kind == TokenKind.Comma
            && Chain(first - 2, lowest) is { } before
            && !HasCoordinator(before)
        )
            first = before.First;
        return AtClauseStart(first, lowest) ? mention with { First = first } : mention;
    }

    private bool Same(int a, int b) => article.Level(a) == article.Level(b) || Tokens[a].Kind == TokenKind.Quote;

    // "X on Monday said", "X in a statement said": what stands between subject and verb and belongs to neither. Its first token less one, or -1.
    private int AsideBefore(int p)
    {
        if (article.PhraseAt(p) is not { IsPronoun: false } phrase || phrase.Last != p || phrase.First < 2)
            return -1;
        var preposition = Tokens[phrase.First - 1].Is(WordTags.Preposition);
        var before = preposition ? phrase.First - 2 : phrase.First - 1;
        while (phrase.IsTime && before > 0 && Tokens[before].Is(WordTags.Adverb))
            before--;
        if (article.PhraseAt(before) is not { IsTime: false } && Tokens[before].Kind != TokenKind.Comma)
            return -1;
        if (phrase.IsTime)
            return before;
        return
            preposition
            && !article.Language.AdjectivesFollow
            && article.Form(phrase.First - 1) == "in"
            && Tokens[phrase.Head].Word is { } noun
            && (
                noun.Noun == NounClass.Document
                || noun.Form is "interview" or "statement" or "speech" or "debate" or "release"
            )
            ? before
            : -1;
    }

    private bool IsSubjectRelative(int token) => Tokens[token].Can(WordTags.SubjectRelative);

    private Mention? OfRelative(int relative, int lowest)
    {
        if (!IsSubjectRelative(relative))
            return null;
        var p = relative - 1;
        var comma = p > lowest && Tokens[p].Kind == TokenKind.Comma;
        if (comma)
            p--;
        while (p > lowest && Tokens[p].Is(WordTags.Adverb | WordTags.Negation))
            p--;
        if (
            p < lowest
            || (
                Chain(p, lowest)
                ?? Chain(p, lowest, governed: true)
                ?? (comma ? BeforeParenthesis(relative - 1, lowest) : null)
            )
                is not { } antecedent
        )
            return article.Language.RelativeIsMention
                ? new Mention(relative, relative, new NounPhrase(relative, relative, relative, true, false), relative)
                : null;
        return antecedent with { Relative = relative };
    }

    /// <summary>The noun phrase that a relative pronoun at this token takes up.</summary>
    public Mention? Antecedent(int relative) =>
        Chain(relative - 1, Math.Max(article.Sentences.First(relative), relative - Longest));

    // "X, ministre de Y, a dit": the phrase before the comma that opens the parenthesis. A name with several asides ("X, 46 ans, ingénieur,") is
    // found by going on to the left as long as only asides part it from the verb.
    private Mention? BeforeParenthesis(int close, int lowest)
    {
        var kind = Tokens[close].Kind;
        Mention? found = null;
        var verbs = 0;
        var nested = false;
        var last = close;
        for (var open = close - 1; open > lowest && open > close - Longest; open--)
        {
            if (Tokens[open].Kind is TokenKind.Semicolon or TokenKind.Colon || Tokens[open].Is(WordTags.Complementizer))
                break;
            if (article.GroupAt(open) is { Form: WordTags.Finite } group && group.Head == open)
                verbs++;
            if (Tokens[open].Kind != kind)
                continue;
            var opener = open + 1;
            while (opener < last && Tokens[opener].Is(WordTags.Adverb))
                opener++;
            // "La préfète, elle, affirme"
            if (opener == last - 1 && Tokens[opener].Can(WordTags.Disjunctive))
            {
                last = open;
                found ??= Chain(BeforeBracket(open - 1, lowest), lowest);
                continue;
            }
            nested |= NestsClause(open + 1, last);
            var clause = Tokens[opener].Is(WordTags.Relative | WordTags.Subordinator);
            var apposed =
                Tokens[opener].Kind == TokenKind.Number
                || article.PhraseAt(opener) is { IsPronoun: false } phrase && phrase.First == opener;
            var aside =
                Tokens[opener]
                    .Is(
                        WordTags.Preposition
                            | WordTags.Participle
                            | WordTags.Gerund
                            | WordTags.Coordinator
                            | WordTags.According
                            | WordTags.Adverb
                    ) || article.GroupAt(opener) is { Form: not WordTags.Finite };
            if (!(apposed || aside || opener >= last) && !clause || verbs > (clause || nested ? 3 : 0))
                break;
            apposed |= Tokens[opener].Is(WordTags.Relative) && !article.Language.AdjectivesFollow;
            if (
                Chain(BeforeBracket(open - 1, lowest), lowest) is { } mention
                && (
                    found is null
                    || Tokens[mention.Core.Head].Is(WordTags.Proper) && AtClauseStart(mention.First, lowest)
                )
            )
                found = mention with
                {
                    Last =
                        apposed
                            && !(
                                article.Language.RelativeIsMention
                                && Tokens[opener].Kind == TokenKind.Number
                                && last - opener == 1
                            )
                        || found is { } inner && inner.Last == close - 1
                            ? close - 1
                            : mention.Last,
                };
            last = open;
        }
        return found;
    }

    // "Sen. X (D-Mo.), …": the token before a short parenthesis that ends here.
    private int BeforeBracket(int token, int lowest)
    {
        if (Tokens[token].Kind == TokenKind.CloseParenthesis)
            for (var open = token - 1; open > lowest && open > token - 8; open--)
                if (Tokens[open].Kind == TokenKind.OpenParenthesis)
                    return open - 1;
        return token;
    }

    private bool NestsClause(int first, int last)
    {
        for (var k = first; k < last; k++)
            if (Tokens[k].Is(WordTags.Relative | WordTags.Subordinator))
                return true;
        return false;
    }

    // The phrase that ends at this token, with what hangs on it, going left.
    private Mention? Chain(int end, int lowest, bool governed = false)
    {
        var left = end;
        while (left >= lowest && IsPartOfPhrase(left, end))
            left = article.PhraseAt(left)?.First - 1 ?? article.GroupAt(left)?.First - 1 ?? left - 1;
        left++;
        if (left > end)
            return null;
        left = Math.Max(left, lowest);
        NounPhrase? chosen = null;
        var start = -1;
        for (var k = left; k <= end; k++)
        {
            if (article.PhraseAt(k) is not { } phrase)
                continue;
            // "plus de 60 % des Français": the amount is no dependent of "plus".
            var opening =
                k - 2 > lowest && Tokens[k].Kind == TokenKind.Number && Tokens[k - 2].Can(WordTags.Quantity)
                    ? k - 2
                    : k;
            var dependent =
                opening > lowest && IsGovernor(opening - 1, governed) || Tokens[phrase.First].Is(WordTags.Preposition);
            var coordinated = k > left + 1 && Tokens[k - 1].Is(WordTags.Coordinator) && chosen is not null;
            if (!dependent && !(phrase.IsTime && (phrase.Last < end || chosen is not null)))
            {
                // "la ministre de la santé Marisol Touraine": the name stands in apposition to the office.
                if (
                    !coordinated
                    && chosen is { } office
                    && IsRole(office)
                    && !IsRole(phrase)
                    && Tokens[phrase.Head].Is(WordTags.Proper)
                )
                {
                    chosen = phrase;
                    k = phrase.Last;
                    continue;
                }
                if (!coordinated || !AtClauseStart(left, lowest))
                    start = Math.Min(opening, phrase.First);
                if (!coordinated || start == phrase.First)
                    chosen = phrase;
            }
            k = phrase.Last;
        }
        if (chosen is not { } core || start < 0)
            return null;
        if (core.IsTime && !Tokens[core.Head].Is(WordTags.Proper))
            return null;
        return new Mention(start, end, core, end);
    }

    private bool AtClauseStart(int left, int lowest) =>
        left == lowest
        || Tokens[left - 1].Kind is not TokenKind.Word
        || Tokens[left - 1].Is(WordTags.Complementizer | WordTags.Subordinator);

    private bool IsGovernor(int token, bool linkingOnly) =>
        Tokens[token].Is(WordTags.Preposition | WordTags.According)
        && (!linkingOnly || article.Language.Linking.Contains(article.Form(token)));

    private bool IsPartOfPhrase(int token, int end)
    {
        var t = Tokens[token];
        if (!Same(token, end) || t.Kind == TokenKind.Quote)
            return false;
        if (article.PhraseAt(token) is { } phrase)
            return !phrase.IsPronoun || phrase.Last == end || Tokens[phrase.Last + 1].Is(WordTags.Coordinator);
        if (article.GroupAt(token) is { } group)
            return group.Form == WordTags.Participle && (token < end || article.Language.AdjectivesFollow)
                || group.Form == WordTags.Gerund
                    && group.First == group.Last
                    && article.Language.AdjectivesFollow
                    && token < end
                    && group.Cue is null;
        return t.Is(WordTags.Preposition | WordTags.Possessive | WordTags.Own) && token < end
            || (t.Is(WordTags.Coordinator) && token < end && article.PhraseAt(token + 1) is { IsPronoun: false })
            || (t.Is(WordTags.Adverb) && token < end);
    }
}

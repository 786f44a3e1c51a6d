namespace ClaimTracker.Extraction;

/// <summary>A noun with what stands before it and the adjectives after it, without prepositional phrases; or a pronoun. Inclusive token numbers.</summary>
internal readonly record struct NounPhrase(int First, int Last, int Head, bool IsPronoun, bool IsTime);

/// <summary>Finds the base noun phrases between the verb groups, one pass.</summary>
internal static class NounPhrases
{
    private const WordTags Inside = WordTags.Noun | WordTags.Proper | WordTags.Adjective | WordTags.Number;

    public static List<NounPhrase> Find(Token[] tokens, LanguageData language, int[] groupAt, int[] phraseAt)
    {
        var phrases = new List<NounPhrase>();
        Array.Fill(phraseAt, -1);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (groupAt[i] >= 0 && !ModifiesNoun(tokens, language, i))
                continue;
            if (
                tokens[i].Is(WordTags.Pronoun)
                || (tokens[i].Is(WordTags.Clitic) && groupAt[i] < 0 && !language.AdjectivesFollow)
            )
            {
                Add(new NounPhrase(i, i, i, true, false));
                continue;
            }
            if (!Starts(tokens[i]))
                continue;
            var last = i;
            var head = IsInside(tokens[i]) ? i : -1;
            for (var k = i + 1; k < tokens.Length; k++)
            {
                var token = tokens[k];
                if (groupAt[k] >= 0 && !(ModifiesNoun(tokens, language, k) && k > i))
                    break;
                // "Last night Adam Farouk", "Late Monday police": a date ends where the one who acts begins.
                if (EndsTime(tokens, i, k) || StartsPerson(tokens, i, k))
                    break;
                if (
                    IsInside(token)
                    || groupAt[k] >= 0
                    || token.Kind == TokenKind.Other && tokens[k - 1].Kind == TokenKind.Number
                )
                {
                    if (token.Can(WordTags.Weekday) && head >= 0 && !tokens[head].Is(WordTags.Adjective))
                        break;
                    // A new name right after a lower-case noun in another case starts nothing new: "le ministre Jean Veil".
                    if (
                        head < 0
                        || !language.AdjectivesFollow
                        || token.Is(WordTags.Proper)
                        || tokens[head].Is(WordTags.Adjective | WordTags.Number)
                    )
                        if (!token.Is(WordTags.Adjective | WordTags.Number) || head < 0)
                            head =
                                token.Is(WordTags.Proper)
                                && head >= 0
                                && tokens[head].Is(WordTags.Noun)
                                && language.AdjectivesFollow
                                    ? head
                                    : k;
                    last = k;
                }
                // "le quotidien suisse Le Temps": an article with a capital belongs to a name.
                else if (
                    token.Is(WordTags.Determiner)
                    && token.Capital
                    && head >= 0
                    && k + 1 < tokens.Length
                    && tokens[k + 1].Capital
                    && tokens[k - 1].Kind == TokenKind.Word
                )
                    last = k;
                else if (token.Is(WordTags.Possessive) && head >= 0)
                {
                    last = k;
                    head = -1;
                }
                else if (token.Is(WordTags.Determiner) && head < 0 && last == k - 1)
                    last = k;
                else if (token.Is(WordTags.Own) && head < 0)
                    last = k;
                else if (
                    token.Is(WordTags.Adverb | WordTags.Doubt | WordTags.Hedge)
                    && k + 1 < tokens.Length
                    && IsInside(tokens[k + 1])
                    && tokens[k + 1].Is(WordTags.Adjective | WordTags.Number)
                    && head < 0
                )
                    last = k;
                else
                    break;
            }
            if (head < 0)
                head = last;
            while (last > head && tokens[last].Is(WordTags.Possessive | WordTags.Determiner))
                last--;
            Add(new NounPhrase(i, last, head, false, IsTime(tokens, i, last)));
            i = last;
        }
        return phrases;

        void Add(NounPhrase phrase)
        {
            for (var k = phrase.First; k <= phrase.Last; k++)
                phraseAt[k] = phrases.Count;
            phrases.Add(phrase);
        }
    }

    // "à l'AFP Lina Orsay", "à l'AFP M. Marin": after a preposition one name ends where a person's begins.
    private static bool StartsPerson(Token[] tokens, int first, int k)
    {
        if (
            !tokens[k].Capital
            || !tokens[k - 1].Is(WordTags.Proper)
            || tokens[k].Word?.Noun is not (NounClass.FirstName or NounClass.Title)
            || !(tokens[first].Is(WordTags.Preposition) || first > 0 && tokens[first - 1].Is(WordTags.Preposition))
            || k + 1 >= tokens.Length
            || !tokens[k + 1].Capital
        )
            return false;
        for (var j = first; j < k; j++)
            if (tokens[j].Word?.Noun is not (null or NounClass.None or NounClass.Medium or NounClass.Organization))
                return false;
        return true;
    }

    private static bool EndsTime(Token[] tokens, int first, int k) =>
        !tokens[first].Is(WordTags.Determiner | WordTags.Own)
        && !tokens[k].Can(WordTags.Time | WordTags.Weekday)
        && tokens[k].Is(WordTags.Noun | WordTags.Proper)
        && tokens[k].Kind == TokenKind.Word
        && (first == 0 || tokens[first - 1].Kind != TokenKind.Word)
        && (
            tokens[k - 1].Can(WordTags.Weekday) && tokens[k - 1].Capital
            || tokens[k - 1].Can(WordTags.Time) && !tokens[k - 1].Capital && tokens[k].Capital
        );

    private static bool IsInside(Token token) => token.Is(Inside) || token.Kind == TokenKind.Number;

    private static bool Starts(Token token) =>
        token.Is(Inside | WordTags.Determiner | WordTags.Own) || token.Kind == TokenKind.Number;

    // English "the proposed ban", "leading candidates": a participle between determiner and noun.
    private static bool ModifiesNoun(Token[] tokens, LanguageData language, int i) =>
        !language.AdjectivesFollow
        && tokens[i].Is(WordTags.Participle | WordTags.Gerund)
        && i > 0
        && i + 1 < tokens.Length
        && (
            tokens[i - 1].Is(WordTags.Determiner | WordTags.Own | WordTags.Adjective | WordTags.Possessive)
            || tokens[i].Capital
                && tokens[i].Is(WordTags.Participle)
                && tokens[i - 1].Kind is TokenKind.Break or TokenKind.Stop
        )
        && tokens[i + 1].Is(WordTags.Noun | WordTags.Adjective);

    private static bool IsTime(Token[] tokens, int first, int last)
    {
        // "trois jours de deuil" is no date.
        if (last + 1 < tokens.Length && tokens[last + 1].Can(WordTags.Of))
            return false;
        for (var k = first; k <= last; k++)
            if (tokens[k].Can(WordTags.Weekday))
                return true;
        // "L'Orient-Le Jour" is none either.
        return !tokens[last].Capital && tokens[last].Can(WordTags.Time);
    }
}

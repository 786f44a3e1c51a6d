namespace ClaimTracker.Extraction;

/// <summary>Settles what each word is where it stands: the data say what it can be, its neighbours which of these it is.</summary>
internal static class Tagger
{
    private const WordTags OpensNoun =
        WordTags.Determiner | WordTags.Own | WordTags.Possessive | WordTags.Adjective | WordTags.Number;

    private static readonly Token TextStart = new() { Kind = TokenKind.Break };

    public static void Tag(Article article)
    {
        var (text, tokens, language) = (article.Text, article.Tokens, article.Language);
        var english = language.AllowsZeroComplementizer;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref var token = ref tokens[i];
            if (token.Kind != TokenKind.Word)
                continue;
            if (article.AttributiveAt(i) is { } attributive)
            {
                token.Tag = WordTags.According;
                for (; i < attributive.Last; i++)
                    tokens[i + 1].Tag = WordTags.Preposition;
                continue;
            }
            token.Tag =
                token.Word is null || token.Word.Tags == WordTags.None ? Guess(text, token, english)
                : english ? EnglishTag(tokens, i)
                : RomanceTag(tokens, i, language);
            if (
                token.Capital
                && token.Is(WordTags.Noun | WordTags.Adjective)
                && i > 0
                && tokens[i - 1].Kind is TokenKind.Word or TokenKind.Comma or TokenKind.Number
            )
                token.Tag = token.Word is { Noun: not NounClass.None and not NounClass.FirstName }
                    ? WordTags.Noun
                    : WordTags.Proper;
            if (IsAcronym(article, i) || IsNameParticle(tokens, i) || IsMonth(tokens, i) || OpensName(tokens, i))
                token.Tag = WordTags.Proper;
            else if (IsVerbOfQuotation(article, i))
                token.Tag = WordTags.Finite;
        }
    }

    // "Guido van der Berg", "Charles de Gaulle": small words between the names of one person.
    private static bool IsNameParticle(Token[] tokens, int i)
    {
        if (
            i == 0
            || tokens[i].Capital
            || !tokens[i].Can(WordTags.NameParticle | WordTags.NameLink)
            || !tokens[i - 1].Is(WordTags.Proper)
        )
            return false;
        var next = i + 1;
        while (
            next < tokens.Length
            && next < i + 3
            && !tokens[next].Capital
            && tokens[next].Can(WordTags.NameParticle | WordTags.NameLink)
        )
            next++;
        if (next >= tokens.Length || !tokens[next].Capital || tokens[next].Kind != TokenKind.Word)
            return false;
        if (tokens[i].Can(WordTags.NameParticle))
            return true;
        // After the particle of a name another may follow; otherwise one first name must stand alone before it.
        return !tokens[i - 1].Capital || IsFirstName(tokens[i - 1]) && !(i > 1 && tokens[i - 2].Is(WordTags.Proper));
    }

    // "US officials", "the WHO": small words in capitals among words that are not.
    private static bool IsAcronym(Article article, int i) =>
        article.Tokens[i].Can(WordTags.Closed)
        && IsInCapitals(article, i)
        && !IsInCapitals(article, i - 1)
        && !IsInCapitals(article, i + 1);

    private static bool IsInCapitals(Article article, int i) =>
        i >= 0
        && i < article.Tokens.Length
        && article.Tokens[i] is { Kind: TokenKind.Word, Capital: true } token
        && token.End - token.Start > 1
        && article.Text.AsSpan(token.Start, token.End - token.Start).IndexOfAnyExceptInRange('A', 'Z') < 0;

    // "Mark Adler: …": a first name before another name, though it is a verb too.
    private static bool OpensName(Token[] tokens, int i) =>
        IsFirstName(tokens[i])
        && i + 1 < tokens.Length
        && tokens[i + 1].Capital
        && tokens[i + 1].Kind == TokenKind.Word
        && !tokens[i + 1].Can(WordTags.Closed);

    private static bool IsFirstName(Token token) => token.Capital && token.Word?.Noun == NounClass.FirstName;

    // "in May", "May 7": the month rather than the verb.
    private static bool IsMonth(Token[] tokens, int i) =>
        tokens[i].Is(WordTags.Modal)
        && tokens[i].Capital
        && tokens[i].Can(WordTags.Proper)
        && (
            i > 0
                && (
                    tokens[i - 1].Is(WordTags.Preposition | WordTags.Determiner | WordTags.Adjective)
                    || tokens[i - 1].Kind == TokenKind.Number
                )
            || i + 1 < tokens.Length && tokens[i + 1].Kind == TokenKind.Number
        );

    // "« … », enchaîne Claire Aubert", "“…,” grumbled the mayor": after a quotation, a word followed by who says it is a verb, known or not.
    private static bool IsVerbOfQuotation(Article article, int i)
    {
        var tokens = article.Tokens;
        if (
            i < 2
            || i + 1 >= tokens.Length
            || tokens[i].Capital
            || tokens[i].Is(WordTags.AnyVerb & ~WordTags.Participle)
            || tokens[i].Can(WordTags.Closed)
        )
            return false;
        var clitic = tokens[i - 1].Is(WordTags.Clitic) ? 1 : 0;
        var mark = i - 1 - clitic;
        if (mark < 1 || tokens[mark].Kind == TokenKind.Comma && --mark < 1 || article.QuotationClosedAt(mark) is null)
            return false;
        // English puts offices before names without an article: only what looks like a past form is a verb there.
        if (
            tokens[i].Word is { Noun: not NounClass.None }
            || !article.Language.AdjectivesFollow
                && !article.Form(i).EndsWith("ed", StringComparison.Ordinal)
                && !tokens[i].Can(WordTags.Finite)
        )
            return false;
        return tokens[i + 1].Capital
            || tokens[i + 1].Can(WordTags.Determiner | WordTags.Own)
            || tokens[i + 1].Word?.Noun is NounClass.Title or NounClass.Role;
    }

    private static WordTags Guess(string text, Token token, bool english)
    {
        var word = text.AsSpan(token.Start, token.End - token.Start);
        // "al-Talaa", "iPhone": a capital anywhere makes a name.
        if (token.Capital || !char.IsLetter(word[0]) || (word.Length <= 40 && word.IndexOfAnyInRange('A', 'Z') > 0))
            return WordTags.Proper;
        if (english)
        {
            if (Ends(word, "ly"))
                return WordTags.Adverb;
            if (Ends(word, "ing") && word.Length > 5)
                return WordTags.Gerund;
            if (Ends(word, "ed") && word.Length > 4)
                return WordTags.Participle;
            return
                Ends(word, "ous") || Ends(word, "ful") || Ends(word, "ive") || Ends(word, "able") || Ends(word, "ical")
                ? WordTags.Adjective
                : WordTags.Noun;
        }
        if (
            Ends(word, "ment")
            && word.Length > 7
            && (Ends(word, "ement") || Ends(word, "amment") || Ends(word, "emment"))
        )
            return WordTags.Adverb;
        if (Ends(word, "aient") || Ends(word, "èrent") || Ends(word, "eront") || Ends(word, "iront"))
            return WordTags.Finite;
        // "sécurité", "société": the participles in -té are known verbs'.
        if (Ends(word, "té") || Ends(word, "tés"))
            return WordTags.Noun;
        if (Ends(word, "é") || Ends(word, "ée") || Ends(word, "és") || Ends(word, "ées"))
            return WordTags.Participle;
        return WordTags.Noun;
    }

    private static bool Ends(ReadOnlySpan<char> word, string ending) =>
        word.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static WordTags RomanceTag(Token[] tokens, int i, LanguageData language)
    {
        var word = tokens[i].Word!;
        var tags = word.Tags;
        var before = i > 0 ? tokens[i - 1] : TextStart;
        var startsName = tokens[i].Capital && before.Kind == TokenKind.Word && !before.Is(WordTags.Complementizer);
        if (
            startsName
            && !word.Is(WordTags.Determiner | WordTags.Pronoun | WordTags.Preposition)
            && word.Is(WordTags.Proper | WordTags.Noun | WordTags.AnyVerb)
        )
            return word.Is(WordTags.Noun) && word.Noun is not NounClass.FirstName and not NounClass.None
                ? WordTags.Noun
                : WordTags.Proper;
        if (
            word.Is(WordTags.Negation)
            && (
                before.Is(WordTags.Finite | WordTags.Auxiliary | WordTags.Modal | WordTags.Negation)
                || word.Is(WordTags.NegationOpener)
            )
        )
            return WordTags.Negation;
        if (word.Is(WordTags.Complementizer))
            return WordTags.Complementizer;
        if (
            word.Form is "de" or "d'"
            && i + 1 < tokens.Length
            && tokens[i + 1].Can(WordTags.Adjective)
            && !before.Is(WordTags.Nominal)
            && before.Kind != TokenKind.Number
        )
            return WordTags.Determiner;
        if (word.Is(WordTags.Determiner) && word.Is(WordTags.Clitic | WordTags.Pronoun | WordTags.Preposition))
            return DeterminerOrClitic(tokens, i);
        if (word.Is(WordTags.Pronoun))
        {
            if (word.Is(WordTags.Clitic) && before.Is(WordTags.Pronoun))
                return WordTags.Clitic;
            // "X lui a proposé": a subject stands before it already.
            if (
                word.Is(WordTags.Clitic)
                && tokens[i].SpaceBefore
                && NextIsVerb(tokens, i)
                && (
                    before.Is(WordTags.Nominal | WordTags.Relative | WordTags.Negation)
                    || before.Kind is TokenKind.Comma or TokenKind.CloseParenthesis
                )
            )
                return WordTags.Clitic;
            if (word.Is(WordTags.Adverb | WordTags.Determiner) && !NextIsVerb(tokens, i))
                return word.Is(WordTags.Determiner) ? WordTags.Determiner : WordTags.Adverb;
            return WordTags.Pronoun;
        }
        if (word.Is(WordTags.Determiner))
            return
                word.Is(WordTags.Own)
                && before.Is(WordTags.Pronoun)
                && NextIsVerb(tokens, i)
                && word.Is(WordTags.Clitic)
                ? WordTags.Clitic
                : WordTags.Determiner;
        if (word.Is(WordTags.Preposition))
            return
                word.Is(WordTags.Clitic)
                && NextIsVerb(tokens, i)
                && tokens[i + 1].Can(WordTags.Finite | WordTags.Auxiliary)
                ? WordTags.Clitic
                : WordTags.Preposition;
        foreach (var plain in stackalloc[] { WordTags.Relative, WordTags.Coordinator, WordTags.Subordinator })
            if ((tags & plain) != 0)
                return plain;
        // "A 10 heures": a preposition that lost its accent to the capital.
        if (word.Form == "a" && tokens[i].Capital)
            return WordTags.Preposition;
        if (word.Is(WordTags.Auxiliary) && !before.Is(WordTags.Determiner | WordTags.Own))
            return WordTags.Auxiliary;
        if (word.Is(WordTags.Modal) && !before.Is(WordTags.Determiner | WordTags.Own))
            return WordTags.Modal;
        if (word.Is(WordTags.AnyVerb))
        {
            var verb = VerbTag(tokens, i, word);
            var nounish =
                before.Is(OpensNoun)
                    && !(
                        before.Is(WordTags.Adjective)
                        && !(word.Is(WordTags.Noun) && i > 1 && tokens[i - 2].Is(WordTags.Determiner | WordTags.Own))
                    )
                || (
                    before.Is(WordTags.Preposition)
                    && !language.InfinitiveMarks.Contains(before.Word!.Form)
                    && verb == WordTags.Finite
                );
            if (
                !nounish
                || (
                    verb is WordTags.Participle
                    && !word.Is(WordTags.Noun)
                    && !before.Is(WordTags.Determiner | WordTags.Own)
                )
            )
                return word.Is(WordTags.Noun | WordTags.Adjective) && verb == WordTags.Finite && !LooksFinite(tokens, i)
                    ? WordTags.Noun
                    : verb;
            return WordTags.Noun;
        }
        if (word.Is(WordTags.Number))
            return WordTags.Number;
        // "le même témoin"
        if (word.Is(WordTags.Adverb) && !(word.Is(WordTags.Adjective) && before.Is(WordTags.Determiner | WordTags.Own)))
            return WordTags.Adverb;
        if (word.Is(WordTags.Adjective))
            return WordTags.Adjective;
        if (word.Is(WordTags.Clitic))
            return WordTags.Clitic;
        if (word.Is(WordTags.Noun))
            return WordTags.Noun;
        return word.Is(WordTags.Proper) && tokens[i].Capital ? WordTags.Proper : WordTags.Noun;
    }

    // Of the readings of a verb form: after an auxiliary it is the participle, otherwise the finite form comes first.
    private static WordTags VerbTag(Token[] tokens, int i, Word word)
    {
        if (word.Is(WordTags.Participle) && word.Is(WordTags.Finite))
        {
            for (var k = i - 1; k >= 0 && k >= i - 4; k--)
            {
                if (tokens[k].Is(WordTags.Auxiliary))
                    return WordTags.Participle;
                if (!tokens[k].Is(WordTags.Adverb | WordTags.Negation | WordTags.Clitic | WordTags.Pronoun))
                    break;
            }
            return WordTags.Finite;
        }
        if (word.Is(WordTags.Finite))
            return WordTags.Finite;
        if (word.Is(WordTags.Participle))
            return WordTags.Participle;
        return word.Is(WordTags.Infinitive) ? WordTags.Infinitive : WordTags.Gerund;
    }

    // "note", "rapport", "porte": a verb after its subject, a noun where no clause could have one.
    private static bool LooksFinite(Token[] tokens, int i)
    {
        var before = i > 0 ? tokens[i - 1] : TextStart;
        if (before.Is(WordTags.Pronoun | WordTags.Clitic | WordTags.Relative | WordTags.Negation))
            return true;
        var after = i + 1 < tokens.Length ? tokens[i + 1] : default;
        return (
                before.Is(WordTags.Noun | WordTags.Proper)
                || before.Kind is TokenKind.Comma or TokenKind.Quote or TokenKind.CloseParenthesis
            )
            && (
                after.Can(
                    WordTags.Determiner | WordTags.Complementizer | WordTags.Pronoun | WordTags.Adverb | WordTags.Own
                )
                || after.Capital
                || after.Kind is TokenKind.Quote or TokenKind.Colon
                || (before.Kind is not TokenKind.Word && after.Kind == TokenKind.Word)
                || tokens[i].Word!.Cue is not null
            );
    }

    private static WordTags DeterminerOrClitic(Token[] tokens, int i)
    {
        var word = tokens[i].Word!;
        var before = i > 0 ? tokens[i - 1] : TextStart;
        var after = i + 1 < tokens.Length ? tokens[i + 1] : default;
        if (
            word.Is(WordTags.Clitic)
            && (before.Is(WordTags.Pronoun | WordTags.Negation | WordTags.Clitic) || before.Is(WordTags.Relative))
            && after.Can(WordTags.AnyVerb | WordTags.Clitic)
        )
            return WordTags.Clitic;
        // "comme le rapporte X"
        if (
            word.Is(WordTags.Clitic)
            && before.Word?.Form == "comme"
            && after.Word is { Cue: not null }
            && after.Can(WordTags.Finite | WordTags.Auxiliary)
        )
            return WordTags.Clitic;
        if (word.Is(WordTags.Clitic) && after.Can(WordTags.Auxiliary | WordTags.Modal) && !after.Can(WordTags.Noun))
            return WordTags.Clitic;
        if (
            word.Is(WordTags.Clitic)
            && after.Can(WordTags.Finite | WordTags.Infinitive)
            && !after.Can(WordTags.Noun | WordTags.Adjective | WordTags.Participle | WordTags.Adverb)
            && after.Word!.Form.Length > 3
            && (before.Is(WordTags.Noun | WordTags.Proper | WordTags.Preposition))
        )
            return WordTags.Clitic;
        if (
            word.Is(WordTags.Pronoun)
            && after.Can(WordTags.Auxiliary | WordTags.Modal | WordTags.Clitic)
            && !after.Capital
            && !after.Can(WordTags.Noun | WordTags.Adjective)
        )
            return WordTags.Pronoun;
        // "du", "des" tie a noun to a noun or adverb; elsewhere they are articles.
        if (word.Is(WordTags.Preposition))
            return
                word.Form is "du" or "des"
                && !before.Is(WordTags.Nominal | WordTags.Participle | WordTags.Adverb)
                && before.Kind is not TokenKind.Quote and not TokenKind.CloseParenthesis and not TokenKind.Number
                && !(before.Word?.Cue is { } cue && (cue.Frames & CueFrames.Oblique) != 0)
                && !before.Can(WordTags.GovernsDe)
                && !before.Is(WordTags.Infinitive)
                ? WordTags.Determiner
                : WordTags.Preposition;
        return WordTags.Determiner;
    }

    private static bool NextIsVerb(Token[] tokens, int i) =>
        i + 1 < tokens.Length && tokens[i + 1].Can(WordTags.AnyVerb | WordTags.Clitic | WordTags.Negation);

    private static WordTags EnglishTag(Token[] tokens, int i)
    {
        var word = tokens[i].Word!;
        var tags = word.Tags;
        var before = i > 0 ? tokens[i - 1] : TextStart;
        var after = i + 1 < tokens.Length ? tokens[i + 1] : default;
        var insideCapitals = tokens[i].Capital && before.Kind is TokenKind.Word or TokenKind.Comma;
        if (
            insideCapitals
            && !word.Is(WordTags.Pronoun | WordTags.Auxiliary | WordTags.Determiner | WordTags.Preposition)
            && word.Is(WordTags.Proper | WordTags.Noun | WordTags.AnyVerb | WordTags.Adverb | WordTags.Adjective)
        )
            return word.Is(WordTags.Noun) && word.Noun is not NounClass.FirstName and not NounClass.None
                ? WordTags.Noun
                : WordTags.Proper;
        if (word.Form == "to")
            return after.Can(WordTags.Infinitive) && !after.Is(WordTags.Noun) || after.Can(WordTags.Adverb)
                ? WordTags.InfinitiveMark
                : WordTags.Preposition;
        if (word.Form == "that")
            return ThatTag(before, after);
        if (word.Is(WordTags.Possessive))
            return
                before.Is(WordTags.Pronoun | WordTags.Relative)
                || after.Can(WordTags.Negation)
                || after.Can(WordTags.Determiner) && !after.Can(WordTags.Own)
                ? WordTags.Auxiliary
                : WordTags.Possessive;
        if (word.Is(WordTags.Own))
            return
                word.Form == "her"
                && !(
                    after.Kind == TokenKind.Word
                    && !after.Can(
                        WordTags.Preposition
                            | WordTags.Determiner
                            | WordTags.Adverb
                            | WordTags.Complementizer
                            | WordTags.Coordinator
                    )
                )
                ? WordTags.Clitic
                : WordTags.Own;
        foreach (
            var plain in stackalloc[] {
                WordTags.Negation,
                WordTags.Modal,
                WordTags.Complementizer,
                WordTags.Relative,
                WordTags.Coordinator,
            }
        )
            if ((tags & plain) != 0)
            {
                if (plain == WordTags.Modal && word.Is(WordTags.Noun) && before.Is(OpensNoun))
                    continue;
                return plain;
            }
        if (word.Is(WordTags.Auxiliary))
            return WordTags.Auxiliary;
        // "has since said"
        if (word.Form == "since" && before.Is(WordTags.Auxiliary) && after.Can(WordTags.Participle))
            return WordTags.Adverb;
        if (word.Is(WordTags.Subordinator))
            return word.Is(WordTags.Preposition) && after.Kind == TokenKind.Word && !ClauseFollows(tokens, i + 1)
                ? WordTags.Preposition
                : WordTags.Subordinator;
        if (word.Is(WordTags.Pronoun))
            return
                word.Is(WordTags.Determiner)
                && after.Kind == TokenKind.Word
                && !after.Can(WordTags.Auxiliary | WordTags.Modal | WordTags.Preposition)
                && (
                    after.Word is null
                    || after.Can(WordTags.Noun | WordTags.Adjective | WordTags.Proper)
                    || !after.Can(WordTags.AnyVerb)
                )
                ? WordTags.Determiner
                : WordTags.Pronoun;
        foreach (var plain in stackalloc[] { WordTags.Determiner, WordTags.Clitic })
            if ((tags & plain) != 0)
                return plain;
        // "about half", "over 200": no preposition.
        if (
            word.Form is "about" or "around" or "over" or "nearly"
            && (after.Kind == TokenKind.Number || after.Can(WordTags.Number))
            && !before.Is(WordTags.AnyVerb)
        )
            return WordTags.Adverb;
        if (word.Is(WordTags.Preposition) && !(word.Is(WordTags.AnyVerb) && before.Is(WordTags.Pronoun)))
            return WordTags.Preposition;
        if (word.Is(WordTags.AnyVerb))
            return EnglishVerbTag(tokens, i);
        if (
            word.Is(WordTags.Adverb)
            && !(
                word.Is(WordTags.Adjective)
                && !before.Is(WordTags.Auxiliary | WordTags.Modal)
                && (after.Can(WordTags.Noun) || after.Word is null || before.Is(WordTags.Determiner | WordTags.Own))
                && after.Kind == TokenKind.Word
            )
        )
            return WordTags.Adverb;
        if (word.Is(WordTags.Number))
            return WordTags.Number;
        if (word.Is(WordTags.Adjective))
            return WordTags.Adjective;
        return word.Is(WordTags.Noun) ? WordTags.Noun
            : tokens[i].Capital ? WordTags.Proper
            : WordTags.Noun;
    }

    private static WordTags ThatTag(Token before, Token after)
    {
        if (before.Can(WordTags.AnyVerb) || before.Word?.NounCue is not null)
            return WordTags.Complementizer;
        if (
            before.Is(WordTags.Noun | WordTags.Proper)
            && after.Can(WordTags.Auxiliary | WordTags.Modal | WordTags.Finite)
            && !after.Can(WordTags.Noun)
        )
            return WordTags.Relative;
        if (
            before.Is(WordTags.Noun | WordTags.Proper | WordTags.Clitic | WordTags.Adverb | WordTags.Adjective)
            || before.Kind == TokenKind.Comma && after.Can(WordTags.Pronoun | WordTags.Determiner)
        )
            return WordTags.Complementizer;
        return
            after.Kind == TokenKind.Word
            && (after.Word is null || after.Can(WordTags.Noun | WordTags.Adjective))
            && !after.Can(WordTags.Auxiliary)
            ? WordTags.Determiner
            : WordTags.Pronoun;
    }

    // "after he left" opens a clause, "after the vote" does not.
    private static bool ClauseFollows(Token[] tokens, int from)
    {
        for (var k = from; k < tokens.Length && k < from + 7; k++)
        {
            if (tokens[k].Kind is not TokenKind.Word and not TokenKind.Number)
                return false;
            if (
                tokens[k].Can(WordTags.Auxiliary | WordTags.Modal)
                || (k > from && tokens[k].Can(WordTags.Finite) && !tokens[k].Can(WordTags.Noun))
            )
                return true;
            if (tokens[k].Can(WordTags.Preposition) && k > from)
                return false;
        }
        return false;
    }

    private static WordTags EnglishVerbTag(Token[] tokens, int i)
    {
        var word = tokens[i].Word!;
        var before = i > 0 ? tokens[i - 1] : TextStart;
        // An adverb between does not part a verb from what governs it.
        for (
            var k = i - 1;
            k > 0 && k > i - 3 && (before.Is(WordTags.Adverb | WordTags.Negation) || before.Can(WordTags.Negative));
            k--
        )
            before = tokens[k - 1];
        var after = i + 1 < tokens.Length ? tokens[i + 1] : default;
        if (word.Is(WordTags.Gerund))
            return
                before.Is(OpensNoun)
                && (
                    after.Can(WordTags.Preposition)
                    || after.Kind is TokenKind.Comma or TokenKind.Stop
                    || after.Can(WordTags.Auxiliary | WordTags.Modal)
                    || after.Can(WordTags.Finite) && !after.Can(WordTags.Noun | WordTags.Infinitive)
                )
                ? WordTags.Noun
                : WordTags.Gerund;
        if (word.Is(WordTags.Participle))
        {
            if (before.Is(WordTags.Auxiliary))
                return WordTags.Participle;
            if (before.Is(WordTags.Determiner | WordTags.Own | WordTags.Possessive))
                return WordTags.Adjective;
            if (!word.Is(WordTags.Finite))
                return WordTags.Participle;
            // "people briefed on the move said": another verb comes before the clause ends.
            if (before.Is(WordTags.Noun | WordTags.Proper) && after.Can(WordTags.Preposition) && VerbFollows(tokens, i))
                return WordTags.Participle;
            // "those surveyed say"
            if (before.Word?.Form == "those" && (IsPlainFinite(after) || IsBareReport(after)))
                return WordTags.Participle;
            if (before.Is(WordTags.Pronoun | WordTags.Relative))
                return WordTags.Finite;
            if (
                after.Can(WordTags.Preposition)
                && after.Word!.Form is "by" or "as" or "with" or "from"
                && before.Is(WordTags.Noun | WordTags.Proper)
                && word.Cue is null
            )
                return WordTags.Participle;
            return after.Can(WordTags.Preposition) && after.Word!.Form == "by" || before.Is(WordTags.Preposition)
                ? WordTags.Participle
                : WordTags.Finite;
        }
        // "two people close to the president said"
        if (
            word.Is(WordTags.Adjective)
            && before.Is(WordTags.Noun)
            && after.Word?.Form == "to"
            && VerbFollows(tokens, i)
        )
            return WordTags.Adjective;
        if (before.Is(WordTags.Modal | WordTags.InfinitiveMark) || before.Word?.Form == "to")
            return word.Is(WordTags.Infinitive) ? WordTags.Infinitive : WordTags.Noun;
        if (
            before.Is(WordTags.Auxiliary)
            && word.Is(WordTags.Infinitive)
            && before.Word!.Form is "do" or "does" or "did" or "don't"
        )
            return WordTags.Infinitive;
        if (before.Is(WordTags.Pronoun | WordTags.Relative))
            return WordTags.Finite;
        var nounToo =
            word.Is(WordTags.Noun | WordTags.Adjective) || word.Is(WordTags.Infinitive) || word.Form.EndsWith('s');
        // "refugee advocates also said": the verb is still to come.
        if (
            word.Form.EndsWith('s')
            && !word.Is(WordTags.Participle)
            && i + 2 < tokens.Length
            && (IsPlainFinite(tokens[i + 1]) || tokens[i + 1].Can(WordTags.Adverb) && IsPlainFinite(tokens[i + 2]))
        )
            return WordTags.Noun;
        // "associates say", "a familiar voice celebrated"
        if (
            nounToo
            && !word.Is(WordTags.Participle)
            && word.Cue is null
            && word.Form != "helps"
            && (word.Form.EndsWith('s') ? IsBareReport(after) : IsPlainFinite(after) && after.Word!.Cue is not null)
        )
            return WordTags.Noun;
        // "rejected reports that": no verb stands right behind another.
        if (
            before.Is(OpensNoun | WordTags.Preposition) && nounToo
            || word.Is(WordTags.Noun) && before.Is(WordTags.Finite | WordTags.Infinitive | WordTags.Gerund)
        )
            return WordTags.Noun;
        if (
            nounToo
            && (
                after.Word?.Form == "of"
                || before.Kind == TokenKind.Comma
                    && !after.Can(
                        WordTags.Determiner
                            | WordTags.Pronoun
                            | WordTags.Own
                            | WordTags.Clitic
                            | WordTags.Complementizer
                    )
            )
        )
            return WordTags.Noun;
        if (word.Is(WordTags.Infinitive) && word.Is(WordTags.Finite))
            // The base form: finite only after a plural subject.
            return before.Is(WordTags.Noun | WordTags.Proper)
                && before.Kind == TokenKind.Word
                && IsPlural(before)
                && (
                    after.Can(
                        WordTags.Determiner
                            | WordTags.Own
                            | WordTags.Pronoun
                            | WordTags.Complementizer
                            | WordTags.Preposition
                            | WordTags.InfinitiveMark
                            | WordTags.Clitic
                            | WordTags.Adverb
                    )
                    || after.Capital
                    || after.Kind == TokenKind.Quote
                    || !word.Is(WordTags.Noun)
                )
                    ? WordTags.Finite
                : word.Is(WordTags.Noun) || before.Is(WordTags.Noun | WordTags.Proper) ? WordTags.Noun
                : WordTags.Finite;
        // The third person, which looks like a plural noun.
        if (
            word.Is(WordTags.Finite) && before.Is(WordTags.Noun | WordTags.Proper)
            || before.Kind is TokenKind.Comma or TokenKind.Quote or TokenKind.CloseParenthesis or TokenKind.Dash
        )
            return
                after.Can(
                    WordTags.Determiner
                        | WordTags.Own
                        | WordTags.Pronoun
                        | WordTags.Complementizer
                        | WordTags.Clitic
                        | WordTags.InfinitiveMark
                        | WordTags.Adverb
                        | WordTags.Subordinator
                )
                || after.Capital
                || after.Word?.Form == "to"
                || after.Kind is TokenKind.Quote or TokenKind.Number or TokenKind.Colon
                || !word.Is(WordTags.Noun)
                || (after.Can(WordTags.Adjective) && !before.Is(WordTags.Noun))
                || before.Kind == TokenKind.Quote
                ? WordTags.Finite
                : WordTags.Noun;
        return before.Kind is not TokenKind.Word && word.Is(WordTags.Noun) ? WordTags.Noun : WordTags.Finite;
    }

    private static bool IsPlainFinite(Token token) =>
        token.Can(WordTags.Finite) && !token.Can(WordTags.Noun | WordTags.Infinitive) && !token.Capital;

    // "say", "believe": the base form of what reports, and nothing else.
    private static bool IsBareReport(Token token) =>
        token.Word is { Cue: not null } word
        && word.Is(WordTags.Finite)
        && word.Is(WordTags.Infinitive)
        && !word.Is(WordTags.Noun)
        && !token.Capital;

    private static bool VerbFollows(Token[] tokens, int i)
    {
        for (var k = i + 1; k < tokens.Length && k < i + 10; k++)
        {
            if (
                tokens[k].Kind is not TokenKind.Word and not TokenKind.Number
                || tokens[k].Can(WordTags.Coordinator | WordTags.Relative | WordTags.Complementizer)
            )
                return false;
            if (
                k > i + 1 && tokens[k].Can(WordTags.Auxiliary | WordTags.Modal) && !tokens[k].Can(WordTags.Possessive)
                || k > i + 2
                    && tokens[k].Can(WordTags.Finite)
                    && !tokens[k].Capital
                    && (
                        !tokens[k].Can(WordTags.Infinitive | WordTags.Noun)
                        || IsBareReport(tokens[k])
                            && !tokens[k - 1].Can(WordTags.Modal | WordTags.InfinitiveMark | WordTags.Preposition)
                    )
                    && !tokens[k - 1].Can(WordTags.Determiner | WordTags.Own)
            )
                return true;
        }
        return false;
    }

    private static bool IsPlural(Token token) =>
        token.Word is { } word ? word.Is(WordTags.Plural) || word.Form.EndsWith('s') : true;
}

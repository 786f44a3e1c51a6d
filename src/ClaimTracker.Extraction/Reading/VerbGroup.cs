namespace ClaimTracker.Extraction;

/// <summary>A verb with its auxiliaries, clitics, negation and the adverbs among them ("n'a en outre pas exclu"). Token numbers are inclusive.</summary>
internal sealed class VerbGroup
{
    public required int First { get; init; }

    public required int Last { get; init; }

    public required int Head { get; init; }

    /// <summary>Finite, Infinitive, Participle or Gerund: what the whole group is.</summary>
    public required WordTags Form { get; init; }

    public bool Passive { get; init; }

    public bool Negated { get; init; }

    public bool Conditional { get; init; }

    public bool Modal { get; init; }

    /// <summary>The subject that hangs on the verb ("-t-il"); -1 when there is none.</summary>
    public int Pronoun { get; init; } = -1;

    public required string? Lemma { get; init; }

    public required Cue? Cue { get; init; }
}

/// <summary>Finds every verb group, one pass.</summary>
internal static class VerbGroups
{
    // "a, quant à lui, déclaré": so many words may stand between an auxiliary and its participle.
    private const int Farthest = 6;

    private const WordTags Light =
        WordTags.Adverb | WordTags.Negation | WordTags.Clitic | WordTags.Hedge | WordTags.Doubt;

    public static List<VerbGroup> Find(Token[] tokens, LanguageData language, int[] groupAt)
    {
        var groups = new List<VerbGroup>();
        Array.Fill(groupAt, -1);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].Is(WordTags.AnyVerb | WordTags.InfinitiveMark))
                continue;
            if (tokens[i].Is(WordTags.InfinitiveMark) && Next(tokens, i, WordTags.Infinitive | WordTags.Auxiliary) < 0)
                continue;
            var group = Read(tokens, language, i);
            for (var k = group.First; k <= group.Last; k++)
                groupAt[k] = groups.Count;
            groups.Add(group);
            i = group.Last;
        }
        return groups;
    }

    private static VerbGroup Read(Token[] tokens, LanguageData language, int start)
    {
        var first = start;
        var negated = false;
        while (
            first > 0
            && tokens[first - 1].Is(WordTags.Clitic | WordTags.Negation)
            && tokens[first - 1].Word is { } word
            && (language.AdjectivesFollow || !word.Is(WordTags.Clitic))
        )
            negated |= tokens[--first].Is(WordTags.Negation);
        var head = start;
        var pronoun = -1;
        var passive = false;
        var conditional = false;
        var modal = false;
        var form =
            tokens[start].Is(WordTags.InfinitiveMark | WordTags.Infinitive) ? WordTags.Infinitive
            : tokens[start].Is(WordTags.Participle) ? WordTags.Participle
            : tokens[start].Is(WordTags.Gerund) ? WordTags.Gerund
            : WordTags.Finite;
        if (tokens[start].Is(WordTags.Auxiliary))
            form =
                tokens[start].Word!.Is(WordTags.Gerund) && !tokens[start].Word!.Is(WordTags.Finite) ? WordTags.Gerund
                : tokens[start].Word!.Is(WordTags.Infinitive) && !tokens[start].Word!.Is(WordTags.Finite)
                    ? WordTags.Infinitive
                : WordTags.Finite;
        while (true)
        {
            var at = tokens[head];
            conditional |= at.Can(WordTags.Conditional) && at.Is(WordTags.Auxiliary | WordTags.Modal | WordTags.Finite);
            modal |= at.Is(WordTags.Modal);
            if (
                head + 1 < tokens.Length
                && tokens[head + 1].Can(WordTags.Clitic)
                && tokens[head + 1].Can(WordTags.Pronoun)
                && !tokens[head + 1].SpaceBefore
                && tokens[head].Kind == TokenKind.Word
                && language.AdjectivesFollow
            )
                pronoun = head + 1;
            if (!at.Is(WordTags.Auxiliary | WordTags.Modal | WordTags.InfinitiveMark))
                break;
            var wanted = at.Is(WordTags.Auxiliary)
                ? WordTags.Participle
                    | WordTags.Auxiliary
                    | (language.AdjectivesFollow ? 0 : WordTags.Gerund | WordTags.Infinitive)
                : WordTags.Infinitive | WordTags.Auxiliary;
            var next = Next(tokens, head, wanted, language.AdjectivesFollow && at.Is(WordTags.Auxiliary));
            if (next < 0)
                break;
            for (var k = head + 1; k < next; k++)
            {
                negated |= tokens[k].Is(WordTags.Negation) || tokens[k].Can(WordTags.Negative);
                if (tokens[k].Can(WordTags.Pronoun) && tokens[k].Can(WordTags.Clitic) && !tokens[k].SpaceBefore)
                    pronoun = k;
            }
            passive =
                tokens[next].Is(WordTags.Participle)
                && at.Is(WordTags.Auxiliary)
                && language.Being.Contains(at.Word!.Form);
            head = next;
        }
        var last = Math.Max(head, pronoun);
        // The negation of what follows opens its own verb ("affirme ne pas avoir vu").
        if (
            last + 1 < tokens.Length
            && tokens[last + 1].Is(WordTags.Negation)
            && !tokens[last + 1].Can(WordTags.NegationOpener)
        )
        {
            negated = true;
            last++;
        }
        var main = tokens[head].Word;
        var cue = tokens[head].Is(WordTags.Auxiliary | WordTags.Modal) ? null : main?.Cue;
        foreach (var (words, idiom) in language.IdiomsOf(main?.Lemma))
            if (Follows(tokens, last, words) is var end and > 0)
            {
                cue = idiom;
                last = end;
                break;
            }
        // "s'est dit", "s'est déclaré": not a passive.
        if (
            passive
            && first < start
            && tokens[start - 1].Is(WordTags.Clitic)
            && tokens[start - 1].Word?.Form is "s'" or "se"
        )
            passive = false;
        if (form == WordTags.Participle && main is not null && !main.Is(WordTags.Finite))
            passive = false;
        return new VerbGroup
        {
            First = first,
            Last = last,
            Head = head,
            Form = form,
            Passive = passive,
            Negated = negated,
            Conditional = conditional,
            Modal = modal,
            Pronoun = pronoun,
            Lemma = main?.Lemma,
            Cue = cue,
        };
    }

    // The last token of these words, where they follow with nothing but adverbs between; -1 where they do not.
    private static int Follows(Token[] tokens, int last, string[] words)
    {
        var k = last;
        foreach (var word in words)
        {
            do k++;
            while (
                k < tokens.Length
                && k < last + 4
                && tokens[k].Is(WordTags.Adverb | WordTags.Negation)
                && tokens[k].Word?.Form != word
            );
            if (k >= tokens.Length || tokens[k].Word?.Form != word)
                return -1;
        }
        return k;
    }

    // The verb form that an auxiliary governs; -1 when none follows.
    private static int Next(Token[] tokens, int from, WordTags wanted, bool phrasesBetween = false)
    {
        for (var k = from + 1; k < tokens.Length && k <= from + Farthest + 1; k++)
        {
            if (tokens[k].Is(wanted) || (tokens[k].Can(wanted & WordTags.Participle) && tokens[k].Is(WordTags.Finite)))
                return tokens[k].Is(WordTags.Auxiliary) && k > from + 2 ? -1 : k;
            if (
                tokens[k].Is(Light)
                || tokens[k].Can(WordTags.Negative) && !tokens[k].Is(WordTags.Noun | WordTags.AnyVerb)
                || (tokens[k].Can(WordTags.Pronoun) && !tokens[k].SpaceBefore)
                || (phrasesBetween && tokens[k].Kind == TokenKind.Quote && k == from + 1)
            )
                continue;
            if (
                phrasesBetween
                && (
                    tokens[k].Kind == TokenKind.Comma
                    || tokens[k]
                        .Is(
                            WordTags.Preposition
                                | WordTags.Noun
                                | WordTags.Own
                                | WordTags.Determiner
                                | WordTags.Pronoun
                                | WordTags.Adjective
                        )
                )
            )
            {
                // A phrase in between starts with a preposition or a comma.
                if (
                    k > from + 1 && !tokens[from + 1].Is(Light)
                    || tokens[k].Is(WordTags.Preposition)
                    || tokens[k].Kind == TokenKind.Comma
                    || k > from + 2
                )
                    continue;
            }
            return -1;
        }
        return -1;
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Finds who is the subject of a reporting verb: before it, behind it, shared with another verb, or named as the one it was learned from.</summary>
internal sealed class VerbSubjects(Article article, Mentions mentions, Clauses clauses)
{
    private Token[] Tokens => article.Tokens;

    public (Mention? Source, bool Shares) Of(VerbGroup group, Candidate? previous)
    {
        if (group.Pronoun >= 0)
        {
            var pronoun = new NounPhrase(group.Pronoun, group.Pronoun, group.Pronoun, true, false);
            return (new Mention(group.Pronoun, group.Pronoun, pronoun, group.Pronoun), false);
        }
        var before = group.First > 0 ? Tokens[group.First - 1] : default;
        if (group.Form == WordTags.Finite)
        {
            var afterMark =
                before.Kind is TokenKind.Comma or TokenKind.Dash
                || clauses.ClosesQuotation(group.First - 1)
                || before.Kind == TokenKind.CloseParenthesis;
            // "comme l'indique X", "ce que nie X"
            afterMark |=
                group.First > 0
                && (
                    Tokens[group.First - 1].Can(WordTags.Comparing)
                    || group.First > 1
                        && Tokens[group.First - 1].Is(WordTags.Complementizer)
                        && Tokens[group.First - 2].Can(WordTags.Resumptive)
                );
            var mayInvert =
                afterMark
                && !(
                    article.Language.AllowsZeroComplementizer
                    && before.Kind is TokenKind.CloseParenthesis or TokenKind.Dash
                );
            if (mayInvert && Inverted(group) is { } inverted)
            {
                var outer = before.Kind == TokenKind.Comma ? mentions.Before(group.First) : null;
                if (
                    outer is null
                    || clauses.HasFiniteVerb(article.Sentences.First(group.First), group.First - 1)
                    || clauses.ClosesQuotation(group.First - 2)
                )
                    return (inverted, false);
                return (outer, false);
            }
            if (
                Before(group.First) is { } subject
                && !(
                    afterMark
                    && clauses.ClosesQuotation(group.First - 1)
                    && subject.First >= clauses.QuotationBefore(group.First - 1).Open
                )
            )
                return (subject, false);
            if (
                (before.Is(WordTags.Coordinator) || before.Kind is TokenKind.Comma || before.Is(WordTags.Adverb))
                && Shared(group, previous) is { Item1: not null } shared
            )
                return shared;
            return (mentions.WholeClauseBefore(group.First), false);
        }
        return Shared(group, previous);
    }

    // "a-t-on appris auprès du ministère", "has learned from two officials": who hears is the subject, who says it comes after a preposition.
    public Mention? Informant(VerbGroup group, Mention? subject)
    {
        var k = Math.Max(group.Last, subject?.Last ?? 0) + 1;
        while (k < Tokens.Length && (Tokens[k].Is(WordTags.Adverb) || article.PhraseAt(k) is { IsTime: true }))
            k++;
        if (k + 2 >= Tokens.Length || !Tokens[k].Is(WordTags.Preposition) || !Tokens[k].Can(WordTags.Informing))
            return null;
        // "auprès du ministère", "auprès de sources"
        if (Tokens[k + 1].Is(WordTags.Preposition))
            k++;
        return article.PhraseAt(k) is { } contracted && contracted.First == k && contracted.Last > k
            ? WithoutFirst(mentions.After(k))
            : mentions.After(k + 1);
    }

    // ", a déclaré le ministre de …": the phrase after the verb, where the sentence or its unit ends with it.
    public Mention? Inverted(VerbGroup group)
    {
        var k = group.Last + 1;
        for (var asides = 0; asides < 4 && AfterAside(k) is var after && after > k; asides++)
            k = after;
        if (mentions.After(k) is not { } subject || subject.Core.IsPronoun && article.Language.AdjectivesFollow)
            return null;
        var next = subject.Last + 1;
        if (article.Language.AllowsZeroComplementizer && article.GroupAt(next) is { Form: WordTags.Finite })
            return null;
        return article.Language.AdjectivesFollow ? WithoutAddressee(subject) : subject;
    }

    // Where content clauses need no conjunction, what stands between a relative pronoun and the verb may be a clause with its own subject.
    private Mention? Before(int verb) =>
        article.Language.AllowsZeroComplementizer
            ? mentions.Before(verb) ?? mentions.WithRelativeClauseBefore(verb)
            : mentions.WithRelativeClauseBefore(verb) ?? mentions.Before(verb);

    private static Mention? WithoutFirst(Mention? mention) =>
        mention is null
            ? null
            : mention with
            {
                First = mention.First + 1,
                Core = mention.Core with { First = mention.Core.First + 1 },
            };

    // One thing between a verb and the subject behind it: "hier", "mardi", "à l'AFP", ", lors d'une visite,". Where it ends, or the same token where none stands.
    private int AfterAside(int k)
    {
        if (k + 1 >= Tokens.Length)
            return k;
        if (Tokens[k].Is(WordTags.Adverb))
            return k + 1;
        if (article.PhraseAt(k) is { IsTime: true } time && time.First == k)
            return time.Last + 1;
        if (
            Tokens[k].Kind == TokenKind.Comma
            && !article.Language.AllowsZeroComplementizer
            && Tokens[k + 1].Is(WordTags.Preposition)
        )
        {
            var close = k + 1;
            while (close < Tokens.Length && close < k + 10 && Tokens[close].Kind == TokenKind.Word)
                close++;
            return Tokens[close].Kind == TokenKind.Comma ? close + 1 : k;
        }
        // "à l'AFP le ministre", "dans un communiqué la ministre": another phrase follows.
        if (
            Tokens[k].Is(WordTags.Preposition)
            && (article.PhraseAt(k) is { } contracted && contracted.Last > k ? contracted : article.PhraseAt(k + 1))
                is { } governed
            && governed.First <= k + 1
        )
            foreach (var end in new[] { mentions.WithPrepositions(governed), governed.Last })
                if (
                    article.PhraseAt(end + 1) is { IsPronoun: false } following && following.First == end + 1
                    || article.PhraseAt(end + 1) is null
                        && end + 1 < Tokens.Length
                        && Tokens[end + 1].Is(WordTags.Preposition)
                        && article.PhraseAt(end + 2) is { IsPronoun: false, IsTime: false } deeper
                        && article.PhraseAt(mentions.WithPrepositions(deeper) + 1) is { IsPronoun: false }
                )
                    return end + 1;
        return k;
    }

    // "a déclaré un commandant de la région à l'agence X": the medium that was told is no part of who told it.
    private Mention WithoutAddressee(Mention subject)
    {
        for (var k = subject.Core.Last + 1; k < subject.Last; k++)
        {
            if (Tokens[k].Kind == TokenKind.Comma)
                break;
            if (
                Tokens[k].Can(WordTags.Relaying)
                && Tokens[k].Is(WordTags.Preposition)
                && mentions.After(article.PhraseAt(k) is { } contracted && contracted.First == k ? k : k + 1)
                    is { } told
                && SourceReader.Read(article, told) is { Kind: ProposedSourceKind.Outlet, IsNamed: true }
            )
                return subject with { Last = k - 1, CoreLast = Math.Min(subject.CoreLast, k - 1) };
        }
        return subject;
    }

    // "Carson said he saw no need to change, telling …": what follows a comma goes on from the main clause, not from the one inside it.
    private Mention? MainSubject(VerbGroup group)
    {
        for (var k = Math.Max(article.Sentences.First(group.First), group.First - 60); k < group.First; k++)
            if (
                article.GroupAt(k) is { Form: WordTags.Finite } verb
                && verb.First == k
                && article.Level(k) == article.Level(group.First)
                && mentions.Before(k) is { Relative: < 0 } subject
                && (
                    subject.First == 0
                    || !Tokens[subject.First - 1]
                        .Is(WordTags.Subordinator | WordTags.Complementizer | WordTags.Relative)
                )
            )
                return subject.Core.IsPronoun && Tokens[subject.Core.First].Is(WordTags.Relative) ? null : subject;
        return null;
    }

    // ", ajoutant que", "et a ajouté que", "a tenu à préciser que": the subject of the verb before.
    private (Mention?, bool) Shared(VerbGroup group, Candidate? previous)
    {
        var lowest = Math.Max(article.Sentences.First(group.First), group.First - 60);
        // "voters expecting a deal", "des témoins affirmant que": the phrase it stands by.
        if (
            group.Form == WordTags.Gerund
            && article.PhraseAt(group.First - 1) is { IsTime: false }
            && mentions.Before(group.First) is { } bearer
            && !(previous is not null && previous.CueTokens.First > bearer.First && previous.Source is not null)
        )
            return (bearer, false);
        if (
            article.Language.AllowsZeroComplementizer
            && group.Form == WordTags.Gerund
            && group.First > 0
            && Tokens[group.First - 1].Kind == TokenKind.Comma
            && MainSubject(group) is { } main
        )
            return (main, true);
        if (
            previous is { Source: not null }
            && previous.CueTokens.First >= lowest
            && article.Level(previous.CueTokens.First) == article.Level(group.First)
            && group.Form is not WordTags.Infinitive
        )
            return (previous.Source, true);
        for (var k = group.First - 1; k >= lowest; k--)
            if (
                article.GroupAt(k) is { Form: WordTags.Finite } governor
                && governor.Last < group.First
                && article.Level(k) == article.Level(group.First)
            )
            {
                if (governor.Pronoun >= 0)
                    return (
                        new Mention(
                            governor.Pronoun,
                            governor.Pronoun,
                            new NounPhrase(governor.Pronoun, governor.Pronoun, governor.Pronoun, true, false),
                            governor.Pronoun
                        ),
                        true
                    );
                if (group.Form == WordTags.Infinitive && group.First - governor.Last > 12)
                    return (null, true);
                if (mentions.Before(governor.First) is { } subject)
                    return (subject, true);
                k = governor.First;
            }
        // "Interrogé par X, …": a participle or gerund before the main clause takes its subject.
        if (group.First == article.Sentences.First(group.First))
            for (var k = group.Last + 1; k < Math.Min(article.Sentences.End(group.First), group.Last + 40); k++)
                if (article.GroupAt(k) is { Form: WordTags.Finite } verb)
                    return (mentions.Before(verb.First), true);
        return (null, true);
    }
}

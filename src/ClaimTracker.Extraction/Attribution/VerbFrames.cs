namespace ClaimTracker.Extraction;

/// <summary>Finds what a reporting verb reports, and who reports it.</summary>
/// <param name="introduced">Whether an earlier cue has introduced this quotation already.</param>
internal sealed class VerbFrames(Article article, Mentions mentions, Clauses clauses, Predicate<Quotation> introduced)
{
    // So many words may stand between a verb and the content it introduces ("a déclaré lundi à l'agence X, à Y, que").
    private const int Farthest = 30;

    private Token[] Tokens => article.Tokens;

    /// <summary>What the verb of this group reports with; after a quotation any verb whose subject can speak reports it: "« … », renchérit X", "“…,” agreed X".</summary>
    public Cue? CueOf(VerbGroup group)
    {
        const CueFrames Wanted = CueFrames.Quotation | CueFrames.Incise;
        var known = group.Cue;
        if (
            known is not null && (known.Frames & Wanted) == Wanted
            || group.Form != WordTags.Finite
            || group.Passive
            || !ClosesQuotation(group.First - 1)
        )
            return known;
        var quotation = QuotationBefore(group.First - 1);
        return
            (quotation.Words > 3 || Tokens[quotation.Close - 1].Kind is TokenKind.Stop or TokenKind.Comma)
            && (group.Pronoun >= 0 || InvertedSubject(group) is { } subject && mentions.CanSpeak(subject.Core))
            ? known is null
                ? new Cue(group.Lemma ?? article.Form(group.Head), LinkStance.Neutral, Wanted)
                : known with
                {
                    Frames = known.Frames | Wanted,
                }
            : known;
    }

    public Candidate? Find(VerbGroup group, Cue cue, Candidate? previous)
    {
        var candidate = Read(group, cue, previous);
        return
            candidate is { Frame: FrameKind.Infinitive }
            && article.GroupAt(candidate.Start) is { } done
            && SaysNothing(group, done)
            ? null
            : candidate;
    }

    // "refused to show his ticket" is an act; of "refused to say that P" the report is what was refused; who asks not to be named asks it of the reporter.
    private bool SaysNothing(VerbGroup governor, VerbGroup done) =>
        Tokens[governor.Head].Can(WordTags.Negative)
        || Tokens[done.Head].Can(WordTags.Anonymity)
            && done.Passive
            && (done.Negated || governor.Negated || done.First > 0 && Tokens[done.First - 1].Is(WordTags.Negation));

    private Candidate? Read(VerbGroup group, Cue cue, Candidate? previous)
    {
        var (source, shares) = SourceOf(group, previous);
        Mention? receiver = null;
        if (cue.Has(CueTraits.Receives) && Informant(group, source) is { } informant)
            (receiver, source) = (source, informant);
        if (
            !MayReport(group, cue, source)
            || source is { Relative: < 0 } && Tokens[source.Core.Head].Word?.Noun == NounClass.Abstract
        )
            return null;
        if (group.Passive)
            return Passive(group, cue);
        if (Compared(group, source) is { } compared)
            return compared;
        var candidate = new Candidate
        {
            Frame = FrameKind.Clause,
            Cue = cue,
            CueTokens = new TokenRange(group.First, group.Last),
            Group = group,
            Source = source,
            Receiver = receiver,
            Content = [],
            SharesSubject = shares,
        };
        if (source is not null && Relativized(candidate, group, source, previous) is { } relativized)
            return relativized;
        var incise =
            cue.Frames.HasFlag(CueFrames.Incise | CueFrames.Quotation) || cue.Frames.HasFlag(CueFrames.Quotation);
        var inverted = (receiver ?? source) is { } subject && subject.First > group.Last || group.Pronoun >= 0;
        if (incise && group.Form == WordTags.Finite && source is not null && !shares)
        {
            var left = Left(candidate, group, source, inverted);
            if (inverted && AfterSubject(candidate, source) is { } after)
                return after;
            if (left is not null && (inverted || ClosesQuotation(Math.Min(group.First, source.First) - 1)))
                return left;
            var right = Right(candidate, group);
            if (right is not null && !inverted && !cue.Frames.HasFlag(CueFrames.Incise))
                return right;
            return
                left is not null
                && right is not { Frame: FrameKind.Clause or FrameKind.Quotation or FrameKind.Infinitive }
                ? left
                : right;
        }
        return inverted ? AfterSubject(candidate, source) : Right(candidate, group);
    }

    // The content stands before the pronoun that resumes it: ", ce que l'armée dément", "a system which he said was unfair".
    private Candidate? Relativized(Candidate candidate, VerbGroup group, Mention source, Candidate? previous)
    {
        var pronoun = Math.Min(group.First, source.First) - 1;
        if (pronoun < 2 || group.Form != WordTags.Finite)
            return null;
        var resumes = Tokens[pronoun - 1].Can(WordTags.Resumptive) && Tokens[pronoun].Is(WordTags.Complementizer);
        var comma = resumes ? pronoun - 2 : pronoun - 1;
        if (!resumes && !(Tokens[pronoun].Is(WordTags.Relative) && article.Language.AllowsZeroComplementizer))
            return null;
        var after = Math.Max(group.Last, source.Last) + 1;
        if (article.GroupAt(after) is { Form: WordTags.Finite } said && said.First == after && !resumes)
            return mentions.Antecedent(pronoun) is { } antecedent
                ? candidate with
                {
                    Frame = FrameKind.BareClause,
                    Content =
                    [
                        new TokenRange(antecedent.First, antecedent.Last),
                        new TokenRange(after, clauses.End(after)),
                    ],
                }
                : null;
        if (Tokens[comma].Kind != TokenKind.Comma)
            return null;
        var end = comma - 1;
        var start = article.Sentences.First(end);
        return candidate with
        {
            Frame = FrameKind.Incise,
            Content =
                previous is not null && previous.End == end && previous.Start >= start
                    ? previous.Content
                    : [new TokenRange(start, end)],
        };
    }

    // "a-t-on appris auprès du ministère", "has learned from two officials": who hears is the subject, who says it comes after a preposition.
    private Mention? Informant(VerbGroup group, Mention? subject)
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

    private static Mention? WithoutFirst(Mention? mention) =>
        mention is null
            ? null
            : mention with
            {
                First = mention.First + 1,
                Core = mention.Core with { First = mention.Core.First + 1 },
            };

    // "comme l'indique X : « … »", "a déclaré X : « … »".
    private Candidate? AfterSubject(Candidate candidate, Mention? source) =>
        source is not null && Tokens[source.Last + 1].Kind == TokenKind.Colon
            ? Introduced(candidate, source.Last + 1, article.Sentences.End(candidate.CueTokens.First))
            : null;

    // "s'assurer" is not "assurer"; a participle alone reports only in "a dit … et ajouté"; an infinitive only where its subject is known.
    private bool MayReport(VerbGroup group, Cue cue, Mention? source)
    {
        if (!article.Language.AdjectivesFollow)
            return true;
        if (group.Cue is null)
            return true;
        var reflexive = false;
        for (var k = group.First; k < group.Head; k++)
            reflexive |= article.Form(k) is "s'" or "se";
        // "veut dire", "il faut dire" report nothing.
        if (
            reflexive
                ? !cue.Has(CueTraits.Reflexive)
                : cue.Has(CueTraits.OnlyReflexive) || group.Modal && cue.Lemma == "dire"
        )
            return false;
        // "cela dit", "ce qui veut dire"
        if (
            source is { Core.IsPronoun: true }
            && article.Form(source.Core.Head) is "cela" or "ça" or "ceci" or "ce" or "c'"
        )
            return false;
        return group.Form switch
        {
            WordTags.Participle => group.First > 0 && Tokens[group.First - 1].Is(WordTags.Coordinator),
            WordTags.Infinitive => source is not null,
            _ => true,
        };
    }

    // "Comme l'a dit X, P", "As X put it, P".
    private Candidate? Compared(VerbGroup group, Mention? source)
    {
        var first = article.Sentences.First(group.First);
        while (first < group.First && Tokens[first].Is(WordTags.Adverb))
            first++;
        if (
            article.Form(first) is not ("comme" or "as" or "ainsi" or "como")
            || group.First - first > 12
            || source is null
            || source.First < first
        )
            return null;
        var end = Math.Max(source.Last, group.Last) + 1;
        while (end < Tokens.Length && end < group.Last + 14 && Tokens[end].Kind == TokenKind.Word)
            end++;
        if (end + 1 >= article.Sentences.End(first) || Tokens[end].Kind != TokenKind.Comma)
            return null;
        return new Candidate
        {
            Frame = FrameKind.According,
            Cue = group.Cue,
            CueTokens = new TokenRange(group.First, group.Last),
            Group = group,
            Source = source,
            Content = [new TokenRange(end + 1, clauses.End(end + 1))],
        };
    }

    private (Mention? Source, bool Shares) SourceOf(VerbGroup group, Candidate? previous)
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
                || ClosesQuotation(group.First - 1)
                || before.Kind == TokenKind.CloseParenthesis;
            // "comme l'indique X", "ce que nie X"
            afterMark |=
                group.First > 0
                && (
                    article.Form(group.First - 1) is "comme" or "como"
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
            if (mayInvert && InvertedSubject(group) is { } inverted)
            {
                var outer = before.Kind == TokenKind.Comma ? mentions.Before(group.First) : null;
                if (
                    outer is null
                    || clauses.HasFiniteVerb(article.Sentences.First(group.First), group.First - 1)
                    || ClosesQuotation(group.First - 2)
                )
                    return (inverted, false);
                return (outer, false);
            }
            if (
                SubjectBefore(group.First) is { } subject
                && !(
                    afterMark
                    && ClosesQuotation(group.First - 1)
                    && subject.First >= QuotationBefore(group.First - 1).Open
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

    // Where content clauses need no conjunction, what stands between a relative pronoun and the verb may be a clause with its own subject.
    private Mention? SubjectBefore(int verb) =>
        article.Language.AllowsZeroComplementizer
            ? mentions.Before(verb) ?? mentions.WithRelativeClauseBefore(verb)
            : mentions.WithRelativeClauseBefore(verb) ?? mentions.Before(verb);

    // ", a déclaré le ministre de …": the phrase after the verb, where the sentence or its unit ends with it.
    private Mention? InvertedSubject(VerbGroup group)
    {
        var k = group.Last + 1;
        for (var asides = 0; asides < 4 && AsideBeforeSubject(k) is var after && after > k; asides++)
            k = after;
        if (mentions.After(k) is not { } subject || subject.Core.IsPronoun && article.Language.AdjectivesFollow)
            return null;
        var next = subject.Last + 1;
        if (article.Language.AllowsZeroComplementizer && article.GroupAt(next) is { Form: WordTags.Finite })
            return null;
        return article.Language.AdjectivesFollow ? WithoutAddressee(subject) : subject;
    }

    // One thing between a verb and the subject behind it: "hier", "mardi", "à l'AFP", ", lors d'une visite,". Where it ends, or the same token where none stands.
    private int AsideBeforeSubject(int k)
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
                article.Form(k) is "à" or "au" or "a" or "al"
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

    private Quotation QuotationBefore(int token) =>
        article.QuotationClosedAt(Tokens[token].Kind == TokenKind.Comma ? token - 1 : token)!;

    private bool ClosesQuotation(int token)
    {
        if (token > 0 && Tokens[token].Kind == TokenKind.Comma)
            token--;
        return token > 0 && article.QuotationClosedAt(token) is not null;
    }

    private Candidate? Right(Candidate candidate, VerbGroup group)
    {
        var limit = Math.Min(article.Sentences.End(group.First), group.Last + Farthest);
        var direct = group.Last + 1;
        while (
            direct < limit
            && Tokens[direct].Is(WordTags.Adverb | WordTags.Hedge)
            && !Tokens[direct].Can(WordTags.Complementizer)
        )
            direct++;
        if (Names(group, direct))
            return null;
        if (Introduced(candidate, direct, limit) is { } found)
            return found;
        var k = direct;
        for (var hops = 0; hops < 5 && k < limit; hops++)
        {
            var next = SkipAside(k, limit, hops);
            if (next <= k)
                break;
            k = next;
            if (Introduced(candidate, k, limit) is { } distant)
                return distant;
        }
        return Plain(candidate, group, direct, limit) ?? PlainAfterPhrase(candidate, group, direct, limit);
    }

    // "a dénoncé à plusieurs reprises leur présence", "a annoncé dans un communiqué l'arrestation de …".
    private Candidate? PlainAfterPhrase(Candidate candidate, VerbGroup group, int k, int limit)
    {
        if (
            article.Language.AdjectivesFollow
            && Tokens[k].Kind == TokenKind.Comma
            && SkipAside(k, limit, 2) is var close and > 0
            && close < limit
        )
            return Plain(candidate, group, close, limit);
        if (
            !article.Language.AdjectivesFollow
            || k + 1 >= limit
            || !Tokens[k].Is(WordTags.Preposition)
            || article.PhraseAt(k + 1) is not { } phrase
            || phrase.First > k + 1
        )
            return null;
        var next = mentions.WithPrepositions(phrase) + 1;
        return next < limit && article.PhraseAt(next) is { IsPronoun: false } following && following.First == next
            ? Plain(candidate, group, next, limit)
            : null;
    }

    // One thing that may stand between verb and content: a date, an addressee, "in a statement".
    private int SkipAside(int k, int limit, int hop)
    {
        if (Tokens[k].Is(WordTags.Adverb | WordTags.Hedge))
            return k + 1;
        if (article.PhraseAt(k) is { IsTime: true } time && time.First == k)
            return time.Last + 1;
        if (Tokens[k].Is(WordTags.Preposition | WordTags.Subordinator) && k + 1 < limit)
        {
            // "lors d'une conférence"
            if (Tokens[k + 1].Is(WordTags.Preposition) && article.PhraseAt(k + 1) is null)
                k++;
            var phrase = article.PhraseAt(k + 1) ?? (article.PhraseAt(k) is { } own && own.First == k ? own : null);
            if (phrase is not { } following || following.First > k + 1)
                return article.Language.AdjectivesFollow && article.PhraseAt(k) is { } contracted
                    ? mentions.WithPrepositions(contracted) + 1
                    : -1;
            return mentions.WithPrepositions(following) + 1;
        }
        if (Tokens[k].Kind == TokenKind.Comma && k + 1 < limit)
            for (var close = k + 2; close + 1 < limit && close < k + 14; close++)
                if (
                    Tokens[close].Kind == TokenKind.Comma
                    && (
                        Tokens[k + 1]
                            .Is(WordTags.Preposition | WordTags.Adverb | WordTags.Gerund | WordTags.Subordinator)
                        || Tokens[close + 1].Is(WordTags.Complementizer)
                    )
                )
                    return close + 1;
        // "told reporters that", "warned him that", "a appelé les habitants à".
        if (
            hop <= 1
            && (article.PhraseAt(k) is { } addressee && addressee.First == k)
            && Tokens[addressee.Last + 1].Kind != TokenKind.Quote
            && Tokens[addressee.Last].Word?.NounCue is null
        )
            return (addressee.IsPronoun ? addressee.Last : mentions.WithPrepositions(addressee)) + 1;
        return -1;
    }

    // Content that shows where it starts: a complementizer, a quotation, a colon, an infinitive.
    private Candidate? Introduced(Candidate candidate, int k, int limit)
    {
        if (k >= limit)
            return null;
        var frames = candidate.Cue!.Frames;
        var english = article.Language.AllowsZeroComplementizer;
        if (Tokens[k].Is(WordTags.Complementizer) && (frames & (CueFrames.Clause | CueFrames.Quotation)) != 0)
        {
            var start = Tokens[k].Can(WordTags.Relative) || !IsEmpty(k) ? k : k + 1;
            return Of(candidate, FrameKind.Clause, start);
        }
        if (IsEmpty(k) && english && Tokens[k].Kind == TokenKind.Word && frames.HasFlag(CueFrames.Clause))
            return Of(candidate, FrameKind.Clause, k + 1);
        if (
            frames.HasFlag(CueFrames.Clause)
            && candidate.Cue.Has(CueTraits.Requests)
            && article.Form(k) is "si" or "s'" or "if"
            && Tokens[k].Is(WordTags.Subordinator)
        )
            return Of(candidate, FrameKind.Clause, k);
        if (frames.HasFlag(CueFrames.Quotation))
        {
            var mark = Tokens[k].Kind is TokenKind.Comma or TokenKind.Colon ? k + 1 : k;
            // "a condamné les « … »": the words in marks belong to a noun phrase.
            if (
                mark == k
                && (
                    Tokens[k - 1]
                        .Is(
                            WordTags.Determiner
                                | WordTags.Own
                                | WordTags.Adjective
                                | WordTags.Preposition
                                | WordTags.Number
                        )
                    || frames.HasFlag(CueFrames.Oblique) && Tokens[k - 1].Is(WordTags.Noun)
                )
            )
                return null;
            while (
                mark > k
                && mark < Tokens.Length
                && Tokens[mark].Kind == TokenKind.Break
                && Tokens[k].Kind == TokenKind.Colon
            )
                mark++;
            if (mark < Tokens.Length && article.QuotationOpenedAt(mark) is { } quotation)
                return Quoted(candidate, quotation, mark > k);
        }
        if (
            Tokens[k].Kind == TokenKind.Colon
            && k + 1 < limit
            && (frames & (CueFrames.Quotation | CueFrames.Clause)) != 0
            && Tokens[k + 1].Kind != TokenKind.Break
        )
            return Of(candidate, FrameKind.Colon, k + 1);
        if ((frames & CueFrames.Infinitive) != 0)
        {
            var mark =
                Tokens[k].Is(WordTags.Preposition | WordTags.Determiner)
                && article.Language.InfinitiveMarks.Contains(article.Form(k))
                && k + 1 < limit
                    ? k + 1
                    : k;
            if (
                article.GroupAt(mark) is { Form: WordTags.Infinitive } infinitive
                && infinitive.First <= mark
                && (mark > k || !english || Tokens[k].Is(WordTags.InfinitiveMark))
            )
                return Of(candidate, FrameKind.Infinitive, mark);
        }
        return null;
    }

    // "que l'on appelle « Le Grand »", "dubbed “Shorty”": a name, nothing that is said.
    private bool Names(VerbGroup group, int k) =>
        Tokens[group.Head].Can(WordTags.Naming)
        && article.QuotationOpenedAt(k) is { Words: <= 5 } quotation
        && !clauses.HasFiniteVerb(quotation.Open + 1, quotation.Close - 1);

    private bool IsEmpty(int k) => article.Form(k) is "que" or "qu'" or "that";

    private Candidate? Of(Candidate candidate, FrameKind frame, int start)
    {
        if (start >= article.Sentences.End(candidate.CueTokens.Last))
            return null;
        var end = clauses.End(start);
        return end < start ? null : candidate with { Frame = frame, Content = [new TokenRange(start, end)] };
    }

    private Candidate Quoted(Candidate candidate, Quotation quotation, bool marked)
    {
        var close = quotation.Close;
        // "said "we" would …": a word in marks inside a clause.
        if (
            !marked
            && quotation.Words <= 3
            && close + 1 < Tokens.Length
            && article.GroupAt(close + 1) is { Form: WordTags.Finite }
            && article.Language.AllowsZeroComplementizer
        )
            return candidate with
            {
                Frame = FrameKind.BareClause,
                Content = [new TokenRange(quotation.Open, clauses.End(quotation.Open))],
            };
        var content = new List<TokenRange> { new(quotation.Open, close) };
        AddContinuations(content, close, 1);
        return candidate with { Frame = FrameKind.Quotation, Content = content };
    }

    // « A », « B » or « A » et « B »: further quotations of the same breath.
    private void AddContinuations(List<TokenRange> content, int last, int most)
    {
        for (var more = 0; more < most; more++)
        {
            var k = last + 1;
            while (
                k < Tokens.Length
                && k <= last + 2
                && (Tokens[k].Kind is TokenKind.Comma || Tokens[k].Is(WordTags.Coordinator))
            )
                k++;
            if (k == last + 1 || k >= Tokens.Length || article.QuotationOpenedAt(k) is not { } next)
                return;
            content.Add(new TokenRange(next.Open, next.Close));
            last = next.Close;
        }
    }

    // What follows without sign: a bare clause, an object, a prepositional object.
    private Candidate? Plain(Candidate candidate, VerbGroup group, int k, int limit)
    {
        var frames = candidate.Cue!.Frames;
        if (k >= limit)
            return null;
        if (article.Language.AllowsZeroComplementizer && frames.HasFlag(CueFrames.Clause))
        {
            // "said his work building a business was …": after a verb of saying a phrase is the head of a clause, however far its verb.
            var says =
                frames.HasFlag(CueFrames.Incise)
                && article.PhraseAt(k) is { IsTime: false } head
                && head.First == k
                && !Tokens[k].Is(WordTags.Clitic)
                && Tokens[head.Last + 1].Kind is TokenKind.Word or TokenKind.Comma or TokenKind.Dash or TokenKind.Quote
                && !Tokens[head.Last + 1].Is(WordTags.Complementizer | WordTags.InfinitiveMark)
                && candidate.Cue.Lemma is not "tell" and not "inform" and not "warn" and not "remind" and not "ask"
                && clauses.HasFiniteVerb(k, clauses.End(k));
            if ((says || BareClause(k, limit)) && Of(candidate, FrameKind.BareClause, k) is { } bare)
                return bare;
            var after =
                article.PhraseAt(k) is { } skipped && skipped.First == k ? skipped.Last + 1
                : Tokens[k].Is(WordTags.Preposition) && article.PhraseAt(k + 1) is { } inside
                    ? mentions.WithPrepositions(inside) + 1
                : -1;
            if (
                after > k
                && after < limit
                && (
                    article.PhraseAt(k)?.IsTime == true
                    || Tokens[k].Is(WordTags.Preposition | WordTags.Clitic)
                    || TakesAddressee(candidate.Cue)
                )
                && BareClause(after, limit)
                && Of(candidate, FrameKind.BareClause, after) is { } distant
            )
                return distant;
        }
        if (group.Form == WordTags.Participle && article.Language.AdjectivesFollow && !candidate.SharesSubject)
            return null;
        // "évoque de « nombreuses victimes »", "parle de « dizaines de morts »".
        if (
            article.Language.AdjectivesFollow
            && Tokens[k].Is(WordTags.Preposition | WordTags.Determiner)
            && article.QuotationOpenedAt(Tokens[k + 1].Is(WordTags.Determiner) ? k + 2 : k + 1) is { } marked
            && (frames & (CueFrames.Nominal | CueFrames.Oblique)) != 0
            && article.Form(k) is "de" or "d'" or "du" or "des"
        )
            return candidate with { Frame = FrameKind.Nominal, Content = [new TokenRange(marked.Open, marked.Close)] };
        if (
            article.PhraseAt(k) is { } phrase
            && phrase.First == k
            && !phrase.IsTime
            && (frames & (CueFrames.Nominal | CueFrames.About)) != 0
        )
        {
            // "rejected reports that P", "a démenti les informations selon lesquelles P": what is rejected or confirmed is P.
            if (
                candidate.Cue.Stance != LinkStance.Neutral
                && Tokens[phrase.Last].Word?.NounCue is not null
                && clauses.ContentAfter(phrase.Last) is var inner and > 0
                && Of(candidate, FrameKind.Clause, inner) is { } reported
            )
                return reported with { CueTokens = candidate.CueTokens with { Last = phrase.Last } };
            var end = ObjectEnd(phrase);
            if (
                frames.HasFlag(CueFrames.About)
                && end + 1 < limit
                && article.Form(end + 1) is "de" or "d'" or "comme" or "for" or "as" or "of"
            )
                end = clauses.End(k);
            return candidate with
            {
                Frame = frames.HasFlag(CueFrames.Nominal) ? FrameKind.Nominal : FrameKind.About,
                Content = [new TokenRange(k, end)],
            };
        }
        // "le décrit comme P", "qu'il qualifie de P": the one spoken of stands before the verb.
        if (
            frames.HasFlag(CueFrames.About)
            && article.Language.AdjectivesFollow
            && article.Form(k) is "comme" or "de" or "d'" or "como"
            && k + 1 < limit
        )
            return candidate with
            {
                Frame = FrameKind.About,
                Content =
                [
                    new TokenRange(
                        k + 1,
                        ObjectEnd(article.PhraseAt(k + 1) ?? new NounPhrase(k + 1, k + 1, k + 1, false, false))
                    ),
                ],
            };
        if (
            article.QuotationOpenedAt(k) is { } quotation
            && (frames & (CueFrames.Nominal | CueFrames.About | CueFrames.Oblique)) != 0
        )
            return candidate with { Frame = FrameKind.Nominal, Content = [new TokenRange(k, quotation.Close)] };
        if (
            frames.HasFlag(CueFrames.Oblique)
            && Tokens[k].Is(WordTags.Preposition | WordTags.Determiner)
            && k + 1 < limit
        )
        {
            var contracted = article.PhraseAt(k) is { } merged && merged.First == k;
            var start = contracted ? k : k + 1;
            if (article.PhraseAt(start) is { IsTime: false } target && target.First == start)
                return candidate with
                {
                    Frame = FrameKind.Oblique,
                    Content = [new TokenRange(start, ObjectEnd(target))],
                    CueTokens = candidate.CueTokens with { Last = contracted ? candidate.CueTokens.Last : k },
                };
        }
        return null;
    }

    // A noun phrase, maybe with its prepositional phrases, and a finite verb.
    private bool BareClause(int k, int limit)
    {
        if (k >= limit || article.PhraseAt(k) is not { } subject || subject.First != k)
            return k < limit && (Tokens[k].Is(WordTags.Subordinator) || article.Form(k) == "there");
        var next = subject.Last + 1;
        for (var hops = 0; hops < 3 && next < limit; hops++)
        {
            while (next < limit && Tokens[next].Is(WordTags.Adverb))
                next++;
            if (next < limit && article.GroupAt(next) is { Form: WordTags.Finite })
                return true;
            if (
                next + 1 < limit
                && Tokens[next].Is(WordTags.Preposition | WordTags.Coordinator)
                && article.PhraseAt(next + 1) is { } more
                && more.First == next + 1
            )
                next = more.Last + 1;
            else
                return false;
        }
        return false;
    }

    private int ObjectEnd(NounPhrase phrase)
    {
        var end = clauses.End(phrase.First);
        // An object ends where a new clause, or an aside, begins.
        for (var k = phrase.Last + 1; k <= end; k++)
        {
            if (article.QuotationOpenedAt(k) is { } quotation)
            {
                k = quotation.Close;
                continue;
            }
            var kind = Tokens[k].Kind;
            if (kind is TokenKind.Comma && article.QuotationOpenedAt(k + 1) is not null)
                continue;
            if (
                kind is TokenKind.Comma
                && !(article.PhraseAt(k + 1) is not null && SeriesGoesOn(k, end))
                && !Tokens[k + 1].Is(WordTags.Relative)
            )
                return clauses.Trim(phrase.First, k - 1);
            if (
                kind is TokenKind.Dash or TokenKind.Colon
                || Tokens[k].Is(WordTags.Subordinator) && article.Form(k) is not "comme" and not "as"
            )
                return clauses.Trim(phrase.First, k - 1);
            if (
                Tokens[k].Is(WordTags.Coordinator)
                && k + 1 <= end
                && (article.GroupAt(k + 1) is { Form: WordTags.Finite } || BareClause(k + 1, end + 1))
            )
                return clauses.Trim(phrase.First, k - 1);
        }
        return end;
    }

    private bool SeriesGoesOn(int comma, int end)
    {
        for (var k = comma + 1; k <= end && k < comma + 14; k++)
        {
            if (Tokens[k].Is(WordTags.Coordinator))
                return true;
            if (article.GroupAt(k) is { Form: WordTags.Finite })
                return false;
        }
        return false;
    }

    private Candidate? Left(Candidate candidate, VerbGroup group, Mention source, bool inverted)
    {
        if (source.Relative >= 0)
            return null;
        var first = inverted ? group.First : source.First;
        var last = inverted ? Math.Max(group.Last, source.Last) : AfterAddressee(group, candidate.Cue!);
        if (first < 2)
            return null;
        var p = first - 1;
        var marked = Tokens[p].Kind is TokenKind.Comma or TokenKind.Dash;
        if (marked)
            p--;
        var quotation = article.QuotationClosedAt(p);
        if (
            quotation is null
            && Tokens[p].Kind == TokenKind.Stop
            && article.QuotationClosedAt(p - 1) is { } stopped
            && stopped.Parent is null
        )
            quotation = stopped;
        // "X said: “Q,” he added", "X affirme : « Q. » Y assure que": one quotation is reported once, by the one who introduces it.
        if (quotation is not null && introduced(quotation))
            return null;
        if (quotation is null && (!marked || Tokens[p].Kind == TokenKind.Break || !EndsHere(last + 1, inverted)))
            return null;
        if (
            quotation is null
            && (
                !candidate.Cue!.Frames.HasFlag(CueFrames.Incise)
                || !inverted
                    && Tokens[last + 1].Kind is not TokenKind.Comma and not TokenKind.Dash
                    && !clauses.HasFiniteVerb(article.Sentences.First(p), p)
            )
        )
            return null;
        if (quotation is not null && Tokens[first - 1].Kind == TokenKind.Break)
            return null;
        var content = new List<TokenRange>();
        int start;
        if (quotation is not null)
        {
            start = article.Sentences.First(quotation.Open);
            if (start < quotation.Open && !clauses.HasFiniteVerb(start, quotation.Open) && !StartsPhrase(start))
                start = quotation.Open;
            if (
                start < quotation.Open
                && quotation.Open > 0
                && Tokens[quotation.Open - 1].Kind is TokenKind.Colon or TokenKind.Break or TokenKind.Stop
            )
                start = quotation.Open;
            if (
                quotation.Words > 12
                && article.GroupAt(quotation.Open - 1) is null
                && Tokens[Math.Max(0, quotation.Open - 1)].Kind is TokenKind.Comma
            )
                start = quotation.Open;
            content.Add(new TokenRange(start, quotation.Close));
        }
        else
        {
            start = article.Sentences.First(p);
            while (start < p && Tokens[start].Kind is TokenKind.Break or TokenKind.Dash)
                start++;
            if (start > p || p - start < 1 && !Tokens[p].Is(WordTags.Pronoun))
                return null;
            content.Add(new TokenRange(start, p));
        }
        Continue(content, last, quotation is not null);
        return candidate with
        {
            Frame = quotation is null ? FrameKind.Incise : FrameKind.QuotationBefore,
            Content = content,
        };
    }

    // "…, a commander told Reuters": the one told stands between the verb and the end of the report.
    private int AfterAddressee(VerbGroup group, Cue cue) =>
        TakesAddressee(cue)
        && article.PhraseAt(group.Last + 1) is { IsTime: false } told
        && told.First == group.Last + 1
        && EndsHere(told.Last + 1, inverted: false)
            ? told.Last
            : group.Last;

    private static bool TakesAddressee(Cue cue) => cue.Lemma is "tell" or "inform" or "warn" or "assure" or "remind";

    private bool StartsPhrase(int token) =>
        article.PhraseAt(token) is not null || Tokens[token].Is(WordTags.Coordinator | WordTags.Preposition);

    // A report in or after its content ends with the sentence, a comma, or a phrase that says when and where.
    private bool EndsHere(int k, bool inverted)
    {
        if (k >= Tokens.Length || Tokens[k].Kind is not TokenKind.Word and not TokenKind.Number)
            return k >= Tokens.Length || Tokens[k].Kind is not TokenKind.Colon;
        return inverted
            || Tokens[k].Is(WordTags.Preposition | WordTags.Adverb | WordTags.Subordinator | WordTags.Clitic)
            || article.PhraseAt(k) is { IsTime: true }
            || article.GroupAt(k) is { Form: WordTags.Gerund };
    }

    // The content goes on after the cue: ", a-t-il dit, P2", "… said. "Q2"".
    private void Continue(List<TokenRange> content, int cueEnd, bool quoted)
    {
        var k = cueEnd + 1;
        var limit = Math.Min(Tokens.Length, cueEnd + 25);
        while (k < limit && Tokens[k].Kind is TokenKind.Word or TokenKind.Number && quoted)
            k++;
        if (k >= limit)
            return;
        if (quoted)
        {
            var mark = Tokens[k].Kind is TokenKind.Comma or TokenKind.Stop or TokenKind.Colon ? k + 1 : k;
            if (
                mark > k
                && mark < Tokens.Length
                && article.QuotationOpenedAt(mark) is { } next
                && !clauses.HasOwnCue(next)
            )
                content.Add(new TokenRange(next.Open, next.Close));
            return;
        }
        if (Tokens[k].Kind != TokenKind.Comma && Tokens[k].Kind != TokenKind.Dash || k + 1 >= Tokens.Length)
            return;
        var complete = clauses.HasFiniteVerb(content[0].First, content[0].Last);
        if (
            article.GroupAt(k + 1) is { Form: WordTags.Gerund or WordTags.Participle }
            || article.Level(k + 1) != article.Level(cueEnd)
        )
            return;
        if (complete && !Tokens[k + 1].Is(WordTags.Coordinator) && article.QuotationOpenedAt(k + 1) is null)
            return;
        if (k + 1 >= article.Sentences.End(cueEnd))
            return;
        var end = clauses.End(k + 1);
        if (end > k + 1)
            content.Add(new TokenRange(k + 1, end));
    }

    // "P a été annoncé par X", "X est accusé de Y", "is expected to".
    private Candidate? Passive(VerbGroup group, Cue cue)
    {
        var subject = mentions.Before(group.First);
        var k = group.Last + 1;
        Mention? agent = null;
        var cueLast = group.Last;
        var limit = article.Sentences.End(group.First);
        while (k < limit && Tokens[k].Is(WordTags.Adverb))
            k++;
        if (k + 1 < limit && article.Language.Agents.Contains(article.Form(k)) && mentions.After(k + 1) is { } by)
        {
            agent = by;
            k = by.Last + 1;
        }
        var content = new List<TokenRange>();
        // Of "X est accusé de P" the content is P alone where adjectives and complements follow.
        var expletive =
            subject is null
            || article.Form(subject.First) is "il" or "it" or "ce"
            || cue.Frames.HasFlag(CueFrames.About) && article.Language.AdjectivesFollow;
        if (!expletive)
            content.Add(new TokenRange(subject!.First, subject.Last));
        var introduced = Introduced(
            new Candidate
            {
                Frame = FrameKind.Passive,
                Cue = cue with { Frames = CueFrames.Clause | CueFrames.Infinitive | CueFrames.Quotation },
                CueTokens = new TokenRange(group.First, group.Last),
                Source = null,
                Content = [],
            },
            k,
            limit
        );
        if (introduced is not null)
            content.AddRange(introduced.Content);
        else if (
            k < limit
            && Tokens[k].Is(WordTags.Preposition | WordTags.Subordinator | WordTags.Determiner)
            && article.Form(k) is "de" or "d'" or "as" or "comme" or "of" or "for" or "à"
            && k + 1 < limit
        )
        {
            var end = clauses.End(k + 1);
            for (var at = k + 2; at < end && agent is null; at++)
                if (
                    article.Language.Agents.Contains(article.Form(at))
                    && mentions.After(at + 1) is { } late
                    && (late.Last >= end - 1 || article.QuotationClosedAt(at - 1) is not null)
                )
                {
                    agent = late;
                    end = at - 1;
                }
            content.Add(new TokenRange(k + 1, end));
        }
        else if (agent is null && (cue.Frames & CueFrames.Nominal) == 0)
            return null;
        if (content.Count == 0)
            return null;
        content.Sort((a, b) => a.First.CompareTo(b.First));
        return new Candidate
        {
            Frame = FrameKind.Passive,
            Cue = cue,
            CueTokens = new TokenRange(group.First, cueLast),
            Group = group,
            Source = agent,
            Content = content,
        };
    }
}

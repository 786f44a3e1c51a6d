namespace ClaimTracker.Extraction;

/// <summary>Reads what a reporting verb reports from what follows it: a clause, a quotation, an infinitive, an object.</summary>
internal sealed class ContentAfterVerb(Article article, Mentions mentions, Clauses clauses)
{
    // So many words may stand between a verb and the content it introduces ("a déclaré lundi à l'agence X, à Y, que").
    private const int Farthest = 30;

    private Token[] Tokens => article.Tokens;

    public Candidate? Find(Candidate candidate, VerbGroup group)
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
    public Candidate? Introduced(Candidate candidate, int k, int limit)
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
            && Tokens[k].Can(WordTags.Whether)
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

    private bool IsEmpty(int k) => Tokens[k].Can(WordTags.Empty);

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
                && !candidate.Cue.Has(CueTraits.Addresses)
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
                    || candidate.Cue.Has(CueTraits.Addresses)
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
            && Tokens[k].Can(WordTags.Of | WordTags.Contracted)
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
            if (frames.HasFlag(CueFrames.About) && end + 1 < limit && Tokens[end + 1].Can(WordTags.Predicating))
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
            && Tokens[k].Can(WordTags.Predicating)
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
            return k < limit && (Tokens[k].Is(WordTags.Subordinator) || Tokens[k].Can(WordTags.Expletive));
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
                || Tokens[k].Is(WordTags.Subordinator) && !Tokens[k].Can(WordTags.Comparing)
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
}

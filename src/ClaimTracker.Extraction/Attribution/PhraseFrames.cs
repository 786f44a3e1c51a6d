namespace ClaimTracker.Extraction;

/// <summary>Reports without a verb: "selon X", "X's claim that", "X: …", and quotations nobody introduces.</summary>
internal sealed class PhraseFrames(Article article, Mentions mentions, Clauses clauses)
{
    // A quotation of fewer words that no cue introduces is a title or a word held at arm's length.
    private const int FewestFreeWords = 6;

    private const int LongestAside = 25;

    private Token[] Tokens => article.Tokens;

    /// <summary>"selon X, P", "P, selon X", "P1, according to X, P2".</summary>
    public Candidate? According(Attributive attributive) =>
        attributive.First > 0 && Tokens[attributive.First - 1].Can(WordTags.NamesAfter)
            ? null
            : Adverbial(attributive.First, attributive.Last, attributive.Cue, mentions.After(attributive.Last + 1));

    /// <summary>"Pour X, P" at the head of a sentence, where X can speak.</summary>
    public Candidate? Opinion(int token)
    {
        var lead = token - article.Sentences.First(token);
        if (
            lead > 3
            || lead > 0 && Tokens[token - 1].Kind != TokenKind.Comma
            || mentions.After(token + 1) is not { } mention
            || Tokens[mention.Last + 1].Kind != TokenKind.Comma
        )
            return null;
        var core = mention.Core;
        var speaks =
            core.IsPronoun && article.Form(core.Head) is "lui" or "elle" or "eux" or "elles"
            || mentions.IsRole(core)
            || Tokens[core.Head].Is(WordTags.Proper)
                && Tokens[core.Head].Kind == TokenKind.Word
                && Tokens[core.First].Is(WordTags.Proper)
            || Tokens[core.Last].Is(WordTags.Proper)
                && core.Last > core.First
                && Tokens[core.Last - 1] is { Capital: true, Word.Noun: NounClass.FirstName };
        return speaks ? Adverbial(token, token, null, mention, leads: true) : null;
    }

    /// <summary>"de source policière", "de sources concordantes".</summary>
    public Candidate? FromSource(int token)
    {
        if (
            article.PhraseAt(token + 1) is not { } phrase
            || phrase.First != token + 1
            || Tokens[phrase.First].Word?.Noun != NounClass.Unnamed
            || Tokens[phrase.Last + 1].Kind is TokenKind.Word && !Tokens[phrase.Last + 1].Is(WordTags.Preposition)
        )
            return null;
        var end = mentions.WithPrepositions(phrase);
        return Tokens[token - 1].Kind == TokenKind.Comma || token == article.Sentences.First(token)
            ? Adverbial(token, token, null, new Mention(phrase.First, end, phrase, end))
            : null;
    }

    private Candidate? Adverbial(int first, int last, Cue? cue, Mention? mention, bool leads = false)
    {
        if (mention is null || Tokens[mention.First].Is(WordTags.Relative))
            return null;
        var start = article.Sentences.First(first);
        while (start < first && Tokens[start].Kind is TokenKind.Break or TokenKind.Dash)
            start++;
        // "(6 000 selon la préfecture)": no further than the parenthesis.
        for (var k = first - 1; k > start && k > first - 30; k--)
            if (Tokens[k].Kind == TokenKind.CloseParenthesis)
                break;
            else if (Tokens[k].Kind == TokenKind.OpenParenthesis)
                start = k + 1;
        var end = article.Sentences.End(first);
        var after = mention.Last + 1;
        var content = new List<TokenRange>();
        var lead = first - start;
        var initial =
            leads
            || lead == 0
            || (
                lead <= 2
                && Tokens[start]
                    .Is(WordTags.Coordinator | WordTags.Adverb | WordTags.Subordinator | WordTags.Complementizer)
            )
            || Tokens[first - 1].Is(WordTags.Complementizer | WordTags.Subordinator)
            || Tokens[first - 1].Kind == TokenKind.Comma
                && Tokens[first - 2].Is(WordTags.Complementizer | WordTags.Coordinator)
            || lead <= 12
                && Tokens[first - 1].Kind == TokenKind.Comma
                && !clauses.HasFiniteVerb(start, first - 1)
                && Tokens[start].Is(WordTags.Preposition);
        if (initial)
        {
            after = AfterAside(after, end);
            if (after < end && Tokens[after].Kind is TokenKind.Comma or TokenKind.Colon)
                after++;
            if (after >= end)
                return null;
            content.Add(new TokenRange(after, clauses.End(after)));
        }
        else
        {
            // "qui, selon lui, avait …": the clause the aside stands in.
            var before = first - 1;
            if (Tokens[before].Kind == TokenKind.Comma)
                before--;
            var goesOn = after + 1 < end && Tokens[after].Kind is TokenKind.Comma or TokenKind.Dash;
            if (Tokens[before].Is(WordTags.Relative | WordTags.Complementizer) && goesOn)
                content.Add(new TokenRange(after + 1, clauses.End(after + 1)));
            else
            {
                if (
                    article.QuotationClosedAt(before) is { } quotation
                    && article.Sentences.First(quotation.Open) == quotation.Open
                )
                    start = quotation.Open;
                content.Add(new TokenRange(start, clauses.Trim(start, before)));
                if (
                    goesOn
                    && (
                        !clauses.HasFiniteVerb(start, before) || article.GroupAt(after + 1) is { Form: WordTags.Finite }
                    )
                )
                    content.Add(new TokenRange(after + 1, clauses.End(after + 1)));
            }
        }
        return content.TrueForAll(r => r.Last >= r.First)
            ? new Candidate
            {
                Frame = FrameKind.According,
                Cue = cue,
                CueTokens = new TokenRange(first, last),
                Source = mention,
                Content = content,
            }
            : null;
    }

    // "selon X, qui cite Y, P": the comma that closes what is said of X.
    private int AfterAside(int comma, int end)
    {
        if (
            comma + 1 >= end
            || Tokens[comma].Kind != TokenKind.Comma
            || !Tokens[comma + 1].Is(WordTags.Relative)
                && article.GroupAt(comma + 1) is not { Form: WordTags.Gerund or WordTags.Participle }
        )
            return comma;
        for (var k = comma + 2; k + 1 < Math.Min(end, comma + LongestAside); k++)
            if (Tokens[k].Kind == TokenKind.Comma && clauses.HasFiniteVerb(k + 1, clauses.End(k + 1)))
                return k;
        return comma;
    }

    /// <summary>"X's claim that P", "l'annonce de X selon laquelle P", "its support for Y".</summary>
    public Candidate? Noun(int token)
    {
        var cue = Tokens[token].Word!.NounCue!;
        if (article.PhraseAt(token) is not { } phrase || phrase.Last != token)
            return null;
        Mention? source = null;
        var cueFirst = token;
        for (var k = phrase.First; k < token; k++)
            if (Tokens[k].Is(WordTags.Own))
            {
                var own = new NounPhrase(k, k, k, true, false);
                source = new Mention(k, k, own, k);
                cueFirst = k + 1;
            }
            else if (Tokens[k].Is(WordTags.Possessive) && k > phrase.First)
            {
                source = new Mention(
                    phrase.First,
                    k - 1,
                    new NounPhrase(phrase.First, k - 1, k - 1, false, false),
                    k - 1
                );
                cueFirst = k;
            }
        var next = token + 1;
        if (
            source is null
            && next + 1 < Tokens.Length
            && (
                article.Language.Linking.Contains(article.Form(next)) && article.Form(next) is not "to" and not "for"
                || article.Language.Agents.Contains(article.Form(next))
            )
            && mentions.After(next + 1) is { } author
            && !author.Core.IsTime
        )
        {
            var follows = author.CoreLast + 1;
            if (follows + 1 < Tokens.Length && clauses.ContentAfter(follows - 1) > 0)
            {
                source = author with { Last = author.CoreLast };
                next = follows;
            }
        }
        if (next + 2 >= Tokens.Length)
            return null;
        var start = -1;
        var frame = FrameKind.Noun;
        if (cue.Frames.HasFlag(CueFrames.Clause) && clauses.ContentAfter(next - 1) is var content and > 0)
            start = content;
        else if (
            cue.Frames.HasFlag(CueFrames.Infinitive)
            && source is not null
            && article.GroupAt(Tokens[next].Is(WordTags.Preposition) ? next + 1 : next)
                is { Form: WordTags.Infinitive } infinitive
            && infinitive.First <= next + 1
        )
            start = Tokens[next].Is(WordTags.Preposition) ? next + 1 : next;
        else if (
            cue.Frames.HasFlag(CueFrames.Oblique)
            && source is not null
            && Tokens[next].Is(WordTags.Preposition)
            && article.PhraseAt(next + 1) is { IsTime: false } target
            && target.First == next + 1
        )
            return new Candidate
            {
                Frame = frame,
                Cue = cue,
                CueTokens = new TokenRange(cueFirst, next),
                Source = source,
                Content = [new TokenRange(next + 1, mentions.WithPrepositions(target))],
            };
        if (start < 0 || start >= article.Sentences.End(token))
            return null;
        var end = clauses.End(start);
        return end < start
            ? null
            : new Candidate
            {
                Frame = frame,
                Cue = cue,
                CueTokens = new TokenRange(cueFirst, token),
                Source = source,
                Content = [new TokenRange(start, end)],
            };
    }

    /// <summary>"Obama: …" and "TRUMP: …" at the head of a paragraph.</summary>
    public Candidate? Headed(int first)
    {
        if (mentions.After(first) is not { } speaker || speaker.Last - first > 14 || speaker.Core.IsPronoun)
            return null;
        var colon = speaker.Last + 1;
        if (
            Tokens[colon].Kind == TokenKind.OpenParenthesis
            || Tokens[colon].Kind != TokenKind.Colon
            || colon + 2 >= Tokens.Length
            || !Tokens[speaker.Core.Head].Is(WordTags.Proper) && !mentions.IsRole(speaker.Core)
        )
            return null;
        var quotedAfter = article.QuotationOpenedAt(colon + 1);
        // "Syrie : …" names a place, "Macron : …" a speaker.
        if (
            article.Language.AdjectivesFollow
            && quotedAfter is null
            && !(
                SourceReader.Read(article, speaker) is { Kind: ProposedSourceKind.Person } person
                && (person.Office is not null || person.Name.Contains(' ', StringComparison.Ordinal))
            )
        )
            return null;
        // "Pont de Kasra : « … », affirme la maire": what the heading names is spoken of.
        if (quotedAfter is not null && clauses.HasOwnCue(quotedAfter))
            return null;
        if (quotedAfter is { } quotation)
            return Of(new TokenRange(quotation.Open, quotation.Close));
        var last = colon + 1;
        while (last + 1 < Tokens.Length && Tokens[last + 1].Kind != TokenKind.Break && last < colon + 400)
            last++;
        return last > colon + 1 ? Of(new TokenRange(colon + 1, last)) : null;

        Candidate Of(TokenRange content) =>
            new()
            {
                Frame = FrameKind.Colon,
                Cue = null,
                CueTokens = new TokenRange(colon, colon),
                Source = speaker,
                Content = [content],
            };
    }

    /// <summary>A quotation that no cue introduces: it is signed, or the one who spoke last goes on.</summary>
    public Candidate? Free(Quotation quotation, Candidate? previous)
    {
        if (quotation.Parent is not null)
            return null;
        if (Signature(quotation) is { } signed)
            return Uncued(FrameKind.Colon, signed, quotation, shares: false);
        return
            previous?.Source is { } speaker
            && quotation.Words >= FewestFreeWords
            && clauses.HasFiniteVerb(quotation.Open + 1, quotation.Close - 1)
            ? Uncued(FrameKind.FreeQuotation, speaker, quotation, shares: true)
            : null;
    }

    // "“…”: Mark Adler", "« … » — Gérard Stark, commissaire", and the name on a line of its own: to the end of the paragraph nothing else follows.
    private Mention? Signature(Quotation quotation)
    {
        var mark = quotation.Close + 1;
        while (mark < Tokens.Length && Tokens[mark].Kind is TokenKind.Break or TokenKind.Stop)
            mark++;
        if (
            mark + 1 >= Tokens.Length
            || Tokens[mark].Kind != TokenKind.Dash
                && (Tokens[mark].Kind != TokenKind.Colon || mark > quotation.Close + 1)
            || mentions.After(mark + 1) is not { } signed
            || !mentions.CanSpeak(signed.Core)
            || signed.Core.IsPronoun
        )
            return null;
        var end = signed.Last + 1;
        if (Tokens[end].Kind == TokenKind.Stop)
            end++;
        return Tokens[end].Kind == TokenKind.Break ? signed : null;
    }

    private static Candidate Uncued(FrameKind frame, Mention source, Quotation quotation, bool shares) =>
        new()
        {
            Frame = frame,
            Cue = null,
            CueTokens = new TokenRange(-1, -1),
            Source = source,
            Content = [new TokenRange(quotation.Open, quotation.Close)],
            SharesSubject = shares,
        };
}

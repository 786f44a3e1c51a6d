namespace ClaimTracker.Extraction;

/// <summary>Reads what a reporting verb reports from what stands before it: a quotation, or the clause it is an aside of.</summary>
/// <param name="introduced">Whether an earlier cue has introduced this quotation already.</param>
internal sealed class ContentBeforeVerb(Article article, Clauses clauses, Predicate<Quotation> introduced)
{
    private Token[] Tokens => article.Tokens;

    public Candidate? Find(Candidate candidate, VerbGroup group, Mention source, bool inverted)
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
        cue.Has(CueTraits.Addresses)
        && article.PhraseAt(group.Last + 1) is { IsTime: false } told
        && told.First == group.Last + 1
        && EndsHere(told.Last + 1, inverted: false)
            ? told.Last
            : group.Last;

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
}

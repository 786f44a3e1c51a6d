namespace ClaimTracker.Extraction;

/// <summary>Where clauses start and end inside a sentence.</summary>
internal sealed class Clauses(Article article)
{
    private Token[] Tokens => article.Tokens;

    /// <summary>The last token of the clause that starts here: the sentence's, or the one before another speaker or another report begins.</summary>
    public int End(int start)
    {
        var level = article.Level(start);
        var end = article.Sentences.End(start);
        var parentheses = 0;
        for (var k = start; k < end; k++)
        {
            if (article.QuotationOpenedAt(k) is { } quotation && quotation.Close > k)
            {
                k = Math.Min(quotation.Close, end - 1);
                // "… weak,” she added": the comma stands before the closing mark.
                if (Tokens[k - 1].Kind == TokenKind.Comma && k + 1 < end && OpensReport(k + 1, start))
                    return k;
                continue;
            }
            if (article.Level(k) != level)
                return Trim(start, k - 1);
            switch (Tokens[k].Kind)
            {
                case TokenKind.OpenParenthesis:
                    parentheses++;
                    break;
                case TokenKind.CloseParenthesis when parentheses-- == 0:
                case TokenKind.Break or TokenKind.Semicolon:
                    return Trim(start, k - 1);
                case TokenKind.Comma or TokenKind.Dash when k > start && OpensReport(k + 1, start):
                    return Trim(start, k - 1);
                case TokenKind.Word when k > start && Tokens[k].Is(WordTags.Coordinator) && SharedCue(k + 1):
                    return Trim(start, Tokens[k - 1].Kind == TokenKind.Comma ? k - 2 : k - 1);
                // "en rejetant la faute sur …", "avant d'annoncer que …"
                case TokenKind.Word
                    when k > start
                        && article.Form(k) == "en"
                        && article.GroupAt(k + 1) is { Form: WordTags.Gerund, Cue: { } also }
                        && (also.Frames & CueFrames.About) == 0:
                    return Trim(start, k - 1);
                case TokenKind.Word
                    when k > start + 2
                        && Tokens[k].Is(WordTags.According)
                        && Tokens[k - 1].Kind == TokenKind.Word
                        && !Tokens[k - 1].Is(WordTags.Complementizer | WordTags.Relative):
                    return Trim(start, k - 1);
            }
        }
        return Trim(start, end - 1);
    }

    /// <summary>The range without the commas, dashes and full stops at its ends.</summary>
    public int Trim(int start, int last)
    {
        while (
            last > start
            && Tokens[last].Kind
                is TokenKind.Comma
                    or TokenKind.Dash
                    or TokenKind.Stop
                    or TokenKind.Semicolon
                    or TokenKind.Colon
                    or TokenKind.Break
        )
            last--;
        return last;
    }

    public bool HasFiniteVerb(int first, int last)
    {
        for (var k = first; k <= last; k++)
            if (
                article.GroupAt(k) is { Form: WordTags.Finite } group
                && article.Level(k) == article.Level(first)
                && group.First >= first
            )
                return true;
        return false;
    }

    /// <summary>Where the content of a noun of saying starts: after "that", "que" or "selon laquelle"; -1 where none follows.</summary>
    public int ContentAfter(int noun)
    {
        var k = noun + 1;
        return k + 2 >= Tokens.Length ? -1
            : Tokens[k].Is(WordTags.Complementizer) || article.Form(k) == "that" && !Tokens[k].Is(WordTags.Determiner)
                ? k + 1
            : Tokens[k].Is(WordTags.According) && Tokens[k + 1].Is(WordTags.Relative) ? k + 2
            : -1;
    }

    /// <summary>"« Q2 », a-t-il ajouté": the quotation belongs to a report of its own.</summary>
    public bool HasOwnCue(Quotation quotation)
    {
        var k = quotation.Close + 1;
        if (k < Tokens.Length && Tokens[k].Kind == TokenKind.Comma)
            k++;
        for (var j = k; j < Math.Min(Tokens.Length, k + 8); j++)
        {
            if (article.GroupAt(j) is { Cue: not null } or { Pronoun: >= 0 })
                return true;
            if (Tokens[j].Kind is not TokenKind.Word)
                return false;
        }
        return false;
    }

    /// <summary>A quotation ends here, or before the comma that stands here.</summary>
    public bool ClosesQuotation(int token)
    {
        if (token > 0 && Tokens[token].Kind == TokenKind.Comma)
            token--;
        return token > 0 && article.QuotationClosedAt(token) is not null;
    }

    /// <summary>That quotation.</summary>
    public Quotation QuotationBefore(int token) =>
        article.QuotationClosedAt(Tokens[token].Kind == TokenKind.Comma ? token - 1 : token)!;

    // After a comma: ", a-t-il ajouté", ", disant que", ", he said", ", selon X".
    private bool OpensReport(int k, int clauseStart)
    {
        if (k >= Tokens.Length - 1)
            return false;
        if (Tokens[k].Is(WordTags.According))
            return k > clauseStart + 2 && !Tokens[k - 1].Is(WordTags.Relative) && !MiddleAccording(k);
        if (Resumes(k))
            return true;
        if (article.Form(k) == "avant" && article.GroupAt(k + 2) is { Form: WordTags.Infinitive, Cue: not null })
            return true;
        var at =
            Tokens[k].Is(WordTags.Coordinator | WordTags.Adverb | WordTags.Subordinator)
            || article.Form(k) is "en" or "tout" or "tandis"
                ? k + 1
                : k;
        if (article.Form(at) is "en" or "que")
            at++;
        if (article.GroupAt(at) is { Cue: { } cue } group && group.First <= at)
        {
            if (group.Form is WordTags.Gerund)
                return at == k || !Tokens[k].Is(WordTags.Coordinator) || ReportsNext(group);
            if (group.Form is WordTags.Finite && group.Pronoun >= 0 && cue.Frames.HasFlag(CueFrames.Incise))
                return true;
            if (group.Form is WordTags.Finite)
                return at > k
                    ? ReportsNext(group)
                    : cue.Frames.HasFlag(CueFrames.Incise)
                        && article.PhraseAt(group.Last + 1) is not null
                        && !article.Language.AllowsZeroComplementizer
                        || article.Language.AllowsZeroComplementizer && EndsUnit(group.Last + 1)
                        || ReportsNext(group);
            return false;
        }
        // ", he said," and ", but Mr. X said that".
        if (article.PhraseAt(at) is { } subject && subject.First == at)
        {
            var after = subject.Last + 1;
            for (
                var hops = 0;
                hops < 3
                    && after + 1 < Tokens.Length
                    && Tokens[after].Is(WordTags.Preposition)
                    && article.PhraseAt(after + 1) is { } inner
                    && inner.First == after + 1;
                hops++
            )
                after = inner.Last + 1;
            if (
                after < Tokens.Length
                && article.GroupAt(after) is { Cue: { } reporting, Form: WordTags.Finite } report
                && report.First == after
            )
                return at > k
                    ? ReportsNext(report)
                    : reporting.Frames.HasFlag(CueFrames.Incise) && EndsUnit(report.Last + 1);
        }
        return false;
    }

    // ", ce que l'armée dément", ", which the army denied".
    private bool Resumes(int k)
    {
        var subject =
            Tokens[k].Can(WordTags.Resumptive) && Tokens[k + 1].Is(WordTags.Complementizer) ? k + 2
            : Tokens[k].Is(WordTags.Relative) && article.Language.AllowsZeroComplementizer ? k + 1
            : -1;
        if (subject < 0)
            return false;
        // "ce que nie X"
        var verb = article.PhraseAt(subject) is { } phrase && phrase.First == subject ? phrase.Last + 1 : subject;
        return article.GroupAt(verb) is { Form: WordTags.Finite, Cue: not null } group
            && group.First == verb
            && (verb > subject || Tokens[k].Can(WordTags.Resumptive))
            && (Tokens[k].Can(WordTags.Resumptive) || EndsUnit(group.Last + 1));
    }

    // ", selon lui, avait …": an aside within the clause rather than its end.
    private bool MiddleAccording(int k)
    {
        for (var j = k + 1; j < Tokens.Length && j < k + 14; j++)
        {
            if (Tokens[j].Kind is TokenKind.Stop or TokenKind.Break)
                return false;
            if (Tokens[j].Kind == TokenKind.Comma)
                return article.GroupAt(j + 1) is { Form: WordTags.Finite };
        }
        return false;
    }

    private bool EndsUnit(int k) =>
        k < Tokens.Length
            && Tokens[k].Kind
                is TokenKind.Comma
                    or TokenKind.Stop
                    or TokenKind.Break
                    or TokenKind.Quote
                    or TokenKind.Semicolon
                    or TokenKind.Dash
        || k < Tokens.Length && Tokens[k].Is(WordTags.Preposition | WordTags.Adverb | WordTags.Subordinator)
        || article.PhraseAt(k) is { IsTime: true };

    // "et a ajouté que": the same speaker goes on.
    private bool SharedCue(int k) =>
        article.GroupAt(k) is { Cue: not null } group
        && group.First == k
        && group.Form is WordTags.Finite or WordTags.Participle
        && ReportsNext(group);

    /// <summary>Whether content that shows where it starts follows this verb group soon.</summary>
    public bool ReportsNext(VerbGroup group)
    {
        for (var k = group.Last + 1; k < Tokens.Length && k < group.Last + 10; k++)
        {
            if (
                Tokens[k].Is(WordTags.Complementizer)
                || Tokens[k].Kind == TokenKind.Colon
                || article.QuotationOpenedAt(k) is not null
                || article.GroupAt(k) is { Form: WordTags.Infinitive }
                    && group.Cue!.Frames.HasFlag(CueFrames.Infinitive)
            )
                return true;
            if (
                Tokens[k].Kind is TokenKind.Stop or TokenKind.Comma or TokenKind.Break
                || article.GroupAt(k) is { Form: WordTags.Finite }
            )
                return false;
        }
        return false;
    }
}

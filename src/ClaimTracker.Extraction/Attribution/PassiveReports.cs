namespace ClaimTracker.Extraction;

/// <summary>Reads reports in the passive.</summary>
internal sealed class PassiveReports(Article article, Mentions mentions, Clauses clauses, ContentAfterVerb after)
{
    private Token[] Tokens => article.Tokens;

    // "P a été annoncé par X", "X est accusé de Y", "is expected to".
    public Candidate? Find(VerbGroup group, Cue cue)
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
            || Tokens[subject.First].Can(WordTags.Expletive)
            || cue.Frames.HasFlag(CueFrames.About) && article.Language.AdjectivesFollow;
        if (!expletive)
            content.Add(new TokenRange(subject!.First, subject.Last));
        var introduced = after.Introduced(
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
            && (
                Tokens[k].Can(WordTags.Predicating)
                || article.Language.AdjectivesFollow && article.Language.InfinitiveMarks.Contains(article.Form(k))
            )
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

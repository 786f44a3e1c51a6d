namespace ClaimTracker.Extraction;

/// <summary>What a negation around a cue does to what is reported.</summary>
internal enum CuePolarity
{
    /// <summary>The cue is not negated.</summary>
    Plain,

    /// <summary>"did not say that": the source is cited for what it does not say.</summary>
    Negated,

    /// <summary>"neither confirms nor denies": negated as one of two, so that its opposite is not said either.</summary>
    Suspended,
}

/// <summary>Tells whether the words around a cue negate it. The negation of the content stands in the content ("affirme ne pas savoir").</summary>
internal static class Polarity
{
    /// <param name="article">The article.</param>
    /// <param name="group">The verb group of the cue.</param>
    /// <param name="source">Who is said to speak: "no official", "aucun responsable".</param>
    public static CuePolarity Of(Article article, VerbGroup group, Mention? source)
    {
        var tokens = article.Tokens;
        var before = group.First - 1;
        while (before > 0 && tokens[before].Is(WordTags.Adverb))
            before--;
        if (before >= 0 && tokens[before].Can(WordTags.Negative) || HoldsCorrelative(tokens, group))
            return tokens[Math.Max(before, 0)].Can(WordTags.Coordinator) || HoldsCorrelative(tokens, group)
                ? CuePolarity.Suspended
                : CuePolarity.Negated;
        return
            group.Negated
            || tokens[source?.First ?? ClauseStart(tokens, group.First)].Can(WordTags.Negative)
            || IsRefused(article, group)
            ? CuePolarity.Negated
            : CuePolarity.Plain;
    }

    // "Nobody at the ministry said": where the subject is not read, the clause begins with it.
    private static int ClauseStart(Token[] tokens, int verb)
    {
        while (verb > 0 && tokens[verb - 1].Kind is TokenKind.Word or TokenKind.Number)
            verb--;
        return verb;
    }

    private static bool HoldsCorrelative(Token[] tokens, VerbGroup group)
    {
        for (var k = group.First; k < group.Head; k++)
            if (tokens[k].Can(WordTags.Negative) && tokens[k].Can(WordTags.Coordinator))
                return true;
        return false;
    }

    // "refused to say that", "s'est gardé de dire que": the verb that governs the cue takes it back.
    private static bool IsRefused(Article article, VerbGroup group)
    {
        if (group.Form is not (WordTags.Infinitive or WordTags.Gerund))
            return false;
        var before = group.First - 1;
        while (
            before > group.First - 3
            && before > 0
            && article.Tokens[before].Is(WordTags.Preposition | WordTags.Determiner | WordTags.InfinitiveMark)
        )
            before--;
        // "unable to confirm"
        if (
            before >= 0
            && article.Tokens[before].Is(WordTags.Adjective)
            && article.Tokens[before].Can(WordTags.Negative)
        )
            return true;
        return article.GroupAt(before) is { } governor
            && article.Tokens[governor.Head].Can(WordTags.Negative)
            && !governor.Negated;
    }
}

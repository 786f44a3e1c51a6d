namespace ClaimTracker.Extraction;

/// <summary>A sentence in the outlet's own voice.</summary>
internal sealed record NarratedSentence(
    TokenRange Range,
    double CheckWorthiness,
    ClaimModality Modality,
    ProposalReason Reason
);

/// <summary>Finds the sentences nobody is said to have said that state something one can check.</summary>
internal static class Narrator
{
    private const double LeastCheckWorthy = 0.3;
    private const int FewestWords = 5;

    public static IEnumerable<NarratedSentence> Find(Article article, List<Attributed> attributed)
    {
        var tokens = article.Tokens;
        var taken = new bool[tokens.Length];
        foreach (var candidate in attributed.Select(a => a.Candidate))
        {
            foreach (var range in candidate.Content)
                Array.Fill(taken, true, range.First, range.Last - range.First + 1);
            if (candidate.CueTokens.First >= 0)
                Array.Fill(
                    taken,
                    true,
                    candidate.CueTokens.First,
                    candidate.CueTokens.Last - candidate.CueTokens.First + 1
                );
        }
        for (var i = 0; i < tokens.Length; i = Math.Max(i + 1, article.Sentences.End(i)))
        {
            var first = i;
            var last = Math.Min(article.Sentences.End(i), tokens.Length) - 1;
            while (first < last && tokens[first].Kind is TokenKind.Break or TokenKind.Dash)
                first++;
            while (
                last > first
                && tokens[last].Kind
                    is TokenKind.Stop
                        or TokenKind.Break
                        or TokenKind.Comma
                        or TokenKind.Semicolon
                        or TokenKind.Colon
            )
                last--;
            if (Score(article, first, last, taken) is { } sentence)
                yield return sentence;
        }
    }

    private static NarratedSentence? Score(Article article, int first, int last, bool[] taken)
    {
        var tokens = article.Tokens;
        int words = 0,
            numbers = 0,
            names = 0,
            finite = 0,
            hedges = 0,
            opinions = 0;
        var conditional = false;
        for (var k = first; k <= last; k++)
        {
            if (taken[k])
                return null;
            var token = tokens[k];
            if (token.Kind is TokenKind.Word or TokenKind.Number)
                words++;
            if (token.Kind == TokenKind.Number || token.Is(WordTags.Number) && !token.Is(WordTags.Determiner))
                numbers++;
            if (
                token.Is(WordTags.Proper) && k > first && !(k > 0 && tokens[k - 1].Is(WordTags.Proper))
                || token.Can(WordTags.Weekday)
            )
                names++;
            if (token.Can(WordTags.Hedge))
                hedges++;
            if (token.Can(WordTags.Speaking) && article.Level(k) < 0)
                opinions++;
            if (article.GroupAt(k) is { Form: WordTags.Finite } group && group.Head == k)
            {
                // ", a déclaré …": somebody's report, though nobody was found whose.
                if (
                    group.Cue?.Frames.HasFlag(CueFrames.Incise) == true
                    && group.First > first
                    && tokens[group.First - 1].Kind == TokenKind.Comma
                )
                    return null;
                finite++;
                conditional |= group.Conditional && article.Language.AdjectivesFollow && !group.Modal;
            }
        }
        if (
            words < FewestWords
            || finite == 0
            || last + 1 < tokens.Length
                && tokens[last + 1].Kind == TokenKind.Stop
                && article.Text[tokens[last + 1].Start] == '?'
        )
            return null;
        var score =
            1
            / (
                1
                + Math.Exp(1.4 - 0.9 * Math.Min(numbers, 3) - 0.55 * Math.Min(names, 4) + 0.8 * hedges + 1.2 * opinions)
            );
        if (score < LeastCheckWorthy)
            return null;
        return new NarratedSentence(
            new TokenRange(first, last),
            Math.Round(score, 2),
            conditional ? ClaimModality.Conditional
                : hedges > 0 ? ClaimModality.Hedged
                : ClaimModality.Asserted,
            Reasons.OfNarration(numbers, names, hedges > 0)
        );
    }
}

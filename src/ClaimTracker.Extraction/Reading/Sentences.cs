namespace ClaimTracker.Extraction;

/// <summary>The sentence every token stands in. A quotation is one unit of the sentence around it and has sentences of its own inside.</summary>
internal sealed class Sentences
{
    // What runs on longer is cut here: every later search inside a sentence is bounded by this.
    public const int Longest = 220;

    // No dateline has more tokens.
    private const int LongestDateline = 14;

    private readonly int[] first;
    private readonly int[] last;

    public Sentences(string text, Token[] tokens, List<Quotation> quotations, int[] levels)
    {
        first = new int[tokens.Length];
        last = new int[tokens.Length];
        var byOpen = new int[tokens.Length];
        Array.Fill(byOpen, -1);
        foreach (var quotation in quotations)
            byOpen[quotation.Open] = quotation.Close;
        Cut(text, tokens, levels, byOpen, -1, 0, tokens.Length);
        foreach (var quotation in quotations)
            Cut(
                text,
                tokens,
                levels,
                byOpen,
                quotation.Index,
                quotation.Open + 1,
                quotation.Closed ? quotation.Close : quotation.Close + 1
            );
    }

    /// <summary>The first token of the sentence at its level.</summary>
    public int First(int token) => first[token];

    /// <summary>The token after the last one of the sentence; a full stop is the last one.</summary>
    public int End(int token) => last[token];

    private void Cut(string text, Token[] tokens, int[] levels, int[] byOpen, int level, int from, int to)
    {
        var start = from;
        var i = from;
        var units = 0;
        while (i < to)
        {
            var at = i;
            if (byOpen[i] > i && levels[i] == level)
                i = Math.Min(byOpen[i] + 1, to);
            else
                i++;
            units++;
            if (i >= to || Ends(tokens, levels, at, i, level, units) || IsDateline(text, tokens, start, at))
            {
                for (var k = start; k < i; k++)
                    if (levels[k] == level)
                    {
                        first[k] = start;
                        last[k] = i;
                    }
                start = i;
                units = 0;
            }
        }
    }

    // "KASRA, May 7 (Reuters) -", "PARIS —": place, date and agency at the head of a paragraph are no part of its first sentence.
    private static bool IsDateline(string text, Token[] tokens, int start, int dash)
    {
        if (
            tokens[dash].Kind != TokenKind.Dash
            || dash == start
            || dash > start + LongestDateline
            || start > 0 && tokens[start - 1].Kind != TokenKind.Break
        )
            return false;
        var agency = false;
        for (var k = start; k < dash; k++)
        {
            agency |= tokens[k].Kind == TokenKind.OpenParenthesis && tokens[k + 1].Capital;
            if (
                !tokens[k].Capital
                && tokens[k].Kind
                    is not (
                        TokenKind.Number
                        or TokenKind.Comma
                        or TokenKind.OpenParenthesis
                        or TokenKind.CloseParenthesis
                        or TokenKind.Stop
                    )
                && !tokens[k].Can(WordTags.Time)
            )
                return false;
        }
        var place = text.AsSpan(tokens[start].Start, tokens[start].End - tokens[start].Start);
        return tokens[start].Capital
            && (agency || place.Length > 2 && place.IndexOfAnyInRange('a', 'z') < 0)
            && StartsSentence(tokens[dash + 1]);
    }

    private static bool Ends(Token[] tokens, int[] levels, int at, int next, int level, int units)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Break || units >= Longest)
            return true;
        var following = tokens[next];
        if (token.Kind == TokenKind.Stop)
            return StartsSentence(following)
                && !(following.Kind == TokenKind.Quote && levels[next] == level && !following.SpaceBefore);
        // "… ." » The quotation ends with its own full stop, and what follows starts anew.
        return next - at > 1
            && token.Kind == TokenKind.Quote
            && next >= 2
            && (tokens[next - 2].Kind == TokenKind.Stop || tokens[next - 1].Kind == TokenKind.Stop)
            && StartsSentence(following)
            && following.Capital;
    }

    private static bool StartsSentence(Token token) =>
        token.Kind
            is TokenKind.Break
                or TokenKind.Quote
                or TokenKind.Dash
                or TokenKind.OpenParenthesis
                or TokenKind.Number
        || token.Capital
        || (token.Kind == TokenKind.Other && token.SpaceBefore);
}

namespace ClaimTracker.Extraction;

/// <summary>A stretch in quotation marks. Tokens <see cref="Open"/> to <see cref="Close"/>, both inclusive, are its marks;
/// where the closing mark is missing, <see cref="Close"/> is the last token of the paragraph.</summary>
internal sealed class Quotation(int open, Quotation? parent)
{
    /// <summary>Its place among the quotations of the text.</summary>
    public int Index { get; set; } = -1;

    public int Open { get; } = open;
    public int Close { get; set; } = -1;
    public bool Closed { get; set; }
    public Quotation? Parent { get; } = parent;
    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;
    public int Words { get; set; }
}

/// <summary>Pairs quotation marks, one pass over the tokens.</summary>
internal static class Quotations
{
    // Deeper marks are ornament or an attack; they count as plain marks.
    private const int Deepest = 6;

    public static List<Quotation> Find(string text, Token[] tokens)
    {
        var found = new List<Quotation>();
        var open = new List<Quotation>();
        var next = NextMarks(tokens);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == TokenKind.Break)
            {
                EndParagraph(text, tokens, next, open, i);
                continue;
            }
            if (tokens[i].Kind != TokenKind.Quote)
            {
                if (open.Count > 0 && tokens[i].Kind is TokenKind.Word or TokenKind.Number)
                    open[^1].Words++;
                continue;
            }
            if (open.Count > 0 && IsReopening(text, tokens, open, i))
                continue;
            if (open.Count > 0 && IsPossessive(text, tokens, next, open[^1], i))
                continue;
            var closes = open.FindLastIndex(q => Closes(text, tokens, q.Open, i));
            if (closes >= 0 && !(closes < open.Count - 1 && IsWeak(text, tokens[open[closes].Open])))
            {
                var closed = open[closes];
                closed.Close = i;
                closed.Closed = true;
                for (var inner = open.Count - 1; inner > closes; inner--)
                    closed.Words += open[inner].Words;
                open.RemoveRange(closes, open.Count - closes);
                if (open.Count > 0)
                    open[^1].Words += closed.Words;
            }
            else if (open.Count < Deepest && Opens(text, tokens, i))
            {
                var quotation = new Quotation(i, open.Count > 0 ? open[^1] : null);
                found.Add(quotation);
                open.Add(quotation);
            }
        }
        // What stood open inside another when that one closed was never a quotation of its own.
        var closedOnes = found.Where(q => q.Close > q.Open + 1 && q.Words > 0).ToList();
        for (var i = 0; i < closedOnes.Count; i++)
            closedOnes[i].Index = i;
        return closedOnes;
    }

    // An open quotation lives on where the next paragraph reopens it, or where its closing mark comes before any opening one.
    private static void EndParagraph(string text, Token[] tokens, int[] next, List<Quotation> open, int at)
    {
        if (open.Count == 0)
            return;
        var outer = open[0];
        var mark = next[at];
        var goesOn =
            mark < tokens.Length
            && !IsWeak(text, tokens[outer.Open])
            && (
                (mark == at + 1 && Same(text, tokens, outer.Open, mark) && Opens(text, tokens, mark))
                || (
                    text[tokens[outer.Open].Start] is '«' && text[tokens[mark].Start] is '»' && mark - outer.Open < 1500
                )
            );
        if (goesOn)
        {
            foreach (var inner in open.Skip(1))
                Abandon(inner, at);
            open.RemoveRange(1, open.Count - 1);
            return;
        }
        foreach (var quotation in open)
            Abandon(quotation, at);
        open.Clear();

        void Abandon(Quotation quotation, int end)
        {
            // A lone single mark is an apostrophe.
            quotation.Close = IsWeak(text, tokens[quotation.Open]) ? -1 : end - 1;
        }
    }

    private static bool IsReopening(string text, Token[] tokens, List<Quotation> open, int at) =>
        at > 0
        && tokens[at - 1].Kind == TokenKind.Break
        && Same(text, tokens, open[0].Open, at)
        && open.Count == 1
        && open[0].Open < at - 1;

    private static int[] NextMarks(Token[] tokens)
    {
        var next = new int[tokens.Length];
        var mark = tokens.Length;
        for (var i = tokens.Length - 1; i >= 0; i--)
        {
            next[i] = mark;
            if (tokens[i].Kind == TokenKind.Quote)
                mark = i;
        }
        return next;
    }

    // 'Our members' fields are flooded.': after an s, with a word behind it and another closing mark before the paragraph ends.
    private static bool IsPossessive(string text, Token[] tokens, int[] next, Quotation within, int at) =>
        IsWeak(text, tokens[at])
        && IsWeak(text, tokens[within.Open])
        && text[tokens[at].Start - 1] is 's'
        && tokens[at + 1] is { Kind: TokenKind.Word, Capital: false, SpaceBefore: true }
        && next[at] < tokens.Length
        && !Opens(text, tokens, next[at])
        && Closes(text, tokens, within.Open, next[at])
        && SameParagraph(tokens, at, next[at]);

    private static bool SameParagraph(Token[] tokens, int from, int to)
    {
        for (var k = from; k < to; k++)
            if (tokens[k].Kind == TokenKind.Break)
                return false;
        return true;
    }

    private static bool Same(string text, Token[] tokens, int a, int b) =>
        text[tokens[a].Start] == text[tokens[b].Start];

    private static bool IsWeak(string text, Token token) =>
        token.End - token.Start == 1 && text[token.Start] is '\'' or '‘' or '’' or '`' or '‚';

    private static bool Opens(string text, Token[] tokens, int at)
    {
        switch (text[tokens[at].Start])
        {
            case '«':
            case '“':
            case '„':
            case '‹':
            case '‘':
            case '‚':
            case '‟':
            case '`':
                return true;
            case '»':
            case '›':
            case '’':
                return false;
            case '”':
                return tokens[at].SpaceBefore && !(at + 1 < tokens.Length && tokens[at + 1].SpaceBefore);
            default:
                var before =
                    at == 0
                    || tokens[at].SpaceBefore
                    || tokens[at - 1].Kind
                        is TokenKind.OpenParenthesis
                            or TokenKind.Dash
                            or TokenKind.Quote
                            or TokenKind.Colon;
                var after =
                    at + 1 < tokens.Length && !tokens[at + 1].SpaceBefore && tokens[at + 1].Kind != TokenKind.Break;
                return before
                    && (after || tokens[at].End - tokens[at].Start > 1 || text[tokens[at].Start] == '"')
                    && !(IsWeak(text, tokens[at]) && tokens[at + 1].Kind == TokenKind.Number);
        }
    }

    private static bool Closes(string text, Token[] tokens, int open, int at)
    {
        var mark = text[tokens[at].Start];
        var wide = tokens[at].End - tokens[at].Start > 1;
        return text[tokens[open].Start] switch
        {
            '«' => mark is '»',
            '“' => mark is '”' or '"' || (mark == '“' && !tokens[at].SpaceBefore),
            '”' => mark is '”',
            '„' or '‟' => mark is '“' or '”' or '"',
            '‹' => mark is '›',
            '‘' or '‚' or '`' => mark is '’' or '\'' or '‘' && EndsWord(tokens, at) && !wide,
            '"' when mark == '”' => true,
            '"' => mark is '"'
                && (!tokens[at].SpaceBefore || at - open > 1)
                && (!tokens[at].SpaceBefore || tokens[at + 1].SpaceBefore || tokens[at + 1].Kind is not TokenKind.Word),
            '\'' when tokens[open].End - tokens[open].Start > 1 => mark == '\''
                && wide
                && (!tokens[at].SpaceBefore || tokens[at + 1].SpaceBefore),
            '\'' => mark is '\'' or '’' && !wide && EndsWord(tokens, at),
            _ => false,
        };
    }

    private static bool EndsWord(Token[] tokens, int at) =>
        !tokens[at].SpaceBefore
        && (at + 1 >= tokens.Length || tokens[at + 1].SpaceBefore || tokens[at + 1].Kind is not TokenKind.Word);
}

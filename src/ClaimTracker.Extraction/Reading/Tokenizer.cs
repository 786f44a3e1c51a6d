using System.Buffers;

namespace ClaimTracker.Extraction;

/// <summary>Cuts a text into words, numbers, marks and paragraph ends. Looks every word up once.</summary>
internal static class Tokenizer
{
    // No word of the data is longer; what is longer is not looked up, so that a megabyte of one word costs what it weighs.
    private const int LongestKnownWord = 48;

    // After one of these a single line end closes the paragraph.
    private static readonly SearchValues<char> EndsLine = SearchValues.Create(".?!:;…»”\"");

    public static Token[] Tokenize(string text, LanguageData language)
    {
        var tokens = new List<Token>(text.Length / 5 + 8);
        var position = 0;
        var space = true;
        while (position < text.Length)
        {
            var c = text[position];
            if (char.IsWhiteSpace(c))
            {
                position = SkipSpace(text, position, tokens);
                space = true;
                continue;
            }
            var start = position;
            if (Characters.IsWordPart(c))
                position = ReadWord(text, position, language, tokens, space);
            else
            {
                var kind = KindOf(text, ref position);
                if (c == '&')
                {
                    Add(text, start, position, language, tokens, space);
                    space = false;
                    continue;
                }
                if (kind != TokenKind.Other || tokens.Count == 0 || tokens[^1].Kind != TokenKind.Other || space)
                    tokens.Add(
                        new Token
                        {
                            Start = start,
                            End = position,
                            Kind = kind,
                            SpaceBefore = space,
                        }
                    );
                else
                    tokens[^1] = tokens[^1] with { End = position };
            }
            space = false;
        }
        tokens.Add(
            new Token
            {
                Start = text.Length,
                End = text.Length,
                Kind = TokenKind.Break,
                SpaceBefore = true,
            }
        );
        return [.. tokens];
    }

    public static bool IsApostrophe(char c) => c is '\'' or '’';

    private static int SkipSpace(string text, int position, List<Token> tokens)
    {
        var start = position;
        var lines = 0;
        for (; position < text.Length && char.IsWhiteSpace(text[position]); position++)
            if (text[position] == '\n')
                lines++;
        // A blank line parts paragraphs; so does a line end after a full stop. Hard-wrapped lines do not.
        var ends = lines > 1 || (lines == 1 && start > 0 && EndsLine.Contains(text[start - 1]));
        if (ends && tokens.Count > 0 && tokens[^1].Kind != TokenKind.Break)
            tokens.Add(
                new Token
                {
                    Start = start,
                    End = start,
                    Kind = TokenKind.Break,
                    SpaceBefore = true,
                }
            );
        return position;
    }

    private static int ReadWord(string text, int start, LanguageData language, List<Token> tokens, bool space)
    {
        if (
            char.IsAsciiDigit(text[start])
            && ReadNumber(text, start) is var numberEnd
            && (numberEnd == text.Length || !Characters.IsWordPart(text[numberEnd]))
        )
        {
            tokens.Add(
                new Token
                {
                    Start = start,
                    End = numberEnd,
                    Kind = TokenKind.Number,
                    SpaceBefore = space,
                    Tag = WordTags.Number,
                }
            );
            return numberEnd;
        }
        var end = start;
        while (true)
        {
            while (end < text.Length && Characters.IsWordPart(text[end]))
                end++;
            if (end < text.Length && IsApostrophe(text[end]) && language.EndsElision(text.AsSpan(start, end - start)))
            {
                Add(text, start, end + 1, language, tokens, space);
                return end + 1;
            }
            if (end + 1 >= text.Length || !Characters.IsWordPart(text[end + 1]))
                break;
            if (IsApostrophe(text[end]))
            {
                if (language.CliticLength(text.AsSpan(end)) is var enclitic and > 0)
                {
                    // "don't" parts before the n.
                    var cut = text[end + 1] is 't' or 'T' && end > start && text[end - 1] is 'n' or 'N' ? end - 1 : end;
                    if (cut > start)
                        Add(text, start, cut, language, tokens, space);
                    Add(text, cut, end + enclitic, language, tokens, space && cut == start);
                    return end + enclitic;
                }
                end++;
            }
            else if (text[end] is '-' or '\u2010' or '\u2011')
            {
                if (language.HyphenCliticLength(text.AsSpan(end)) is var clitic and > 0)
                {
                    Add(text, start, end, language, tokens, space);
                    Add(text, end, end + clitic, language, tokens, false);
                    return end + clitic;
                }
                end++;
            }
            else if (text[end] == '.' && end - start == 1 && char.IsUpper(text[start]) && char.IsUpper(text[end + 1]))
                end++; // U.S.
            else if (text[end] == '/' && char.IsLetter(text[end + 1]) && char.IsLetter(text[end - 1]))
                end++;
            else if (
                text[end] is '.' or '@' or '&'
                && char.IsLower(text[end + 1])
                && char.IsLetterOrDigit(text[end - 1])
                && text[end] != '.'
            )
                end++;
            else
                break;
        }
        // The full stop of an abbreviation belongs to it.
        if (end < text.Length && text[end] == '.' && IsAbbreviation(text, start, end, language))
            end++;
        Add(text, start, end, language, tokens, space);
        return end;
    }

    private static bool IsAbbreviation(string text, int start, int end, LanguageData language)
    {
        var word = text.AsSpan(start, end - start);
        return (word.Length == 1 && char.IsUpper(word[0]))
            || (word.Length <= 6 && (word.Contains('.') || language.IsAbbreviation(word)));
    }

    private static int ReadNumber(string text, int position)
    {
        while (position < text.Length)
        {
            if (char.IsAsciiDigit(text[position]))
                position++;
            else if (
                position + 1 < text.Length
                && char.IsAsciiDigit(text[position + 1])
                && (
                    text[position] is '.' or ',' or '/' or ':'
                    || (text[position] is ' ' or ' ' or ' ' && IsGroup(text, position))
                )
            )
                position++;
            else
                break;
        }
        return position;
    }

    // "8 000": three digits after the space, and one to three before it.
    private static bool IsGroup(string text, int space) =>
        space + 3 < text.Length
        && char.IsAsciiDigit(text[space + 2])
        && char.IsAsciiDigit(text[space + 3])
        && (space + 4 == text.Length || !char.IsAsciiDigit(text[space + 4]))
        && (
            space < 4
            || !(
                char.IsAsciiDigit(text[space - 4])
                && char.IsAsciiDigit(text[space - 3])
                && char.IsAsciiDigit(text[space - 2])
            )
        );

    private static void Add(string text, int start, int end, LanguageData language, List<Token> tokens, bool space) =>
        tokens.Add(
            new Token
            {
                Start = start,
                End = end,
                Kind = TokenKind.Word,
                Capital = char.IsUpper(text[start]),
                SpaceBefore = space,
                Word = end - start <= LongestKnownWord ? language.Find(text.AsSpan(start, end - start)) : null,
            }
        );

    private static TokenKind KindOf(string text, ref int position)
    {
        var c = text[position++];
        switch (c)
        {
            case ',':
            case '،':
                return TokenKind.Comma;
            case '.':
            case '?':
            case '!':
            case '…':
            case '؟':
            case '。':
                while (position < text.Length && text[position] is '.' or '?' or '!' or '…')
                    position++;
                return TokenKind.Stop;
            case ':':
                return TokenKind.Colon;
            case ';':
                return TokenKind.Semicolon;
            case '(':
            case '[':
                return TokenKind.OpenParenthesis;
            case ')':
            case ']':
                return TokenKind.CloseParenthesis;
            case '–':
            case '—':
                return TokenKind.Dash;
            case '-':
                while (position < text.Length && text[position] == '-')
                    position++;
                return TokenKind.Dash;
            case '\'' when position < text.Length && text[position] == '\'':
                position++;
                return TokenKind.Quote;
            case '«':
            case '»':
            case '“':
            case '”':
            case '„':
            case '‟':
            case '"':
            case '‹':
            case '›':
            case '‘':
            case '’':
            case '‚':
            case '\'':
            case '`':
                return TokenKind.Quote;
            default:
                return TokenKind.Other;
        }
    }
}

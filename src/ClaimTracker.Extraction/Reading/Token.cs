namespace ClaimTracker.Extraction;

internal enum TokenKind : byte
{
    Word,
    Number,
    Comma,
    Stop,
    Colon,
    Semicolon,
    Dash,
    OpenParenthesis,
    CloseParenthesis,
    Quote,

    /// <summary>The end of a paragraph.</summary>
    Break,
    Other,
}

/// <summary>A word or mark of the text. <see cref="Tag"/> is settled by the tagger and is a single tag.</summary>
internal struct Token
{
    public int Start;
    public int End;
    public TokenKind Kind;
    public bool Capital;
    public bool SpaceBefore;
    public WordTags Tag;
    public Word? Word;

    public readonly bool Can(WordTags tags) => Word is not null && Word.Is(tags);

    public readonly bool Is(WordTags tags) => (Tag & tags) != 0;
}

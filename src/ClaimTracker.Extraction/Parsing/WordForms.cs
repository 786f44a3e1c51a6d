namespace ClaimTracker.Extraction;

/// <summary>How a word is written.</summary>
[Flags]
internal enum WordShape : byte
{
    None = 0,
    Capital = 1,
    AllCapitals = 2,
    Figure = 4,
    Hyphen = 8,
    Mark = 16,
    CapitalInside = 32,
    Apostrophe = 64,
}

/// <summary>What the models read off each token by itself, computed once: hashes of the word, its endings and beginning, its shape and what the
/// dictionaries know of it.</summary>
internal sealed class WordForms
{
    /// <summary>Of longer words beginning and end are read.</summary>
    private const int Longest = 64;

    public WordForms(string text, Token[] tokens, FormClasses classes)
    {
        Words = new uint[tokens.Length];
        Endings = new uint[tokens.Length * 4];
        Beginnings = new uint[tokens.Length];
        Shapes = new WordShape[tokens.Length];
        Classes = new uint[tokens.Length];
        Span<char> plain = stackalloc char[Longest];
        for (var i = 0; i < tokens.Length; i++)
        {
            var word = text.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            if (word.Length > Longest)
                word = word[..Longest];
            for (var k = 0; k < word.Length; k++)
                plain[k] = FeatureHash.Plain(word[k]);
            var letters = plain[..word.Length];
            var form = FeatureHash.Of(letters);
            Words[i] = Fold(form);
            Classes[i] = classes.Of(form);
            Shapes[i] = ShapeOf(word);
            var ending = 0u;
            for (var k = 1; k <= 4; k++)
            {
                if (k <= letters.Length)
                    ending = (ending ^ letters[^k]) * 0x01000193 + (uint)k;
                Endings[i * 4 + k - 1] = ending * 0x9E3779B1;
            }
            var beginning = 0u;
            foreach (var c in letters[..Math.Min(3, letters.Length)])
                beginning = (beginning ^ c) * 0x01000193 + 7;
            Beginnings[i] = beginning * 0x85EBCA6B;
        }
    }

    public uint[] Words { get; }

    /// <summary>The last one to four letters, four numbers a token.</summary>
    public uint[] Endings { get; }

    /// <summary>The first three letters.</summary>
    public uint[] Beginnings { get; }

    public WordShape[] Shapes { get; }

    public uint[] Classes { get; }

    /// <summary>A word in 32 bits.</summary>
    public static uint Fold(ulong form) => (uint)((form * 0x9E3779B97F4A7C15) >> 32);

    private static WordShape ShapeOf(ReadOnlySpan<char> word)
    {
        var shape = WordShape.None;
        var letters = 0;
        var capitals = 0;
        foreach (var c in word)
            if (char.IsLetter(c))
            {
                letters++;
                if (char.IsUpper(c))
                    capitals++;
            }
            else
                shape |=
                    char.IsDigit(c) ? WordShape.Figure
                    : c is '-' or '‐' or '‑' ? WordShape.Hyphen
                    : c is '\'' or '’' ? WordShape.Apostrophe
                    : WordShape.Mark;
        if (word.Length > 0 && char.IsUpper(word[0]))
            shape |= WordShape.Capital;
        else if (capitals > 0)
            shape |= WordShape.CapitalInside;
        if (letters > 1 && capitals == letters)
            shape |= WordShape.AllCapitals;
        return shape;
    }
}

namespace ClaimTracker.Domain.Texts;

/// <summary>Whether a string can be stored, hashed and cut by code points on every database and in every client.</summary>
public static class WellFormedText
{
    /// <summary>True when the text holds neither NUL nor a lone surrogate. The empty text is well formed.</summary>
    public static bool IsWellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOf('\0') < 0 && FirstLoneSurrogate(text) < 0;
    }

    private static int FirstLoneSurrogate(string text)
    {
        var at = 0;
        while (true)
        {
            var next = text.AsSpan(at).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
                return -1;
            at += next;
            if (!char.IsSurrogatePair(text, at))
                return at;
            at += 2;
        }
    }
}

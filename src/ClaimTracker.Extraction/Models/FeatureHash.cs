using System.Runtime.CompilerServices;

namespace ClaimTracker.Extraction;

/// <summary>Features as numbers: what a feature says is mixed into 64 bits, and the topmost of these name its row in a table of weights.</summary>
internal static class FeatureHash
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private const ulong Prime = 0x100000001B3;

    private const ulong Basis = 0xCBF29CE484222325;

    /// <summary>A word as the models know it: without case, any figure as 0, any quotation mark, apostrophe or dash as its plain one.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = Basis;
        foreach (var c in word)
            hash = (hash ^ Plain(c)) * Prime;
        return hash ^ (hash >> 32);
    }

    /// <summary>A character without what does not matter to the models.</summary>
    public static char Plain(char c) =>
        c < 128
            ? c switch
            {
                >= 'a' and <= 'z' => c,
                >= 'A' and <= 'Z' => (char)(c | 0x20),
                >= '0' and <= '9' => '0',
                '`' => '\'',
                _ => c,
            }
            : c switch
            {
                '«' or '»' or '“' or '”' or '„' or '‟' or '‹' or '›' => '"',
                '’' or '‘' or '‚' or '‛' => '\'',
                '–' or '—' or '‐' or '‑' => '-',
                _ => char.ToLowerInvariant(c),
            };

    /// <summary>A feature of two parts; the first is the number of its template or another feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong feature, ulong part)
    {
        var mixed = (feature ^ (part * Golden)) * 0xD6E8FEB86659FD93;
        return mixed ^ (mixed >> 32);
    }

    public static ulong Mix(ulong feature, ulong a, ulong b) => Mix(Mix(feature, a), b);

    public static ulong Mix(ulong feature, ulong a, ulong b, ulong c) => Mix(Mix(Mix(feature, a), b), c);

    /// <summary>The row of a feature in a table of two to the power of <paramref name="bits"/> rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Row(ulong feature, int bits) => (int)((feature * Golden) >> (64 - bits));
}

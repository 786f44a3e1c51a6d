using System.Security.Cryptography;

namespace ClaimTracker.Training;

/// <summary>The record beside the weights of a language: the hash of each file and of the data it was learned from, one file a line.</summary>
internal static class WeightRecord
{
    private const string Name = "weights.tsv";

    /// <summary>Writes down what a file of weights is now, and what it was learned from; the lines of other files stay.</summary>
    /// <param name="data">Paths below the folder of data beside the checkout.</param>
    public static void Write(string language, string file, IEnumerable<string> data)
    {
        var path = Folders.Language(language, Name);
        string[] line =
        [
            file,
            HashOf(Folders.Language(language, file)),
            .. data.SelectMany(d => new[] { d, HashOf(Folders.Shared(d)) }),
        ];
        var others = File.Exists(path)
            ? File.ReadLines(path).Where(l => !l.StartsWith(file + "\t", StringComparison.Ordinal))
            : [];
        File.WriteAllLines(path, [.. others.Append(string.Join('\t', line)).Order(StringComparer.Ordinal)]);
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

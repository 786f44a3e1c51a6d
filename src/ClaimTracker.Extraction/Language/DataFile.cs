namespace ClaimTracker.Extraction;

/// <summary>The data files compiled into the library: "key: value value …" lines, "#" starts a comment.</summary>
internal static class DataFile
{
    public static IEnumerable<string> Lines(string folder, string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream($"{folder}/{name}");
        if (stream is null)
            yield break;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var text = line.Trim();
            if (text.Length > 0 && text[0] != '#')
                yield return text;
        }
    }

    /// <summary>The entries in the order of the file; a line without a key continues the one before.</summary>
    public static IEnumerable<(string Key, string[] Values)> Entries(string folder, string name)
    {
        string? key = null;
        foreach (var line in Lines(folder, name))
        {
            var values = line;
            if (line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0)
            {
                key = line[..colon];
                values = line[(colon + 2)..];
            }
            else if (line.EndsWith(':'))
            {
                key = line[..^1];
                continue;
            }
            yield return (
                key ?? throw new FormatException($"{folder}/{name}: a line before the first key"),
                values.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );
        }
    }
}

using System.IO.Compression;
using System.Text;

namespace ClaimTracker.Evaluation.Reliability;

/// <summary>Reads data sets as they come: comma-separated with quotes, or split at tabs, compressed or not.</summary>
internal static class DataFile
{
    public static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>Records of comma-separated values; a quoted field may hold commas, line ends and doubled quotes.</summary>
    public static IEnumerable<string[]> Records(string path)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var line in Lines(path))
        {
            for (var i = 0; i < line.Length; i++)
            {
                if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
                    field.Append(line[i++]);
                else if (line[i] == '"')
                    quoted = !quoted;
                else if (line[i] == ',' && !quoted)
                    Take();
                else
                    field.Append(line[i]);
            }
            if (quoted)
            {
                field.Append('\n');
                continue;
            }
            Take();
            yield return [.. fields];
            fields.Clear();
        }

        void Take()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}

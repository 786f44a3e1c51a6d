namespace ClaimTracker.Extraction;

/// <summary>Weights by the name of a feature.</summary>
internal sealed class FeatureWeights
{
    private readonly Dictionary<string, double> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public FeatureWeights() => lookup = byName.GetAlternateLookup<ReadOnlySpan<char>>();

    public double this[string name]
    {
        set => byName[name] = value;
    }

    public double? Of(ReadOnlySpan<char> name) => lookup.TryGetValue(name, out var weight) ? weight : null;
}

/// <summary>Takes in features one by one: adds up their weights, or writes down their names. No string is made for a sum.</summary>
internal ref struct FeatureSink
{
    private const int LongestName = 160;

    private readonly FeatureWeights? weights;
    private readonly List<string>? names;

    public FeatureSink(FeatureWeights weights) => this.weights = weights;

    public FeatureSink(List<string> names) => this.names = names;

    public double Sum { get; private set; }

    /// <summary>A feature named by its parts with a space between.</summary>
    public void Add(string a, string b = "", string c = "", string d = "")
    {
        Span<char> name = stackalloc char[LongestName];
        var length = 0;
        Append(name, ref length, a);
        Append(name, ref length, b);
        Append(name, ref length, c);
        Append(name, ref length, d);
        if (names is not null)
            names.Add(name[..length].ToString());
        else
            Sum += weights!.Of(name[..length]) ?? 0;
    }

    private static void Append(Span<char> name, ref int length, string part)
    {
        if (part.Length == 0 || length + part.Length + 1 > LongestName)
            return;
        if (length > 0)
            name[length++] = ' ';
        part.CopyTo(name[length..]);
        length += part.Length;
    }
}

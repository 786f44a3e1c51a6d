using System.Globalization;

namespace ClaimTracker.Benchmarks.Load;

/// <summary>What to measure, and how often.</summary>
internal sealed record LoadOptions(
    int Claims = 100_000,
    int Rounds = 5,
    int Requests = 0,
    int Warm = 8,
    int Seed = 1,
    string? Only = null
)
{
    public static LoadOptions Read(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            options = args[i] switch
            {
                "--claims" => options with { Claims = Number(args[i + 1]) },
                "--rounds" => options with { Rounds = Number(args[i + 1]) },
                "--requests" => options with { Requests = Number(args[i + 1]) },
                "--warm" => options with { Warm = Number(args[i + 1]) },
                "--seed" => options with { Seed = Number(args[i + 1]) },
                "--only" => options with { Only = args[i + 1] },
                var other => throw new ArgumentException($"Unknown option {other}."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

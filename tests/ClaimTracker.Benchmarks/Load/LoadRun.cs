using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaimTracker.Benchmarks.Load;

/// <summary>Drives the service and the floor in turn with the same requests over one connection each, and prints what one costs in terms of the other.</summary>
internal sealed partial class LoadRun(LoadOptions options, DataSet data, Server service, Server floor)
{
    private const string AllStatuses = "proposed,accepted,rejected,replaced";

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var data = await DataSet.OpenAsync(options.Claims);
        using var service = await Server.StartServiceAsync(data);
        using var floor = await Server.StartFloorAsync(data);
        var run = new LoadRun(options, data, service, floor);
        Console.WriteLine($"{data.Claims} claims, {3 * data.Claims} relations, {options.Rounds} rounds");
        Console.WriteLine(
            "job            requests | service p50   p99   cpu | floor p50   p99   cpu | ratio p50   p99   cpu | KB"
        );
        await run.GraphsAsync();
        await run.PagesAsync();
        return 0;
    }

    private async Task GraphsAsync()
    {
        for (var depth = 1; depth <= 4; depth++)
        {
            if (!IsWanted($"graph depth {depth}"))
                continue;
            var random = new Random(options.Seed);
            var requests =
                options.Requests > 0
                    ? options.Requests
                    : depth switch
                    {
                        1 => 1000,
                        2 => 600,
                        3 => 200,
                        _ => 60,
                    };
            var roots = Enumerable.Range(0, requests).Select(_ => random.Next(1, data.Claims + 1)).ToList();
            var jobs = roots
                .Select(root =>
                    (
                        Service: $"api/v1/claims/{root}/graph?depth={depth}&include=none&status={AllStatuses}&maxNodes=20000",
                        Floor: $"graph/{root}/{depth}"
                    )
                )
                .ToList();
            await CompareContentAsync(jobs[0]);
            await MeasureAsync($"graph depth {depth}", jobs);
        }
    }

    private async Task PagesAsync()
    {
        if (!IsWanted("page, first") && !IsWanted("page, last"))
            return;
        var random = new Random(options.Seed);
        var first = new List<(string, string)>();
        var last = new List<(string, string)>();
        for (var n = 0; n < 20; n++)
        {
            var source = random.Next(1, 101);
            var path = $"api/v1/claims?status=accepted&source={source}&limit=50";
            var (page, before) = (path, long.MaxValue);
            first.Add((page, $"page/{source}/{before}"));
            for (; ; )
            {
                using var document = JsonDocument.Parse((await service.GetAsync(page)).Body);
                if (document.RootElement.GetProperty("next").GetString() is not { } next)
                    break;
                before = document.RootElement.GetProperty("items").EnumerateArray().Last().GetProperty("id").GetInt64();
                page = $"{path}&after={Uri.EscapeDataString(next)}";
            }

            last.Add((page, $"page/{source}/{before}"));
        }

        var times = options.Requests > 0 ? options.Requests : 200;
        foreach (
            var (name, pages) in (IEnumerable<(string, List<(string, string)>)>)
                [("page, first", first), ("page, last", last)]
        )
            if (IsWanted(name))
                await MeasureAsync(name, [.. Enumerable.Range(0, times).Select(i => pages[i % pages.Count])]);
    }

    /// <summary>Jobs are chosen by the beginnings of their names.</summary>
    private bool IsWanted(string job) => options.Only is null || job.StartsWith(options.Only, StringComparison.Ordinal);

    /// <summary>Both answer with the same nodes and edges, in whatever order; otherwise nothing that follows would mean anything.</summary>
    private async Task CompareContentAsync((string Service, string Floor) job)
    {
        var one = Content((await service.GetAsync(job.Service)).Body);
        var other = Content((await floor.GetAsync(job.Floor)).Body);
        if (!one.SetEquals(other))
            throw new InvalidOperationException(
                $"{job.Service} and {job.Floor} differ: {string.Join(" ", one.Except(other).Take(1).Concat(other.Except(one).Take(1)))}"
            );
    }

    private static HashSet<string> Content(string body)
    {
        using var document = JsonDocument.Parse(body);
        var graph = document.RootElement.GetProperty("graph");

        // Weights come from memory, not from rows: the floor does not know them.
        return
        [
            .. graph.GetProperty("nodes").EnumerateObject().Select(node => Weights().Replace(node.ToString(), "")),
            .. graph.GetProperty("edges").EnumerateArray().Select(edge => edge.ToString()),
        ];
    }

    [GeneratedRegex(",\"independent(Low|High)\":[0-9]+")]
    private static partial Regex Weights();

    private async Task MeasureAsync(string name, List<(string Service, string Floor)> jobs)
    {
        var ofService = new Figures();
        var ofFloor = new Figures();

        await WarmAsync(service, jobs.ConvertAll(job => job.Service));
        await WarmAsync(floor, jobs.ConvertAll(job => job.Floor));

        // The first round is not counted.
        for (var round = 0; round <= options.Rounds; round++)
        {
            var serviceFirst = round % 2 == 0;
            foreach (var isService in (bool[])[serviceFirst, !serviceFirst])
            {
                var measured = isService
                    ? await RoundAsync(service, jobs.ConvertAll(job => job.Service))
                    : await RoundAsync(floor, jobs.ConvertAll(job => job.Floor));
                if (round > 0)
                    (isService ? ofService : ofFloor).Add(measured);
            }
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -14} {jobs.Count, 8} | {ofService.P50, 11:0.00} {ofService.P99, 5:0.0} {ofService.Cpu, 5:0.00} | {ofFloor.P50, 9:0.00} {ofFloor.P99, 5:0.0} {ofFloor.Cpu, 5:0.00} | {ofService.P50 / ofFloor.P50, 9:0.00} {ofService.P99 / ofFloor.P99, 5:0.00} {ofService.Cpu / ofFloor.Cpu, 5:0.00} | {ofService.Kilobytes:0.0}"
            )
        );
    }

    /// <summary>Until the compiler has seen what is hot: otherwise the figures would be those of its own work.</summary>
    private async Task WarmAsync(Server server, List<string> paths)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(started).TotalSeconds < options.Warm; i++)
            await server.GetAsync(paths[i % paths.Count]);
    }

    private static async Task<Round> RoundAsync(Server server, List<string> paths)
    {
        var times = new List<double>(paths.Count);
        var bytes = 0L;
        var cpu = server.Cpu();
        foreach (var path in paths)
        {
            var (milliseconds, body) = await server.GetAsync(path);
            times.Add(milliseconds);
            bytes += body.Length;
        }

        times.Sort();
        return new Round(
            times[times.Count / 2],
            times[times.Count * 99 / 100],
            (server.Cpu() - cpu) / paths.Count,
            bytes / 1024.0 / paths.Count
        );
    }

    private sealed record Round(double P50, double P99, double? Cpu, double Kilobytes);

    /// <summary>Medians over rounds.</summary>
    private sealed class Figures
    {
        private readonly List<Round> rounds = [];

        public double P50 => Median(round => round.P50);

        public double P99 => Median(round => round.P99);

        public double Cpu => Median(round => round.Cpu ?? double.NaN);

        public double Kilobytes => Median(round => round.Kilobytes);

        public void Add(Round round) => rounds.Add(round);

        private double Median(Func<Round, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
    }
}

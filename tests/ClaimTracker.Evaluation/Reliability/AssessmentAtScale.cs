using System.Diagnostics;
using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Evaluation.Reliability;

/// <summary>
/// Weighs a million claims of a made-up but news-like world: propositions of very different size, wires, unknown lineage, unnamed speakers,
/// derivations, corroboration and contradiction between neighbours; then one new relation after another.
/// </summary>
internal static class WeighingAtScale
{
    private const int Seed = 20241;

    public static void Run(int claims, int sources, int relations)
    {
        var random = new Random(Seed);
        var index = new AssessmentIndex(null, claims, sources, relations);

        var filling = Stopwatch.StartNew();
        Fill(index, random, claims, sources, relations);
        filling.Stop();
        var filled = Process.GetCurrentProcess().PeakWorkingSet64;

        var before = Environment.CpuUsage.TotalTime;
        var weighing = Stopwatch.StartNew();
        var propositions = index.EvaluateAll();
        weighing.Stop();
        Console.WriteLine(
            $"{claims:N0} claims, {sources:N0} sources, {relations:N0} relations, {propositions:N0} propositions, {Environment.ProcessorCount} processors"
        );
        Console.WriteLine(
            $"filling the index            {filling.Elapsed.TotalSeconds, 8:F2} s   (up to {filled / 1e6:F0} MB)"
        );
        Console.WriteLine(
            $"full recomputation           {weighing.Elapsed.TotalSeconds, 8:F2} s   ({(Environment.CpuUsage.TotalTime - before).TotalSeconds:F2} s of CPU, up to {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB)"
        );

        var times = new List<double>();
        var changed = 0;
        for (var i = 0; i < 5000; i++)
        {
            var (from, to) = Neighbours(random, claims);
            var kind = (ReportRelationKind)random.Next(3);
            var start = Environment.CpuUsage.TotalTime;
            index.Put(new ReportRelation(relations + i + 1, from, to, kind));
            changed += index.Evaluate().Count;
            times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(
            $"one new relation, median     {times[times.Count / 2], 8:F3} ms of CPU, 99 of 100 below {times[times.Count * 99 / 100]:F3} ms; {changed} weights changed"
        );

        var explaining = Stopwatch.StartNew();
        const int Explained = 200;
        for (var i = 0; i < Explained; i++)
            index.Queries.Assess(random.NextInt64(1, claims + 1), withBelief: true);
        Console.WriteLine($"one explanation, mean        {explaining.Elapsed.TotalMilliseconds / Explained, 8:F3} ms");
        Console.WriteLine(
            $"peak memory of the process   {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, 8:F0} MB"
        );
    }

    /// <summary>Sources: 1 in 20 is an outlet, the rest speak; 20 of the outlets are wires; unnamed speakers have ids of their own.</summary>
    private static void Fill(AssessmentIndex index, Random random, int claims, int sources, int relations)
    {
        var outlets = sources / 20;
        const int Wires = 20;
        for (var s = 1; s <= sources; s++)
            index.Put(new WeighedSource(s, Outlet: s <= outlets, Unnamed: s > outlets && s % 10 == 0));

        var chain = new List<ReportLink>(4);
        for (var c = 1; c <= claims; c++)
        {
            chain.Clear();
            var outlet = random.Next(Wires + 1, outlets + 1);
            chain.Add(new ReportLink(outlet, LinkBasis.Cites));
            var kind = random.Next(100);
            // Neighbouring claims are about one event and share its few speakers.
            var speaker = outlets + 1 + (int)((c / 50 * 7919L + random.Next(12)) % (sources - outlets));
            if (kind < 15)
                chain[0] = new ReportLink(outlet, LinkBasis.Unknown);
            else
            {
                if (kind < 50)
                    chain.Add(new ReportLink(random.Next(1, Wires + 1), LinkBasis.Cites));
                if (kind is >= 45 and < 50)
                    chain.Add(new ReportLink(random.Next(Wires + 1, outlets + 1), LinkBasis.Cites));
                if (kind is >= 15 and < 25)
                    chain[^1] = chain[^1] with { Basis = LinkBasis.Speaks };
                else
                    chain.Add(new ReportLink(speaker, LinkBasis.Speaks));
            }
            index.Put(
                new Report(c, (c + 19) / 20, [.. chain])
                {
                    PublishedEarliest = new DateTime(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(c),
                }
            );
        }
        for (var r = 1; r <= relations; r++)
        {
            var (from, to) = Neighbours(random, claims);
            var kind = random.Next(100) switch
            {
                < 55 => ReportRelationKind.Restates,
                < 80 => ReportRelationKind.Corroborates,
                < 90 => ReportRelationKind.Contradicts,
                < 98 => ReportRelationKind.DerivedFrom,
                _ => ReportRelationKind.Supersedes,
            };
            if (from < to)
                (from, to) = (to, from);
            // Restatements join what stands in one block of claims, a few large and most small; the others lead to a block nearby.
            if (kind == ReportRelationKind.Restates)
                to = Math.Max(BlockOf(from), 1) is var first && first < from ? random.NextInt64(first, from) : from;
            if (from != to)
                index.Put(new ReportRelation(r, from, to, kind));
        }
    }

    /// <summary>The first claim of the block a claim belongs to: most blocks hold 8 claims, one in a hundred 500.</summary>
    private static long BlockOf(long claim) => claim / 5000 % 100 == 0 ? claim / 500 * 500 : claim / 8 * 8;

    private static (long From, long To) Neighbours(Random random, int claims)
    {
        var from = random.NextInt64(1, claims + 1);
        var to = Math.Clamp(from + random.NextInt64(-40, 41), 1, claims);
        return from == to ? (from, from == claims ? from - 1 : from + 1) : (from, to);
    }
}

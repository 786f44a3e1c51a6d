using ClaimTracker.Tests.Assessment.Baselines;

namespace ClaimTracker.Evaluation.Reliability;

/// <summary>What counting origins is worth when outlets copy wires, over twenty seeds.</summary>
internal static class CopyingStudy
{
    private const int Seeds = 20;

    public static void Run()
    {
        Console.WriteLine(
            $"Copying, mean of {Seeds} seeds: f = share of outlets that copy a wire, delta = share of copies that say so"
        );
        Console.WriteLine(
            "     f  delta   plain vote   vote by origin   model on outlets   model on origins   Brier outlets   Brier origins"
        );
        foreach (var copiers in new[] { 0, .25, .5, .75 })
        foreach (var declared in new[] { 1, .5, 0 })
        {
            var worlds = Enumerable
                .Range(1, Seeds)
                .Select(seed => new CopyingSimulator(copiers, declared, seed).Run())
                .ToList();
            var (plain, origin) = (
                worlds.Average(w => w.PlainVote().Accuracy),
                worlds.Average(w => w.OriginVote().Accuracy)
            );
            var outlets = worlds.ConvertAll(w => w.ModelOnOutlets());
            var origins = worlds.ConvertAll(w => w.ModelOnOrigins());
            Console.WriteLine(
                $"  {copiers, 4:F2} {declared, 6:F2} {plain, 12:F3} {origin, 16:F3} {outlets.Average(s => s.Accuracy), 18:F3} "
                    + $"{origins.Average(s => s.Accuracy), 18:F3} {outlets.Average(s => s.Brier), 15:F3} {origins.Average(s => s.Brier), 15:F3}"
            );
        }
    }
}

namespace ClaimTracker.Evaluation.Reliability;

/// <summary>Measures the weighing: <c>scale</c> for its speed.</summary>
public static class ReliabilityStudy
{
    public static int Run(string[] args)
    {
        if (args is ["scale", ..]) WeighingAtScale.Run(1_000_000, 100_000, 3_000_000);
        return 0;
    }
}

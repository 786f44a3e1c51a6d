namespace ClaimTracker.Domain.Verdicts;

/// <summary>The steps on which a desk rates claims. Scales are offered; a verdict keeps its own rating, so that no scale can change what was published.</summary>
public sealed class VerdictScale : Record
{
    public const int MaxNameLength = 200;

    /// <summary>The five steps that every database has from the start.</summary>
    public static readonly IReadOnlyList<ScaleStep> FiveSteps =
    [
        new(1, new StepNames("Faux", "False"), VerdictOutcome.False),
        new(2, new StepNames("Plutôt faux", "Mostly false"), VerdictOutcome.False),
        new(3, new StepNames("En partie vrai", "Partly true"), VerdictOutcome.Mixed),
        new(4, new StepNames("Plutôt vrai", "Mostly true"), VerdictOutcome.True),
        new(5, new StepNames("Vrai", "True"), VerdictOutcome.True),
    ];

    private VerdictScale() { }

    public VerdictScale(string name, double worst, double best, IReadOnlyList<ScaleStep> steps, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Name = name;
        Worst = worst;
        Best = best;
        Steps = steps;
    }

    public string Name { get; private set; } = "";

    public double Worst { get; private set; }

    public double Best { get; private set; }

    /// <summary>In the order in which they are offered.</summary>
    public IReadOnlyList<ScaleStep> Steps { get; private set; } = [];

    public override string SubjectType => "verdictScale";
}

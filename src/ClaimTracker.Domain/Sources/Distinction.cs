namespace ClaimTracker.Domain.Sources;

/// <summary>That two sources are not the same, however much their names look alike.</summary>
public sealed class Distinction : WithdrawableRecord
{
    private Distinction() { }

    /// <exception cref="Refusal"><c>selfDistinction</c>; <c>unnamedSource</c>.</exception>
    /// <exception cref="IllegalTransition"><c>sourcesMerged</c>: they are held to be one.</exception>
    public Distinction(Source source, Source from, string reason, Stamp stamp)
        : base(stamp)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(from);
        if (source.Id == from.Id)
            throw new Refusal("selfDistinction", "from", "A source cannot be told apart from itself.");
        if (source.IsUnnamed || from.IsUnnamed)
            throw new Refusal(
                "unnamedSource",
                "from",
                "Unnamed sources are never taken for others by their names; a finding of independence parts them."
            );
        if ((source.CanonicalId ?? source.Id) == (from.CanonicalId ?? from.Id))
            throw new IllegalTransition(
                "sourcesMerged",
                $"Sources {source.Id} and {from.Id} are merged; take the merge back first."
            );
        Source = source;
        From = from;
        Reason = reason;
        Occupies = SlotOf(source.Id, from.Id);
    }

    public long SourceId { get; private set; }

    public Source Source { get; private set; } = null!;

    public long FromId { get; private set; }

    public Source From { get; private set; } = null!;

    public string Reason { get; private set; } = "";

    /// <summary>The place between two sources that this takes while it stands; unique, whichever way it points.</summary>
    public string? Occupies { get; private set; }

    public override string SubjectType => "distinction";

    public static string SlotOf(long a, long b) => $"{Math.Min(a, b)}-{Math.Max(a, b)}";

    public override void Withdraw(string reason, Stamp stamp)
    {
        base.Withdraw(reason, stamp);
        Occupies = null;
    }
}

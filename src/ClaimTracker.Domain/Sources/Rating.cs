namespace ClaimTracker.Domain.Sources;

/// <summary>How far a source can be relied on, by the Admiralty letters of STANAG 2511.</summary>
public enum ReliabilityLetter
{
    /// <summary>Completely reliable.</summary>
    A = 0,

    /// <summary>Usually reliable.</summary>
    B = 1,

    /// <summary>Fairly reliable.</summary>
    C = 2,

    /// <summary>Not usually reliable.</summary>
    D = 3,

    /// <summary>Unreliable.</summary>
    E = 4,

    /// <summary>Cannot be judged.</summary>
    F = 5,
}

/// <summary>An analyst's judgement of a source on a day. It is never changed: a later one takes its place, and the history stays.</summary>
public sealed class Rating : Record
{
    private Rating() { }

    public Rating(Source source, ReliabilityLetter reliability, string reason, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Source = source;
        Reliability = reliability;
        Reason = reason;
    }

    public long SourceId { get; private set; }

    public Source Source { get; private set; } = null!;

    public ReliabilityLetter Reliability { get; private set; }

    public string Reason { get; private set; } = "";

    public override string SubjectType => "rating";
}

using System.Globalization;
using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;

namespace ClaimTracker.Domain.Flags;

/// <summary>What is wrong with a claim, or may be.</summary>
public enum FlagReason
{
    NeedsCheck = 0,
    Misattributed = 1,
    OutOfContext = 2,
    LoadedLanguage = 3,

    /// <summary>No origin of it is guaranteed.</summary>
    Unverifiable = 4,

    /// <summary>Two outlets or more carry it, and one origin is guaranteed.</summary>
    SingleOrigin = 5,

    /// <summary>Reports of its support have it from each other.</summary>
    Circular = 6,

    /// <summary>What its support rested on was withdrawn or taken back.</summary>
    SupportLost = 7,
    Other = 8,
}

/// <summary>How far somebody is with a flag. The first two are active.</summary>
public enum FlagStatus
{
    Open = 0,
    InReview = 1,
    Resolved = 2,
    Dismissed = 3,
}

/// <summary>
/// A mark on a claim: by a person, or by the program where the weighing gives the cause. Of each of the two at most one is active for a claim and a
/// reason. The program closes what it raised when the cause goes, unless a person has it in hand, and raises nothing again that a person closed
/// before the cause has gone and come back.
/// </summary>
public sealed class Flag : Record
{
    private Flag() { }

    /// <summary>A flag by a person.</summary>
    /// <exception cref="DomainRuleException"><c>claimReplaced</c>.</exception>
    public Flag(Claim claim, FlagReason reason, string? note, Holder? assignee, AuditStamp auditStamp)
        : base(auditStamp)
    {
        if (claim.Status == ClaimStatus.Replaced)
            throw new DomainRuleException(
                "claimReplaced",
                "claim",
                $"Claim {claim.Id} was split or joined; flag one of those that took its place."
            );
        (Claim, ClaimId) = (claim, claim.Id);
        Reason = reason;
        Note = note;
        SetAssignee(assignee);
        SetActiveKey();
    }

    private Flag(long claim, FlagReason reason, Message cause, AuditStamp auditStamp)
        : base(auditStamp)
    {
        ClaimId = claim;
        Reason = reason;
        IsAutomatic = true;
        (CauseStands, Cause) = (true, cause);
        SetActiveKey();
    }

    /// <summary>In UTF-16 units; of notes and resolutions.</summary>
    public const int MaxNoteLength = 4000;

    public long ClaimId { get; private set; }

    public Claim Claim { get; private set; } = null!;

    public FlagReason Reason { get; private set; }

    /// <summary>The program raised it.</summary>
    public bool IsAutomatic { get; private set; }

    public string? Note { get; set; }

    public long? AssigneeId { get; private set; }

    public Holder? Assignee { get; private set; }

    public FlagStatus Status { get; private set; }

    /// <summary>What came of it; null while it is active, and where the program closed it.</summary>
    public string? Resolution { get; private set; }

    /// <summary>Who set the status last; null: nobody did since it was raised.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Of an automatic one: whether the cause is still there.</summary>
    public bool CauseStands { get; private set; }

    /// <summary>Of an automatic one: the cause, as it was when it came.</summary>
    public Message? Cause { get; private set; }

    /// <summary>Of an automatic one whose cause has gone: how.</summary>
    public Message? CauseResolution { get; private set; }

    /// <summary>The cause in a sentence, as the first version wrote it.</summary>
    public string? Because { get; private set; }

    /// <summary>How the cause went, as the first version wrote it.</summary>
    public string? CauseEnded { get; private set; }

    /// <summary>The program closed it: what came of it is how its cause went.</summary>
    public bool IsClosedByProgram =>
        IsAutomatic && Status == FlagStatus.Resolved && DecidedBy == Caller.Program.Name && Resolution is null;

    /// <summary>The place that this takes; unique.</summary>
    public string? ActiveKey { get; private set; }

    public bool IsActive => Status is FlagStatus.Open or FlagStatus.InReview;

    public override string SubjectType => "flag";

    /// <summary>A person is at it, or has opened it again: the program leaves it to that person.</summary>
    private bool IsInHands => Status == FlagStatus.InReview || AssigneeId is not null || DecidedBy is not null;

    /// <summary>A flag by the program.</summary>
    public static Flag Raise(long claim, FlagReason reason, Message cause, AuditStamp auditStamp) =>
        new(claim, reason, cause, auditStamp);

    /// <summary>Gives it to somebody; null: to nobody.</summary>
    public void SetAssignee(Holder? assignee) => (Assignee, AssigneeId) = (assignee, assignee?.Id);

    /// <summary>Sets the status, or, where it has that status already, what came of it.</summary>
    /// <exception cref="ConflictException">Something closed can only be opened again.</exception>
    public void SetStatus(FlagStatus status, string? resolution, AuditStamp auditStamp)
    {
        if (status == Status && (resolution is null || resolution == Resolution))
            return;
        if (status != Status && !NextOf(Status).Contains(status))
            throw new ConflictException(
                "illegalTransition",
                $"A flag that is {Wire(Status)} can become: {string.Join(", ", NextOf(Status).Select(Wire))}."
            )
            {
                Details = new Dictionary<string, object?> { ["allowed"] = NextOf(Status) },
            };
        (Status, Resolution) = (status, resolution);
        (DecidedBy, DecidedAt) = (auditStamp.By, auditStamp.At);
        SetActiveKey();
    }

    /// <summary>The cause has come back while a person had the flag in hand.</summary>
    public void CauseReturns(Message cause)
    {
        (CauseStands, Cause, CauseResolution) = (true, cause, null);
        (Because, CauseEnded) = (null, null);
        SetActiveKey();
    }

    /// <summary>The cause has gone: closes the flag, unless it is closed already or in somebody's hands.</summary>
    public void CauseEnds(Message how, AuditStamp auditStamp)
    {
        (CauseStands, CauseResolution) = (false, how);
        if (IsActive && !IsInHands)
            SetStatus(FlagStatus.Resolved, null, auditStamp);
        SetActiveKey();
    }

    private static FlagStatus[] NextOf(FlagStatus status) =>
        status switch
        {
            FlagStatus.Open => [FlagStatus.InReview, FlagStatus.Resolved, FlagStatus.Dismissed],
            FlagStatus.InReview => [FlagStatus.Open, FlagStatus.Resolved, FlagStatus.Dismissed],
            _ => [FlagStatus.Open],
        };

    private static string Wire(FlagStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private void SetActiveKey() =>
        ActiveKey = IsAutomatic
            ? IsActive || CauseStands
                ? string.Create(CultureInfo.InvariantCulture, $"{ClaimId}:{(int)Reason}:automatic")
                : null
            : IsActive && Reason != FlagReason.Other
                ? string.Create(CultureInfo.InvariantCulture, $"{ClaimId}:{(int)Reason}")
                : null;
}

using ClaimTracker.Domain.Audit;

namespace ClaimTracker.Domain;

/// <summary>Who acts, and when (UTC): one stamp for everything a use case changes.</summary>
public readonly record struct AuditStamp(string By, DateTime At);

/// <summary>What every stored record has: an id from the database, a version that rises with each change, and who recorded it when.</summary>
public abstract class Record
{
    private protected Record() { }

    private protected Record(AuditStamp auditStamp)
    {
        RecordedAt = auditStamp.At;
        RecordedBy = auditStamp.By;
        Version = 1;
    }

    public long Id { get; private set; }

    /// <summary>1 when recorded; raised by the context once for each saved change of the record's own fields or parts.</summary>
    public int Version { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; private set; }

    /// <summary>The holder who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";

    /// <summary>The name the audit trail knows this record by, such as <c>claim:42</c>.</summary>
    public string Subject => new AuditSubject(SubjectType, Id).ToString();

    /// <summary>The first half of <see cref="Subject"/>.</summary>
    public abstract string SubjectType { get; }

    /// <summary>True for what a machine proposed with an article: its creation is covered by the article's audit entry.</summary>
    public virtual bool IsMachineProposal => false;
}

/// <summary>What we can take back.</summary>
public interface IWithdrawable
{
    /// <exception cref="ConflictException"><c>alreadyWithdrawn</c>.</exception>
    void Withdraw(string reason, AuditStamp auditStamp);
}

/// <summary>A record that can be taken back: it stays, with who took it back, when and why.</summary>
public abstract class WithdrawableRecord : Record, IWithdrawable
{
    private protected WithdrawableRecord() { }

    private protected WithdrawableRecord(AuditStamp auditStamp)
        : base(auditStamp) { }

    public string? WithdrawnBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>As a person gave it.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>Where the program withdrew it, or a person who gave no reason of their own.</summary>
    public Message? WithdrawalCause { get; private set; }

    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <exception cref="ConflictException">It is withdrawn already.</exception>
    public void Withdraw(string reason, AuditStamp auditStamp)
    {
        Withdraw(auditStamp);
        WithdrawalReason = reason;
    }

    /// <exception cref="ConflictException">It is withdrawn already.</exception>
    public void Withdraw(Message cause, AuditStamp auditStamp)
    {
        Withdraw(auditStamp);
        WithdrawalCause = cause;
    }

    /// <summary>What else changes with it, or forbids it.</summary>
    private protected virtual void OnWithdrawing() { }

    private void Withdraw(AuditStamp auditStamp)
    {
        if (IsWithdrawn)
            throw new ConflictException("alreadyWithdrawn", $"This was already withdrawn by {WithdrawnBy}.");
        OnWithdrawing();
        WithdrawnBy = auditStamp.By;
        WithdrawnAt = auditStamp.At;
    }
}

/// <summary>Evidence for a finding: where it can be read, and where a copy is kept.</summary>
/// <param name="Url">Absolute http(s) address.</param>
/// <param name="ArchivedUrl">An archived copy.</param>
/// <param name="Retrieved">When it was read, EDTF.</param>
/// <param name="Note">What to look for there.</param>
public sealed record Evidence(string Url, string? ArchivedUrl = null, string? Retrieved = null, string? Note = null);

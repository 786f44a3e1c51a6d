using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClaimTracker.Domain.Audit;

/// <summary>One change of one record: who, when, by which use case, why, and the complete old and new values. Never changed, never deleted.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    /// <summary>Global, without gaps, in the order of the commits; from 1.</summary>
    public long Position { get; private set; }

    /// <summary>The record, such as <c>claim:42</c>.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>From 1 for each subject.</summary>
    public int Sequence { get; private set; }

    /// <summary>The holder who acted.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The name of the use case, such as <c>RecordClaim</c>.</summary>
    public string UseCase { get; private set; } = "";

    /// <summary>JSON: <c>created</c> with every field, or <c>changed</c> with old and new of each field; <c>proposals</c> that came with an article.</summary>
    public string Change { get; private set; } = "";

    public string? Reason { get; private set; }

    /// <summary>
    /// The position of the first entry that the same use case left: entries with one number were committed together. Null in entries that were written before
    /// there was such a number.
    /// </summary>
    public long? Act { get; private set; }

    /// <summary>The hash of the subject's entry before this one; empty for its first.</summary>
    public string PreviousHash { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256 over every other member: texts each preceded by its length, and the number of the act last, where there is one.</summary>
    public string Hash { get; private set; } = "";

    public static AuditEntry Append(
        long position,
        string subject,
        int sequence,
        string previousHash,
        AuditStamp auditStamp,
        string useCase,
        string change,
        string? reason,
        long? act
    )
    {
        var entry = new AuditEntry
        {
            Position = position,
            Subject = subject,
            Sequence = sequence,
            Actor = auditStamp.By,
            At = auditStamp.At,
            UseCase = useCase,
            Change = change,
            Reason = reason,
            Act = act,
            PreviousHash = previousHash,
        };
        entry.Hash = entry.ComputeHash();
        return entry;
    }

    /// <summary>What <see cref="Hash"/> must be for the entry as it stands.</summary>
    public string ComputeHash() =>
        Convert.ToHexStringLower(
            HashOf(
                Position,
                Sequence,
                At.Ticks,
                BytesOf(Subject),
                BytesOf(Actor),
                BytesOf(UseCase),
                BytesOf(Change),
                BytesOf(Reason),
                BytesOf(PreviousHash),
                Act
            )
        );

    /// <summary>SHA-256 over an entry as it is stored: numbers as eight bytes, big-endian; texts in UTF-8, each after the number of its bytes, -1 for none.</summary>
    /// <param name="ticks">Of its instant, in UTC.</param>
    /// <param name="act">Null adds nothing, so that entries without a number hash as they always did; and last, so that no two entries hash the same bytes.</param>
    public static byte[] HashOf(
        long position,
        long sequence,
        long ticks,
        byte[]? subject,
        byte[]? actor,
        byte[]? useCase,
        byte[]? change,
        byte[]? reason,
        byte[]? previousHash,
        long? act
    )
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<long>)[position, sequence, ticks])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            sha.AppendData(number);
        }

        foreach (var text in (ReadOnlySpan<byte[]?>)[subject, actor, useCase, change, reason, previousHash])
        {
            // A missing reason and an empty one must not hash alike.
            BinaryPrimitives.WriteInt64BigEndian(number, text?.Length ?? -1);
            sha.AppendData(number);
            sha.AppendData(text ?? []);
        }

        if (act is { } first)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, first);
            sha.AppendData(number);
        }

        return sha.GetHashAndReset();
    }

    private static byte[]? BytesOf(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}

/// <summary>The newest entry of a subject, and of the whole trail: kept in the same transaction, so that a missing newest entry shows.</summary>
public sealed class AuditHead
{
    private AuditHead() { }

    public AuditHead(string subject) => Subject = subject;

    /// <summary>The head of the whole trail stands under this name; its sequence is the newest position.</summary>
    public const string Global = "*";

    public string Subject { get; private set; } = "";

    public long Sequence { get; private set; }

    public string Hash { get; private set; } = "";

    public void Advance(long sequence, string hash) => (Sequence, Hash) = (sequence, hash);
}

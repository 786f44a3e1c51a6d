using System.Text;

namespace ClaimTracker.Domain.Audit;

/// <summary>
/// An entry byte for byte as the database holds it, with what stands around it. Null where there is nothing, or nothing of the right kind: whoever
/// changes the database keeps to no types.
/// </summary>
/// <param name="Ticks">Of the instant; null where it is not written as the program writes it.</param>
/// <param name="Act">0 where something stands there that is no number: no act has that one.</param>
public sealed record StoredEntry(
    long Position,
    byte[]? Subject,
    long? Sequence,
    byte[]? Actor,
    long? Ticks,
    byte[]? UseCase,
    byte[]? Change,
    byte[]? Reason,
    byte[]? PreviousHash,
    byte[]? Hash,
    long? Act
)
{
    /// <summary>The hash of the entry of the same subject one sequence before; null where there is none.</summary>
    public byte[]? HashBefore { get; init; }

    /// <summary>The position of that entry.</summary>
    public long? PositionBefore { get; init; }

    /// <summary>The sequence at which the head of the subject stands; null where it has no head.</summary>
    public long? Head { get; init; }

    /// <summary>Whose entry it says it is.</summary>
    public string? SubjectName => Subject is null ? null : Encoding.UTF8.GetString(Subject);

    /// <summary>What is wrong with it; null where nothing is. Puts a sound entry's hash, 32 bytes, into <paramref name="hash"/>.</summary>
    public string? FindFault(Span<byte> hash)
    {
        if (Sequence is not { } sequence || Ticks is not { } ticks)
            return "The entry was changed: its sequence or its instant is not written as the program writes it.";
        AuditEntry
            .HashOf(Position, sequence, ticks, Subject, Actor, UseCase, Change, Reason, PreviousHash, Act)
            .CopyTo(hash);
        if (Hash is null || !Hash.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))))
            return "The entry was changed: its content does not have the hash that stands with it.";
        if (sequence < 1)
            return "The entry was put in: sequences begin with 1.";
        if (sequence == 1 ? PreviousHash is not { Length: 0 } : HashBefore is null)
            return sequence == 1
                ? "The entry is the first of its subject and names one before it."
                : $"The entry before it, sequence {sequence - 1} of its subject, is missing.";
        if (sequence > 1 && !HashBefore.AsSpan().SequenceEqual(PreviousHash))
            return $"The chain is broken: sequence {sequence - 1} of its subject is not the entry that it names as the one before it.";
        if (sequence > 1 && PositionBefore > Position)
            return $"The order was changed: sequence {sequence - 1} of its subject stands behind it, at position {PositionBefore}.";
        if (Head is null)
            return "Its subject has no head: it was deleted, or the entry was put in.";
        return Head < sequence
            ? $"The entry stands beyond the head of its subject, which is at sequence {Head}: the head was set back, or the entry was put in."
            : null;
    }
}

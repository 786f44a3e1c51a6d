using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Views.Shared;

/// <summary>One change of one record.</summary>
/// <param name="Position">In the order of the commits; from 1, without gaps.</param>
/// <param name="At">UTC.</param>
/// <param name="By">The holder who acted.</param>
/// <param name="Action">The use case, such as <c>SetAttribution</c>.</param>
/// <param name="Sequence">From 1 for each subject.</param>
/// <param name="Change">
/// <c>created</c> with every field that has a value, or <c>changed</c> with <c>old</c> and <c>new</c> of each changed field; <c>proposals</c> that came with an article: their
/// subjects and a hash of their content. Null for entries about keys unless an administrator asks.
/// </param>
/// <param name="PreviousHash">The hash of the subject's entry before this one; empty for its first.</param>
/// <param name="Hash">Lower-case hex SHA-256 over every other member as stored.</param>
public sealed record AuditEntryView(
    long Position,
    DateTime At,
    string By,
    string Action,
    AuditSubject Subject,
    int Sequence,
    string? Reason,
    JsonElement? Change,
    string PreviousHash,
    string Hash,
    Links Links
) : IAddressed;

/// <summary>Shows audit entries as they go over the wire.</summary>
internal static class AuditEntryViews
{
    private const string OfAdministrators = "apiKey:";

    public static AuditEntryView Of(AuditEntry entry, Caller caller)
    {
        var change =
            caller.Role < Role.Admin && entry.Subject.StartsWith(OfAdministrators, StringComparison.Ordinal)
                ? (JsonElement?)null
                : ChangeOf(entry);
        return new(
            entry.Position,
            entry.At,
            entry.Actor,
            entry.UseCase,
            AuditSubject.Parse(entry.Subject),
            entry.Sequence,
            entry.Reason,
            change,
            entry.PreviousHash,
            entry.Hash,
            new Links($"/api/v1/audit/{entry.Position}")
        );
    }

    // On a trail that was tampered with this may be anything; then it is shown as the text it is.
    private static JsonElement ChangeOf(AuditEntry entry)
    {
        try
        {
            return JsonDocument.Parse(entry.Change).RootElement;
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(entry.Change);
        }
    }
}

/// <summary>What can be said of the seal of a checkpoint.</summary>
public enum Seal
{
    /// <summary>It was made without a key.</summary>
    None = 0,

    /// <summary>The key made it.</summary>
    Genuine = 1,

    /// <summary>It names the key, and the key did not make it.</summary>
    Forged = 2,

    /// <summary>Another key made it, or there is no key here.</summary>
    Unknown = 3,
}

/// <summary>The root of the trail at a position. Kept elsewhere, its line shows a trail that was cut off or rewritten since.</summary>
/// <param name="Position">Of the newest entry folded in.</param>
/// <param name="Entries">How many are folded in.</param>
/// <param name="Root">Lower-case hex SHA-256 over the hashes of all entries, folded in the order of their positions.</param>
/// <param name="KeyId">Tells which key sealed it; null: none.</param>
/// <param name="Mac">HMAC-SHA256; null without a key.</param>
/// <param name="Line">All of it on one line, to be kept elsewhere and given to <c>verify-audit --against</c>.</param>
public sealed record CheckpointView(
    long Position,
    long Entries,
    DateTime At,
    string Root,
    string? KeyId,
    string? Mac,
    Seal Seal,
    string Line
)
{
    internal static CheckpointView Of(AuditCheckpoint checkpoint, AuditKey? key) =>
        new(
            checkpoint.Position,
            checkpoint.Entries,
            checkpoint.At,
            checkpoint.Root,
            checkpoint.KeyId,
            checkpoint.Mac,
            checkpoint.Mac is null
                ? Seal.None
                : checkpoint.IsSealedBy(key) switch
                {
                    true => Seal.Genuine,
                    false => Seal.Forged,
                    null => Seal.Unknown,
                },
            checkpoint.Line
        );
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ClaimTracker.Domain.Audit;

/// <summary>
/// The hashes of all entries folded into one root, in the order of their positions: it begins with 32 zero bytes, and each entry makes it the SHA-256
/// of the root before and the 32 bytes of its own hash. Every head of every subject is among them, and stands for all before it.
/// </summary>
public sealed class TrailRoot
{
    private readonly byte[] joined = new byte[64];

    public TrailRoot() { }

    private TrailRoot(long entries, string root)
    {
        Entries = entries;
        Convert.FromHexString(root).CopyTo(joined, 0);
    }

    /// <summary>How many entries are folded in.</summary>
    public long Entries { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Value => Convert.ToHexStringLower(joined.AsSpan(0, 32));

    /// <summary>Goes on from where a checkpoint ended.</summary>
    public static TrailRoot After(AuditCheckpoint checkpoint) => new(checkpoint.Entries, checkpoint.Root);

    /// <param name="hash">Of the next entry: 32 bytes.</param>
    public void Add(ReadOnlySpan<byte> hash)
    {
        hash.CopyTo(joined.AsSpan(32, 32));
        SHA256.HashData(joined, joined.AsSpan(0, 32));
        Entries++;
    }
}

/// <summary>The root of the trail at a position, sealed with the key where there is one. Kept elsewhere, it shows a trail that was cut off or rewritten since.</summary>
public sealed partial class AuditCheckpoint
{
    private const string Instant = "yyyyMMdd'T'HHmmssfffffff'Z'";
    private const string None = "none";

    private AuditCheckpoint() { }

    /// <summary>Of the newest entry folded in.</summary>
    public long Position { get; private set; }

    /// <summary>How many entries are folded in.</summary>
    public long Entries { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Lower-case hex; see <see cref="TrailRoot"/>.</summary>
    public string Root { get; private set; } = "";

    /// <summary>Which key sealed it; null: none did.</summary>
    public string? KeyId { get; private set; }

    /// <summary>Lower-case hex HMAC-SHA256; null without a key.</summary>
    public string? Mac { get; private set; }

    /// <summary>All of it on one line without spaces, as it is logged, served, printed, and read again.</summary>
    public string Line => $"{Sealed}.{KeyId ?? None}.{Mac ?? None}";

    /// <summary>What the key seals, in ASCII.</summary>
    private string Sealed =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ctcp1.{Position}.{Entries}.{At.ToString(Instant, CultureInfo.InvariantCulture)}.{Root}"
        );

    public static AuditCheckpoint Of(TrailRoot root, long position, DateTime at, AuditKey? key)
    {
        var checkpoint = new AuditCheckpoint
        {
            Position = position,
            Entries = root.Entries,
            At = at,
            Root = root.Value,
        };
        checkpoint.KeyId = key?.Id;
        checkpoint.Mac = key?.Seal(checkpoint.Sealed);
        return checkpoint;
    }

    /// <summary>Finds the checkpoints in a text: lines of a log, of an answer of the service, or of what the program printed.</summary>
    public static IEnumerable<AuditCheckpoint> FindIn(string text)
    {
        foreach (Match match in Pattern().Matches(text))
            if (
                long.TryParse(match.Groups["position"].Value, CultureInfo.InvariantCulture, out var position)
                && long.TryParse(match.Groups["entries"].Value, CultureInfo.InvariantCulture, out var entries)
                && TryReadInstant(match.Groups["at"].Value, out var at)
            )
                yield return new AuditCheckpoint
                {
                    Position = position,
                    Entries = entries,
                    At = at,
                    Root = match.Groups["root"].Value,
                    KeyId = Given(match.Groups["key"].Value),
                    Mac = Given(match.Groups["mac"].Value),
                };
    }

    /// <summary>Whether the key that is meant made it; null where that cannot be told: it has no seal, there is no key, or it is another.</summary>
    public bool? IsSealedBy(AuditKey? key) =>
        key is null || Mac is null || KeyId != key.Id
            ? null
            : CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Mac),
                Encoding.ASCII.GetBytes(key.Seal(Sealed))
            );

    private static string? Given(string part) => part == None ? null : part;

    private static bool TryReadInstant(string text, out DateTime at) =>
        DateTime.TryParseExact(
            text,
            Instant,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out at
        );

    [GeneratedRegex(
        @"ctcp1\.(?<position>\d{1,19})\.(?<entries>\d{1,19})\.(?<at>\d{8}T\d{13}Z)\.(?<root>[0-9a-f]{64})\.(?<key>[0-9a-f]{16}|none)\.(?<mac>[0-9a-f]{64}|none)"
    )]
    private static partial Regex Pattern();
}

/// <summary>What seals checkpoints. It is kept outside the database, and nowhere shown.</summary>
public sealed class AuditKey
{
    /// <summary>In bytes.</summary>
    public const int MinLength = 32;

    private readonly byte[] secret;

    private AuditKey(byte[] secret)
    {
        this.secret = secret;
        Id = Seal("ctcp1 key")[..16];
    }

    /// <summary>Tells one key from another without giving it away.</summary>
    public string Id { get; }

    /// <summary>Reads a key of at least 32 bytes in hex or base64; false, without saying what it was, for anything else.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AuditKey? key)
    {
        key = BytesOf(text) is { Length: >= MinLength } secret ? new AuditKey(secret) : null;
        return key is not null;
    }

    internal string Seal(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)));

    private static byte[]? BytesOf(string text)
    {
        if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}

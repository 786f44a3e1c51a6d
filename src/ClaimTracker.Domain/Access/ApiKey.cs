using System.Security.Cryptography;
using System.Text;

namespace ClaimTracker.Domain.Access;

/// <summary>A key to the API. Only its hash is kept: the secret is 256 random bits, so a plain SHA-256 cannot be searched back.</summary>
public sealed class ApiKey : Record
{
    private ApiKey() { }

    private ApiKey(Holder holder, Role role, DateTime? expires, string hash, string hint, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Holder = holder;
        Role = role;
        Expires = expires;
        Hash = hash;
        Hint = hint;
    }

    public long HolderId { get; private set; }

    public Holder Holder { get; private set; } = null!;

    public Role Role { get; private set; }

    /// <summary>UTC; the key is refused from this instant on. Null: it does not expire.</summary>
    public DateTime? Expires { get; private set; }

    /// <summary>Lower-case hex SHA-256 of the key.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The first characters of the key, to tell keys apart; not enough to use one.</summary>
    public string Hint { get; private set; } = "";

    /// <summary>UTC, to about a minute; null before the first use. Written apart from versions and audit trail: it is no change of the key.</summary>
    public DateTime? LastUsed { get; private set; }

    public string? RevokedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? RevokedAt { get; private set; }

    public override string SubjectType => "apiKey";

    /// <summary>Makes a key; <paramref name="secret"/> is the only place where it ever stands in clear.</summary>
    public static ApiKey Issue(Holder holder, Role role, DateTime? expires, AuditStamp auditStamp, out string secret)
    {
        secret = "ct_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return new ApiKey(holder, role, expires, HashOf(secret), secret[..9], auditStamp);
    }

    /// <summary>What is stored of a key, and looked up by.</summary>
    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether two hashes are the same, in a time that does not tell how much of them is.</summary>
    public static bool IsSameHash(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    /// <summary>Whether a key with these dates (UTC) is good for anything at an instant: for whoever reads only these of it.</summary>
    public static bool IsUsable(DateTime? revokedAt, DateTime? expires, DateTime now) =>
        revokedAt is null && (expires is null || now < expires);

    /// <summary>Revokes the key; revoking a revoked key changes nothing.</summary>
    public void Revoke(AuditStamp auditStamp)
    {
        if (RevokedAt is not null)
            return;
        RevokedBy = auditStamp.By;
        RevokedAt = auditStamp.At;
    }
}

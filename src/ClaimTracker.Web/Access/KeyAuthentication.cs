using System.Data.Common;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ClaimTracker.Web.Access;

/// <summary>Knows callers by their API key; in Development, a request from loopback without a key is the local administrator.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ReadConnections readConnections,
    KeyUses uses,
    TimeProvider clock,
    IHostEnvironment environment,
    IConfiguration configuration
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    // The same for both databases. The cast is for SQL Server, which would not look up a column of ANSI text by Unicode.
    private const string KeyByHash =
        "SELECT k.Id, h.Name, k.Role, k.Expires, k.RevokedAt, k.Hash FROM ApiKeys AS k INNER JOIN Holders AS h ON h.Id = k.HolderId WHERE k.Hash = CAST(@set AS varchar(64))";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SentKey() is not { } secret)
            return IsLocal() && !IsForeign() ? Success(Caller.Local, keyId: null) : AuthenticateResult.NoResult();

        // Looked up by hash: what an attacker can time is the hash, of which he learns nothing useful. Unknown, expired and revoked keys take the same
        // way to the same answer.
        var (hash, now) = (ApiKey.HashOf(secret), clock.GetUtcNow().UtcDateTime);
        var key = await FindKeyAsync(hash) ?? KeyRow.None;
        if (!(ApiKey.IsSameHash(hash, key.Hash) & ApiKey.IsUsable(key.RevokedAt, key.Expires, now)))
            return AuthenticateResult.Fail("unknown, expired or revoked key");
        uses.Note(key.Id, now);
        return Success(new Caller(key.Holder, key.Role), key.Id);
    }

    /// <exception cref="ForeignOriginException">A page of elsewhere, in a browser on this machine, sent the request.</exception>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (SentKey() is null && IsLocal() && IsForeign())
            throw new ForeignOriginException();
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate =
            "Bearer realm=\"ClaimTracker\"" + (SentKey() is null ? "" : ", error=\"invalid_token\"");
        return Task.CompletedTask;
    }

    private Task<KeyRow?> FindKeyAsync(string hash) =>
        readConnections.RunAsync(
            async preparedStatements =>
            {
                await using var reader = await preparedStatements.ReadAsync(KeyByHash, hash, Context.RequestAborted);
                return await reader.ReadAsync(Context.RequestAborted)
                    ? new KeyRow(
                        reader.GetInt64(0),
                        reader.GetString(1),
                        (Role)reader.GetInt32(2),
                        InstantOf(reader, 3),
                        InstantOf(reader, 4),
                        reader.GetString(5)
                    )
                    : null;
            },
            Context.RequestAborted
        );

    private static DateTime? InstantOf(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    private string? SentKey()
    {
        if (Request.Headers.TryGetValue(Header, out var key))
            return key.ToString();
        var authorization = Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? authorization[Bearer.Length..].Trim()
            : authorization.Length == 0 ? null
            : authorization;
    }

    // A proxy on the same machine also comes from loopback, but says for whom.
    private bool IsLocal() =>
        environment.IsDevelopment()
        && Context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !Request.Headers.ContainsKey("X-Forwarded-For")
        && !Request.Headers.ContainsKey("Forwarded");

    // A web page that has its own name point to this machine says that name as Host; one that merely sends something here says where it is from.
    private bool IsForeign() =>
        !IsLoopback(Request.Host.Host)
        || Request.Headers.Origin.Any(origin =>
            !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLoopback(page.IdnHost))
            && !(configuration.GetSection("Cors:Origins").Get<string[]>() ?? []).Contains(origin)
        );

    private static bool IsLoopback(string host) =>
        host == "localhost"
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static AuthenticateResult Success(Caller caller, long? keyId) =>
        AuthenticateResult.Success(new AuthenticationTicket(Callers.PrincipalOf(caller, keyId, Scheme), Scheme));

    private sealed record KeyRow(long Id, string Holder, Role Role, DateTime? Expires, DateTime? RevokedAt, string Hash)
    {
        /// <summary>Stands in where there is none; no key has this hash.</summary>
        public static readonly KeyRow None = new(0, "", Role.Reader, null, null, new string('-', 64));

        /// <summary>For logs: never with the hash.</summary>
        public override string ToString() => $"key {Id}";
    }
}

/// <summary>In Development a page of elsewhere may not use what the machine's own user may: 403.</summary>
public sealed class ForeignOriginException()
    : Exception(
        "A request without a key comes from another site, by its Origin or Host. Send a key, or call from this machine by its own name."
    );

/// <summary>The caller as the framework carries it through a request, and back.</summary>
internal static class Callers
{
    private const string KeyId = "key";

    public static ClaimsPrincipal PrincipalOf(Caller caller, long? keyId, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, caller.Name));
        identity.AddClaim(new Claim(ClaimTypes.Role, caller.Role.ToString()));
        if (keyId is { } id)
            identity.AddClaim(new Claim(KeyId, id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(identity);
    }

    public static Caller? CallerOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.Name) is { } name
        && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Caller(name, role)
            : null;

    /// <summary>The key a request came with; null for the local administrator.</summary>
    public static string? KeyOf(ClaimsPrincipal principal) => principal.FindFirstValue(KeyId);
}

/// <summary>Who acts in this scope: the caller of the request, or the program itself.</summary>
internal sealed class CallerScope : IScoped
{
    public Caller? Caller { get; set; }
}

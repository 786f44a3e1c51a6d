using System.Data;
using System.Data.Common;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClaimTracker.Web.Access;

/// <summary>Knows callers by their API key; in Development, a request from loopback without a key is the local administrator.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ClaimTrackerDb db, TimeProvider clock, IHostEnvironment environment)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    // By hand, and the same for both databases: it runs before every request, and a compiled query costs three times as much.
    private const string KeyByHash =
        "SELECT k.Id, h.Name, k.Role, k.Expires, k.RevokedAt FROM ApiKeys AS k INNER JOIN Holders AS h ON h.Id = k.HolderId WHERE k.Hash = @hash";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SentKey() is not { } secret)
            return IsLocal() ? Success(Caller.Local, keyId: null) : AuthenticateResult.NoResult();

        // Looked up by hash: what an attacker can time is the hash, of which he learns nothing useful.
        var key = await FindKeyAsync(ApiKey.HashOf(secret));
        return key is not null && key.RevokedAt is null && (key.Expires is null || clock.GetUtcNow().UtcDateTime < key.Expires)
            ? Success(new Caller(key.Holder, key.Role), key.Id)
            : AuthenticateResult.Fail("unknown, expired or revoked key");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"ClaimTracker\"" + (SentKey() is null ? "" : ", error=\"invalid_token\"");
        return Task.CompletedTask;
    }

    private async Task<KeyRow?> FindKeyAsync(string hash)
    {
        await db.Database.OpenConnectionAsync(Context.RequestAborted);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = KeyByHash;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Size, parameter.Value) = ("@hash", DbType.AnsiString, 64, hash);
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(Context.RequestAborted);
            return await reader.ReadAsync(Context.RequestAborted)
                ? new KeyRow(reader.GetInt64(0), reader.GetString(1), (Role)reader.GetInt32(2), InstantOf(reader, 3), InstantOf(reader, 4))
                : null;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static DateTime? InstantOf(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    private string? SentKey()
    {
        if (Request.Headers.TryGetValue(Header, out var key))
            return key.ToString();
        var authorization = Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : authorization.Length == 0 ? null : authorization;
    }

    // A proxy on the same machine also comes from loopback, but says for whom; and a web page that had its own name point to this machine
    // says that name.
    private bool IsLocal() =>
        environment.IsDevelopment() && Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && (Request.Host.Host == "localhost" || (IPAddress.TryParse(Request.Host.Host, out var host) && IPAddress.IsLoopback(host)))
        && !Request.Headers.ContainsKey("X-Forwarded-For") && !Request.Headers.ContainsKey("Forwarded");

    private static AuthenticateResult Success(Caller caller, long? keyId) =>
        AuthenticateResult.Success(new AuthenticationTicket(Callers.PrincipalOf(caller, keyId, Scheme), Scheme));

    private sealed record KeyRow(long Id, string Holder, Role Role, DateTime? Expires, DateTime? RevokedAt);
}

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
        principal.FindFirstValue(ClaimTypes.Name) is { } name && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Caller(name, role)
            : null;

    /// <summary>The key a request came with; null for the local administrator.</summary>
    public static string? KeyOf(ClaimsPrincipal principal) => principal.FindFirstValue(KeyId);
}

/// <summary>Who acts in this scope: the caller of the request, or the program itself.</summary>
internal sealed class CallerScope
{
    public Caller? Caller { get; set; }
}

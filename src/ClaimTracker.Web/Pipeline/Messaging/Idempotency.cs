using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Bodies;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>The same key with another body (422), or while the first request with it still runs (409).</summary>
public sealed class IdempotencyConflictException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}

/// <summary>Another request with the same key was answered while this one waited for its turn: here is that answer.</summary>
internal sealed class AnsweredMeanwhileException(IdempotentAnswer kept) : Exception("Answered already.")
{
    public IdempotentAnswer Kept { get; } = kept;
}

/// <summary>A view that holds a secret, which is shown once and must not be kept with an idempotent answer.</summary>
public interface IHoldsSecret
{
    object WithoutSecret();
}

/// <summary>
/// Gives a POST that is sent again with the same Idempotency-Key the answer it had. The answer is kept in the transaction of the change,
/// so only what took effect is ever replayed.
/// </summary>
internal sealed class Idempotency(TimeProvider clock, IConfiguration configuration) : IScoped
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 255;

    /// <summary>Each keyed command throws away this many expired answers, so that they never outgrow what comes in.</summary>
    private const int SweptAtOnce = 20;

    private (string Scope, string BodyHash)? asked;

    private DateTime KeptSince =>
        clock.GetUtcNow().UtcDateTime - TimeSpan.FromHours(configuration.GetValue("Idempotency:KeptHours", 24.0));

    /// <summary>
    /// Looks again, now that no other writer can come between: on a database that several instances share, the same request may have been
    /// answered while this one waited.
    /// </summary>
    /// <exception cref="AnsweredMeanwhileException">It was.</exception>
    public async Task LookAgainAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        if (asked is { } key && await FindAsync(db, key.Scope, cancellationToken) is { } kept)
            throw new AnsweredMeanwhileException(kept);
    }

    /// <summary>Keeps the answer of a command with the command's own changes.</summary>
    public async Task KeepAsync<TView>(
        ClaimTrackerDb db,
        object request,
        TView view,
        CancellationToken cancellationToken
    )
    {
        if (asked is not { } key)
            return;
        var since = KeptSince;
        await db.IdempotentAnswers.Where(answer => answer.Scope == key.Scope).ExecuteDeleteAsync(cancellationToken);
        var expired = await db
            .IdempotentAnswers.Where(answer => answer.At <= since)
            .OrderBy(answer => answer.At)
            .Select(answer => answer.Scope)
            .Take(SweptAtOnce)
            .ToListAsync(cancellationToken);
        if (expired.Count > 0)
            await db
                .IdempotentAnswers.Where(answer => expired.Contains(answer.Scope))
                .ExecuteDeleteAsync(cancellationToken);

        db.IdempotentAnswers.Add(
            new IdempotentAnswer
            {
                Scope = key.Scope,
                BodyHash = key.BodyHash,
                Status = request is ICreate<TView> ? StatusCodes.Status201Created : StatusCodes.Status200OK,
                Body = JsonSerializer.Serialize(
                    view is IHoldsSecret secret ? secret.WithoutSecret() : view,
                    Json.Options
                ),
                Location = request is ICreate<TView> ? (view as IAddressed)?.Links.Self : null,
                ETag = view is IResource resource ? ETags.Of(resource.Version) : null,
                At = db.Stamp.At,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Replays, refuses, or lets the request through and keeps its answer.</summary>
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (
            !HttpMethods.IsPost(context.Request.Method)
            || !context.Request.Headers.TryGetValue(Header, out var sent)
            || context.GetEndpoint()?.Metadata.GetMetadata<IgnoresIdempotencyKeyAttribute>() is not null
            || context.GetEndpoint() is null
        )
        {
            await next(context);
            return;
        }

        var key = sent.ToString();
        if (key.Length is 0 or > MaxKeyLength)
            throw InvalidRequestException.At(Header, $"must be 1 to {MaxKeyLength} characters.");
        var services = context.RequestServices;
        var caller = services.GetRequiredService<Caller>();
        var scope = Hash(
            Encoding.UTF8.GetBytes($"{caller.Name}\n{context.Request.Method}\n{context.Request.Path}\n{key}")
        );
        var bodyHash = Hash(await BufferAsync(context));

        var idempotency = services.GetRequiredService<Idempotency>();
        using var running = services.GetRequiredService<IdempotencyRuns>().Start(scope);
        if (
            await idempotency.FindAsync(services.GetRequiredService<ClaimTrackerDb>(), scope, context.RequestAborted) is
            { } kept
        )
        {
            await ReplayAsync(context.Response, kept, bodyHash);
            return;
        }

        idempotency.asked = (scope, bodyHash);
        try
        {
            await next(context);
        }
        catch (AnsweredMeanwhileException meanwhile)
        {
            await ReplayAsync(context.Response, meanwhile.Kept, bodyHash);
        }
    }

    private Task<IdempotentAnswer?> FindAsync(ClaimTrackerDb db, string scope, CancellationToken cancellationToken)
    {
        var since = KeptSince;
        return db
            .IdempotentAnswers.AsNoTracking()
            .FirstOrDefaultAsync(answer => answer.Scope == scope && answer.At > since, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> BufferAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAllAsync(context);
        context.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        return body;
    }

    private static Task ReplayAsync(HttpResponse response, IdempotentAnswer kept, string bodyHash)
    {
        if (kept.BodyHash != bodyHash)
            throw new IdempotencyConflictException(
                422,
                "idempotencyKeyReused",
                "This Idempotency-Key was used with another body."
            );
        response.StatusCode = kept.Status;
        response.ContentType = "application/json; charset=utf-8";
        if (kept.Location is not null)
            response.Headers.Location = kept.Location;
        if (kept.ETag is not null)
            response.Headers.ETag = kept.ETag;
        response.Headers["Idempotency-Replayed"] = "true";
        return response.WriteAsync(kept.Body);
    }

    private static string Hash(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
}

/// <summary>A POST that is not kept: it stores nothing, or answers line by line.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IgnoresIdempotencyKeyAttribute : Attribute;

/// <summary>Which idempotent requests run right now in this process.</summary>
internal sealed class IdempotencyRuns
{
    private readonly ConcurrentDictionary<string, bool> running = new(StringComparer.Ordinal);

    /// <exception cref="IdempotencyConflictException">One with this scope runs already.</exception>
    public IDisposable Start(string scope) =>
        running.TryAdd(scope, true)
            ? new Run(running, scope)
            : throw new IdempotencyConflictException(
                409,
                "idempotencyKeyInUse",
                "A request with this Idempotency-Key is being worked on."
            );

    private sealed class Run(ConcurrentDictionary<string, bool> running, string scope) : IDisposable
    {
        public void Dispose() => running.TryRemove(scope, out _);
    }
}

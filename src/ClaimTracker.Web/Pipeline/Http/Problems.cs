using System.Text.Json;
using ClaimTracker.Domain;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Wording;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>The one switch from what went wrong to problem+json (RFC 9457) with a stable code.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>What an exception means to a client.</summary>
    public static ProblemDetails Of(Exception exception) =>
        exception switch
        {
            InvalidRequestException e => Problem(400, e.Code, e.Message, e.Errors),
            DomainRuleException e => Problem(
                422,
                e.Code,
                e.Message,
                new Dictionary<string, string[]> { [e.Parameter] = [e.Message] },
                e.Details
            ),
            ConflictException e => Problem(409, e.Code, e.Message, more: e.Details),
            NotFoundException e => Problem(404, "notFound", e.Message),
            ForbiddenException e => Problem(403, "forbidden", e.Message),
            ForeignOriginException e => Problem(403, "foreignOrigin", e.Message),
            NotAcceptableException => Of(406),
            TooLargeException e => Problem(413, "tooLarge", e.Message),
            StaleVersionException e => Problem(
                412,
                "staleVersion",
                e.Message,
                more: e.Current is { } current ? new Dictionary<string, object?> { ["version"] = current } : null
            ),
            VersionMissingException e => Problem(428, "versionMissing", e.Message),
            PreparationOutdatedException e => Problem(409, "changedMeanwhile", e.Message),
            IdempotencyConflictException e => Problem(e.Status, e.Code, e.Message),
            DbUpdateConcurrencyException => Problem(
                412,
                "staleVersion",
                "The record was changed at the same time. Read it again and decide on what it says."
            ),
            DbUpdateException e when IsUniqueViolation(e) => Problem(
                409,
                "alreadyExists",
                "The same was recorded at the same time."
            ),
            BadHttpRequestException { StatusCode: 413 } => Problem(
                413,
                "tooLarge",
                "The request body is over the limit."
            ),
            BadHttpRequestException e => Problem(e.StatusCode, "badRequest", "The request could not be read."),
            _ => Problem(500, "unexpected", "Something failed on our side; it has been logged."),
        };

    /// <summary>What a bare status code means to a client.</summary>
    public static ProblemDetails Of(int status) =>
        status switch
        {
            401 => Problem(401, "unauthorized", "Send a valid key as X-Api-Key or as Authorization: Bearer."),
            403 => Problem(403, "forbidden", "The key may not do this."),
            404 => Problem(404, "notFound", "There is nothing at this address."),
            405 => Problem(405, "methodNotAllowed", "This address does not take this method."),
            406 => Problem(406, "notAcceptable", "None of the accepted media types is to be had here."),
            415 => Problem(
                415,
                "unsupportedMediaType",
                "Send the body as application/json in UTF-8; a bulk load as application/x-ndjson."
            ),
            429 => Problem(429, "tooManyRequests", "Too many requests; try again after the time in Retry-After."),
            503 => Problem(503, "unavailable", "Not ready yet; try again in a moment."),
            _ => Problem(status, "badRequest", "The request could not be taken."),
        };

    /// <summary>Catches what the rest of the application throws, and gives bare error answers a body.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Problems));
        return app.Use(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                    if (
                        context.Response is
                        { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }
                    )
                        await WriteAsync(context, Of(context.Response.StatusCode));
                }
                catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
                {
                    // Nobody is left to answer.
                }
                catch (Exception exception) when (!context.Response.HasStarted)
                {
                    var problem = Of(exception);
                    if (problem.Status >= 500)
                        log.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
                    if (exception is IdempotencyConflictException { Status: 409 })
                        context.Response.Headers.RetryAfter = "1";
                    await WriteAsync(context, problem);
                }
            }
        );
    }

    public static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        // Problems are told in English.
        AnswerLanguage.Set(Language.En);
        context.Response.StatusCode = problem.Status!.Value;
        return context.Response.WriteAsJsonAsync(problem, Json.Options, ContentType, context.RequestAborted);
    }

    private static ProblemDetails Problem(
        int status,
        string code,
        string detail,
        IReadOnlyDictionary<string, string[]>? errors = null,
        IReadOnlyDictionary<string, object?>? more = null
    )
    {
        var problem = new ProblemDetails
        {
            Type = $"urn:claimtracker:problem:{code}",
            Title = Title(status),
            Status = status,
            Detail = detail,
            Extensions = { ["code"] = code },
        };
        if (errors is { Count: > 0 })
            problem.Extensions["errors"] = errors;
        foreach (var (name, value) in more ?? new Dictionary<string, object?>())
            problem.Extensions[JsonNamingPolicy.CamelCase.ConvertName(name)] = value;
        return problem;
    }

    private static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);

    private static bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException switch
        {
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 2067 or 1555,
            SqlException sqlServer => sqlServer.Number is 2601 or 2627,
            _ => false,
        };
}

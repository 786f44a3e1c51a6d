using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>What became of one line of a bulk load.</summary>
/// <param name="Line">From 1; blank lines count.</param>
/// <param name="Status">201 when the article is stored, else the status of the problem.</param>
/// <param name="ArticleId">The stored article; absent when there is none.</param>
/// <param name="Warnings">Of the stored article; absent when there are none.</param>
/// <param name="Problem">As the same article sent alone would have been answered; absent when it is stored.</param>
public sealed record RecordedLine(
    long Line,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ArticleId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemDetails? Problem = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<WarningView>? Warnings = null
);

/// <summary>
/// Stores any number of articles, one JSON object a line (NDJSON), and streams one answer a line, each after that line's commit.
/// Blank lines are counted and skipped; a bad line stops nothing. A line holds at most 16 MiB; the body has no limit.
/// Reading never waits for the client to read; a client that hangs up stops the work after the line at hand.
/// An Idempotency-Key is ignored: an article sent again is answered 409 with its id.
/// </summary>
[Requires(Role.Analyst)]
internal sealed class RecordArticles : IActionResult
{
    private static readonly Role Required = UseCases.RequiredRole(typeof(RecordArticles));

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var caller = http.RequestServices.GetRequiredService<Caller>();
        if (caller.Role < Required)
            throw new ForbiddenException(Required, caller.Role);

        // Whoever sends for an hour before reading the first answer is as welcome as whoever reads along.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } incoming)
            incoming.MinDataRate = null;
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } outgoing)
            outgoing.MinDataRate = null;

        http.Response.ContentType = Ndjson.MediaType;
        await http.Response.StartAsync(http.RequestAborted);
        using var answers = new Spool();
        var answering = answers.CopyToAsync(http.Response.Body, http.RequestAborted);
        try
        {
            await foreach (
                var line in Ndjson.ReadAsync(http.Request.BodyReader, JsonBody.MaxLength, http.RequestAborted)
            )
            {
                http.RequestAborted.ThrowIfCancellationRequested();
                if (!line.IsBlank)
                    answers.Write([
                        .. JsonSerializer.SerializeToUtf8Bytes(
                            await RecordAsync(http.RequestServices, caller, line),
                            Json.Options
                        ),
                        (byte)'\n',
                    ]);
            }
        }
        finally
        {
            answers.Complete();
            await answering;
        }
    }

    private static async Task<RecordedLine> RecordAsync(IServiceProvider services, Caller caller, Line line)
    {
        try
        {
            if (line.IsTooLong)
                throw new TooLargeException($"The line is over the limit of {JsonBody.MaxLength} bytes.");
            var article = (RecordArticle)JsonBody.Read(line.Bytes, typeof(RecordArticle));
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerScope>().Caller = caller;

            // Not cancelled by a client that hangs up: the line at hand is finished.
            var stored = await scope
                .ServiceProvider.GetRequiredService<IMediator>()
                .Send(article, CancellationToken.None);
            return new RecordedLine(
                line.Number,
                StatusCodes.Status201Created,
                stored.Id,
                Warnings: stored.Warnings.Count > 0 ? stored.Warnings : null
            );
        }
        catch (Exception exception)
        {
            var problem = Problems.Of(exception);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
                services
                    .GetRequiredService<ILogger<RecordArticles>>()
                    .LogError(exception, "Line {Line} of a bulk load failed", line.Number);
            return new RecordedLine(line.Number, problem.Status!.Value, Problem: problem);
        }
    }
}

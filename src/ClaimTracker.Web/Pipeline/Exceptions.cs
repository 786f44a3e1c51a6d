using System.Text.Json;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Dates;
using FluentValidation.Results;

namespace ClaimTracker.Web.Pipeline;

/// <summary>The request is not of the right shape: 400, with every fault at its path.</summary>
public sealed class InvalidRequestException(
    string code,
    string message,
    IReadOnlyDictionary<string, string[]>? errors = null
) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>What is wrong, keyed by the request's own path.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors ?? new Dictionary<string, string[]>();

    /// <summary>One fault at one place.</summary>
    public static InvalidRequestException At(string path, string message, string code = "invalid") =>
        new(code, "The request is not valid; see errors.", new Dictionary<string, string[]> { [path] = [message] });

    public static InvalidRequestException From(IEnumerable<ValidationFailure> failures) =>
        new(
            "invalid",
            "The request is not valid; see errors.",
            failures
                .GroupBy(failure => PathOf(failure.PropertyName))
                .ToDictionary(group => group.Key, group => group.Select(failure => failure.ErrorMessage).ToArray())
        );

    /// <summary>The path as the client wrote it: <c>Content[0].Start</c> is <c>content[0].start</c>.</summary>
    private static string PathOf(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}

/// <summary>The id in the path is of nothing: 404.</summary>
public sealed class NotFoundException : Exception
{
    public NotFoundException(string what, object id)
        : base($"There is no {what} {id}.") { }

    private NotFoundException(string message)
        : base(message) { }

    /// <summary>It was not there yet at the instant that is asked about.</summary>
    public static NotFoundException Yet(string what, long id, DateTime asOf, DateTime recordedAt) =>
        new(
            $"There was no {what} {id} yet as of {AsOfInstant.Write(asOf)}: it was recorded at {AsOfInstant.Write(recordedAt)}."
        );
}

/// <summary>The caller's role is too low: 403.</summary>
public sealed class ForbiddenException(Role required, Role actual)
    : Exception($"This needs the role {Wire(required)}; the key has {Wire(actual)}.")
{
    private static string Wire(Role role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());
}

/// <summary>The request is larger than a stated limit: 413.</summary>
public sealed class TooLargeException(string message) : Exception(message);

/// <summary>The record has not the version in If-Match, or is there though If-None-Match says that it is not: 412.</summary>
/// <param name="current">Null: there is none.</param>
public sealed class StaleVersionException(int? current)
    : Exception(
        current is null
            ? "There is none yet; put the first with If-None-Match: *."
            : $"The record has changed: its version is {current} now. Read it again and decide on what it says."
    )
{
    public int? Current { get; } = current;
}

/// <summary>A PUT or PATCH that does not say which version it changes: 428.</summary>
/// <param name="orNone">It may also be the first.</param>
public sealed class VersionMissingException(bool orNone)
    : Exception(
        "Send If-Match with the version you read, such as If-Match: \"3\""
            + (orNone ? ", or If-None-Match: * where there is none yet." : ".")
    );

/// <summary>What was prepared rests on something that somebody changed meanwhile. It is prepared again; who is overtaken again and again is told so: 409.</summary>
public sealed class PreparationOutdatedException()
    : Exception("What this works on was changed at the same time, again and again; send it once more.");

/// <summary>None of the media types the client accepts is one we write: 406.</summary>
public sealed class NotAcceptableException() : Exception("None of the accepted media types is to be had here.");

using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>What can be read again at an address.</summary>
public interface IAddressed
{
    Links Links { get; }
}

/// <summary>What every resource has on the wire.</summary>
public interface IResource : IAddressed
{
    long Id { get; }

    int Version { get; }
}

/// <summary>Where the resource is.</summary>
/// <param name="Self">Its own address.</param>
public sealed record Links(string Self);

/// <summary>A PUT that also makes what is not there yet: it takes <c>If-None-Match: *</c>, and is then refused where it is there already.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesIfNoneMatchAttribute : Attribute;

/// <summary>The versions that If-Match allows a change of; none at all with <c>If-None-Match: *</c>.</summary>
public sealed class IfMatch
{
    private readonly Func<int?, bool> allows;

    private IfMatch(Func<int?, bool> allows) => this.allows = allows;

    /// <summary>Whatever the version is: <c>If-Match: *</c>.</summary>
    public static IfMatch Any { get; } = new(version => version is not null);

    /// <summary>There is none yet: <c>If-None-Match: *</c>.</summary>
    public static IfMatch None { get; } = new(version => version is null);

    public static IfMatch Only(int version) => OneOf([version]);

    /// <param name="request">The headers of a PUT or PATCH.</param>
    /// <param name="orNone">See <see cref="TakesIfNoneMatchAttribute"/>.</param>
    /// <exception cref="VersionMissingException">The header is absent.</exception>
    /// <exception cref="InvalidRequestException">The header is no list of quoted tags; both headers are there.</exception>
    public static IfMatch Of(HttpRequest request, bool orNone)
    {
        var header = request.Headers.IfMatch;
        if (orNone && request.Headers.IfNoneMatch is { Count: > 0 } none)
            return header.Count == 0 && none is ["*"]
                ? None
                : throw InvalidRequestException.At("If-None-Match", "must be *, and without If-Match.");
        if (header.Count == 0)
            throw new VersionMissingException(orNone);
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || tags.Count == 0)
            throw InvalidRequestException.At("If-Match", "must be a quoted version, such as \"3\".");
        if (tags.Any(tag => tag == EntityTagHeaderValue.Any))
            return Any;

        // A weak tag never matches here, nor does one that is no version of ours.
        return OneOf([
            .. tags.Where(tag => !tag.IsWeak).Select(tag => ETags.VersionOf(tag.Tag.AsSpan())).OfType<int>(),
        ]);
    }

    /// <param name="version">Null: there is none.</param>
    /// <exception cref="StaleVersionException">The record has another version.</exception>
    public void Check(int? version)
    {
        if (!allows(version))
            throw new StaleVersionException(version);
    }

    private static IfMatch OneOf(IReadOnlyList<int> versions) =>
        new(version => version is { } one && versions.Contains(one));
}

/// <summary>A strong ETag is the version in quotes.</summary>
internal static class ETags
{
    public static string Of(int version) => FormattableString.Invariant($"\"{version}\"");

    public static int? VersionOf(ReadOnlySpan<char> tag) =>
        int.TryParse(
            tag.Trim('"'),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : null;
}

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

/// <summary>The versions that If-Match allows a change of.</summary>
public sealed class IfMatch
{
    private readonly IReadOnlyList<int>? versions;

    private IfMatch(IReadOnlyList<int>? versions) => this.versions = versions;

    /// <summary>Whatever the version is: <c>If-Match: *</c>.</summary>
    public static IfMatch Any { get; } = new((IReadOnlyList<int>?)null);

    public static IfMatch Only(int version) => new([version]);

    /// <exception cref="VersionMissingException">The header is absent.</exception>
    /// <exception cref="InvalidRequestException">The header is no list of quoted tags.</exception>
    public static IfMatch Of(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            throw new VersionMissingException();
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || tags.Count == 0)
            throw InvalidRequestException.At("If-Match", "must be a quoted version, such as \"3\".");
        if (tags.Any(tag => tag == EntityTagHeaderValue.Any))
            return Any;

        // A weak tag never matches here, nor does one that is no version of ours.
        return new([.. tags.Where(tag => !tag.IsWeak).Select(tag => ETags.VersionOf(tag.Tag.AsSpan())).OfType<int>()]);
    }

    /// <exception cref="StaleVersionException">The record has another version.</exception>
    public void Check(int version)
    {
        if (versions is not null && !versions.Contains(version))
            throw new StaleVersionException(version);
    }
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

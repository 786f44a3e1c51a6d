using System.Globalization;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Pipeline;

/// <summary>What answers about the past have in common.</summary>
internal static class Moments
{
    /// <summary>The parameter that asks about the past.</summary>
    public const string Parameter = "asOf";

    /// <summary>RFC 3339, to the last digit that is kept: asked again with it, the answer is the same.</summary>
    public static string Write(DateTime utc) =>
        utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The address of a record as it was.</summary>
    public static Links LinksOf(this Past past, Links now) => new($"{now.Self}?{Parameter}={Write(past.At)}");

    /// <exception cref="NotFound">It was recorded later, or there is none.</exception>
    public static void Ensure(this Past past, string what, IEnumerable<long> ids)
    {
        foreach (var id in ids)
            if (past.WhenRecorded(what, id) is { } later)
                throw NotFound.Yet(what, id, past.At, later);
    }
}

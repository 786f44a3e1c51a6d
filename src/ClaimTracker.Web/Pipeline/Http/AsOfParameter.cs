using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>What answers about the past have in common.</summary>
internal static class AsOfParameter
{
    /// <summary>The parameter that asks about the past.</summary>
    public const string Parameter = "asOf";

    /// <summary>The address of a record as it was.</summary>
    public static Links LinksOf(this AsOfDatabase asOfDatabase, Links now) =>
        new($"{now.Self}?{Parameter}={AsOfInstant.Write(asOfDatabase.At)}");

    /// <exception cref="NotFoundException">It was recorded later, or there is none.</exception>
    public static void Ensure(this AsOfDatabase asOfDatabase, string what, IEnumerable<long> ids)
    {
        foreach (var id in ids)
            if (asOfDatabase.WhenRecorded(what, id) is { } later)
                throw NotFoundException.Yet(what, id, asOfDatabase.At, later);
    }
}

using System.Text.Json;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.AsOf;

/// <summary>Finds an instant in the audit trail.</summary>
internal static class AsOfCut
{
    /// <summary>Places of the trail looked at in one query.</summary>
    private const int Probes = 16;

    /// <summary>
    /// The last position that counts. Positions are in the order of the commits, and so, but for clocks that differ between instances, of time.
    /// </summary>
    /// <param name="head">The newest position.</param>
    /// <param name="last">The last instant that counts, UTC.</param>
    public static async Task<long> FindAsync(
        PreparedStatements preparedStatements,
        SqlDialect dialect,
        long head,
        DateTime last,
        CancellationToken cancellationToken
    )
    {
        var (counts, later) = (0L, head + 1);
        while (later - counts > 1)
        {
            var probes = Between(counts, later);
            var instants = await InstantsAsync(preparedStatements, dialect, probes, cancellationToken);
            foreach (var probe in probes)
            {
                // An entry that is missing was taken out of the trail, which shows elsewhere.
                if (!instants.TryGetValue(probe, out var instant) || instant <= last)
                {
                    counts = probe;
                    continue;
                }

                later = probe;
                break;
            }
        }

        return counts;
    }

    private static List<long> Between(long counts, long later)
    {
        var step = Math.Max(1, (later - counts) / (Probes + 1));
        var probes = new List<long>();
        for (var at = counts + step; at < later && probes.Count < Probes; at += step)
            probes.Add(at);
        return probes;
    }

    private static async Task<Dictionary<long, DateTime>> InstantsAsync(
        PreparedStatements preparedStatements,
        SqlDialect dialect,
        List<long> positions,
        CancellationToken cancellationToken
    )
    {
        var instants = new Dictionary<long, DateTime>();
        await using var reader = await preparedStatements.ReadAsync(
            $"SELECT e.Position, e.At FROM {dialect.FromIds} AuditEntries AS e ON e.Position = f.value",
            JsonSerializer.Serialize(positions),
            cancellationToken
        );
        while (await reader.ReadAsync(cancellationToken))
            instants.Add(reader.GetInt64(0), DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc));
        return instants;
    }
}

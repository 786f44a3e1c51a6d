using ClaimTracker.Domain;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.AsOf;

/// <summary>
/// Reads what a question rests on as it was at an instant: finds the instant in the trail, walks from the roots over the relations of then, and reads what
/// those records name, each as it is now with its later entries undone.
/// </summary>
internal static class AsOfReader
{
    /// <summary>Keeps one answer from reading the whole database.</summary>
    public const int MaxClaims = 10_000;

    public const int MaxRecords = 20 * MaxClaims;

    /// <param name="last">The last instant that counts, UTC.</param>
    /// <returns>What was there, and of what the question names also what was not there yet.</returns>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public static async Task<IReadOnlyCollection<AsOfRecord>> ReadAsync(
        AsOfTables tables,
        ReadConnections readConnections,
        AsOfScope roots,
        DateTime last,
        CancellationToken cancellationToken
    ) =>
        await readConnections.RunAsync(
            async preparedStatements =>
            {
                while (true)
                {
                    var dialect = readConnections.Dialect;
                    var head = await preparedStatements.TrailHeadAsync(cancellationToken);
                    var cut = await AsOfCut.FindAsync(preparedStatements, dialect, head, last, cancellationToken);
                    var rewind = new AsOfRewind(preparedStatements, dialect, head, cut, last, cancellationToken);
                    var records = new AsOfRecords(tables, preparedStatements, dialect, rewind, cancellationToken);
                    await new AsOfWalk(tables, records).WalkAsync(roots);
                    await records.CompleteAsync();
                    foreach (var record in records.All)
                        MakeAnew(record, records);

                    // What was changed while it was read is read again: its version could be that of before, and its entries those of after.
                    if (!rewind.WasOvertaken)
                        return records.All;
                }
            },
            cancellationToken
        );

    internal static DomainRuleException TooFar() =>
        new(
            "tooFar",
            "asOf",
            $"More than {MaxClaims} claims or {MaxRecords} records hang on this question, too many to look back on; ask for less, such as a smaller depth."
        );

    private static void MakeAnew(AsOfRecord record, AsOfRecords records)
    {
        foreach (var (property, follows) in DerivedFields.Of(record.Table.Type))
            record.Set(property, follows(record));
        if (record.Table.Type == typeof(Source))
            record.Set(nameof(Source.CanonicalId), CanonicalOf(record, records));
    }

    private static long? CanonicalOf(AsOfRecord source, AsOfRecords records)
    {
        long? end = null;
        for (
            var at = source;
            at?.Number(nameof(Source.MergedIntoId)) is { } into;
            at = records.Find(source.Table, into)
        )
            end = into;
        return end;
    }
}

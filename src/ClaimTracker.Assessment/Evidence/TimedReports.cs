using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>When what an outlet reported was reported by whom: what tells who follows whom.</summary>
internal sealed class TimedReports(ReportStore store)
{
    /// <summary>
    /// Of the propositions that a report's outlet reported last, the reports of all outlets whose date is exact to within an hour. None for an unknown
    /// outlet, and where the report's own date is not so exact.
    /// </summary>
    /// <param name="most">So many of the outlet's newest reports, and so many reports of each proposition.</param>
    public List<TimedReport> Around(int report, int most)
    {
        if (TimedAt(report) is null || OutletOf(report) is not (>= 0 and var outlet))
            return [];
        var timed = new List<TimedReport>();
        var propositions = store
            .Family(outlet)
            .SelectMany(PublishedBy)
            .Take(most)
            .Select(store.Propositions.Root)
            .Distinct();
        foreach (var proposition in propositions)
        foreach (var told in store.AcceptedOf(proposition).Take(most))
            if (Counts(told) && OutletOf(told) is >= 0 and var by && TimedAt(told) is { } at)
                timed.Add(
                    new TimedReport(
                        store.Sources[by].Id,
                        store.Reports[proposition].Claim,
                        at,
                        Lineage.IsGrounded(store, told),
                        store.Reports[told].Article
                    )
                );
        return timed;
    }

    /// <summary>What a source published and counts, the newest first.</summary>
    private IEnumerable<int> PublishedBy(int source)
    {
        for (var link = store.Sources[source].FirstLink; link >= 0; link = store.Links[link].NextOfSource)
        {
            var report = store.Links[link].Report;
            if (store.Reports[report].FirstLink == link && Counts(report))
                yield return report;
        }
    }

    private bool Counts(int report) =>
        store.Reports[report].IsWeighed && store.Reports[report].Is(ReportMarks.ArticleStands);

    private int OutletOf(int report) =>
        store.Links[store.Reports[report].FirstLink].Source is >= 0 and var source ? store.Standing(source) : -1;

    private DateTime? TimedAt(int report) =>
        store.Reports[report] is { Earliest: > 0 } row && row.Latest - row.Earliest <= TimeSpan.TicksPerHour
            ? new DateTime(row.Earliest, DateTimeKind.Utc)
            : null;
}

using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>Who commands or owns a source, followed upwards.</summary>
internal static class Commanders
{
    private static readonly List<int> Nobody = [];

    /// <summary>All that may command a source on the date of a report, and all above them; where sources command each other, the source too.</summary>
    /// <param name="identities">Who may be one: also those count that command one that it, or one above it, may be.</param>
    public static IReadOnlyList<int> Of(ReportStore store, Identities identities, int source, int report)
    {
        if (!store.Sources[source].Controlled && !identities.MayBeCommanded(source))
            return Nobody;
        var found = new List<int>();
        var met = new HashSet<int>();
        var open = new Stack<int>();
        Open(source);
        while (open.TryPop(out var below))
        {
            if (!store.Sources[below].Controlled)
                continue;
            foreach (var control in store.Family(below).SelectMany(s => store.Controls.GetValueOrDefault(s) ?? []))
            {
                var above = store.Standing(store.SourceOf(control.Controller));
                if (above == below || !MayHold(control, store.Reports[report]) || found.Contains(above))
                    continue;
                found.Add(above);
                Open(above);
            }
        }

        return found;

        void Open(int one)
        {
            foreach (var other in identities.ThatMayBe(one))
                if (met.Add(other))
                    open.Push(other);
        }
    }

    private static bool MayHold(in Control control, in ReportRow report) =>
        (control.Earliest is not { } from || from.Ticks < report.Latest)
        && (control.Latest is not { } to || to.Ticks > report.Earliest);
}

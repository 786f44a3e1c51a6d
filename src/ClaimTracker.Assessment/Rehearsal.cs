using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment;

/// <summary>
/// What would be proposed for a claim if something more were recorded: it is recorded, in a copy of what the two sides rest on, and looked at.
/// So nothing is promised that recording it would not bring.
/// </summary>
internal sealed class Rehearsal
{
    private readonly ReportStore store;
    private readonly AssessmentIndex copy;
    private readonly CredibilityProfile profile;
    private readonly long weighed;
    private readonly HashSet<int> reports = [];
    private readonly HashSet<int> sources = [];
    private long lastFresh;

    /// <param name="store">What is copied from.</param>
    /// <param name="claim">The claim that something is proposed for.</param>
    /// <param name="propositions">Those on its two sides.</param>
    public Rehearsal(ReportStore store, AssessmentSettings settings, long claim, IEnumerable<int> propositions)
    {
        this.store = store;
        copy = new AssessmentIndex(settings);
        profile = settings.Profile;
        weighed = claim;
        foreach (var proposition in propositions)
            ReachReports(proposition);
        ReachSources();
        Copy();
    }

    /// <summary>What would be proposed if somebody found two sources independent for the claim; null where such a finding would be refused.</summary>
    public int? WhenFoundIndependent(long a, long b)
    {
        var finding = new Finding(long.MaxValue, a, b, FindingValue.Established, weighed);
        if (copy.Queries.EffectOf(finding) != FindingEffect.Some)
            return null;
        copy.Put(finding);
        var proposed = Proposed();
        copy.Remove(finding);
        return proposed;
    }

    /// <summary>What would be proposed if somebody told two sources apart.</summary>
    public int WhenToldApart(long a, long b)
    {
        var pair = new NotSameAs(a, b);
        copy.Put(pair);
        var proposed = Proposed();
        copy.Remove(pair);
        return proposed;
    }

    /// <summary>What would be proposed if the last source that a report names had it from one that nobody else names.</summary>
    public int WhenItsSourceIsNew(int report)
    {
        var known = ReportOf(report);
        copy.Put(
            known with
            {
                Chain =
                [
                    .. known.Chain.SkipLast(1),
                    known.Chain[^1] with
                    {
                        Basis = LinkBasis.Cites,
                    },
                    new ReportLink(NewSource(), LinkBasis.Speaks),
                ],
            }
        );
        var proposed = Proposed();
        copy.Put(known);
        return proposed;
    }

    /// <summary>
    /// What would be proposed if one more report said so, from a source that nobody else names; null where it depends on how it is joined to the others.
    /// </summary>
    /// <param name="publisher">The source that publishes it; null: one that nobody else names.</param>
    public int? WhenOneMoreSaysSo(long? publisher = null)
    {
        var claim = --lastFresh;
        copy.Put(
            new Report(
                claim,
                claim,
                [
                    new ReportLink(publisher ?? NewSource(outlet: true), LinkBasis.Cites),
                    new ReportLink(NewSource(), LinkBasis.Speaks),
                ]
            )
        );
        var proposed = ProposedWhenJoinedBy(ReportRelationKind.Restates);
        var otherwise = ProposedWhenJoinedBy(ReportRelationKind.Corroborates);
        copy.Remove(claim);
        return proposed == otherwise ? proposed : null;

        int ProposedWhenJoinedBy(ReportRelationKind kind)
        {
            var relation = new ReportRelation(claim, claim, weighed, kind);
            copy.Put(relation);
            var then = Proposed();
            copy.Remove(relation);
            return then;
        }
    }

    private int Proposed() => copy.Weigh(weighed).Propose(profile).Proposed;

    // Ids of records are above 0.
    private long NewSource(bool outlet = false)
    {
        copy.Put(new WeighedSource(--lastFresh, outlet));
        return lastFresh;
    }

    /// <summary>A proposition with what its reports were made from, and what takes the chains of these away.</summary>
    private void ReachReports(int proposition)
    {
        var open = new Stack<int>([proposition]);
        while (open.TryPop(out var report))
        {
            if (!reports.Add(report))
                continue;
            if (store.Propositions.Next(report) is var next && !reports.Contains(next))
                open.Push(next);
            for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
            {
                var kind = store.Relations[tie >> 1].Kind;
                var restsOn =
                    (tie & 1) == 0
                        ? kind == ReportRelationKind.DerivedFrom
                        : kind is ReportRelationKind.ContradictsAttribution or ReportRelationKind.Supersedes;
                if (restsOn && store.Relations[tie >> 1].Stands)
                    open.Push(store.OtherEnd(tie));
            }
        }
    }

    /// <summary>The sources that these name, with what they stand for and what stands for them, who commands them, and whom they have one place with.</summary>
    private void ReachSources()
    {
        var open = new Stack<int>();
        foreach (var report in reports)
        {
            var row = store.Reports[report];
            for (var i = 0; i < row.LinkCount; i++)
                Open(store.Links[row.FirstLink + i].Source);
            foreach (var by in store.TakenBackBy.GetValueOrDefault(report) ?? [])
                Open(by);
            foreach (var derivation in store.ArticleDerivations.GetValueOrDefault(row.Article) ?? [])
                if (derivation.FromSource is { } supplier)
                    Open(store.SourceOf(supplier));
        }
        while (open.TryPop(out var source))
        {
            foreach (var member in store.Family(store.Standing(source)))
            {
                Open(member);
                foreach (var control in store.Controls.GetValueOrDefault(member) ?? [])
                    Open(store.SourceOf(control.Controller));
            }

            foreach (var other in store.OneOriginWith(store.Standing(source)))
                Open(other);
        }

        void Open(int source)
        {
            if (source >= 0 && sources.Add(source))
                open.Push(source);
        }
    }

    private void Copy()
    {
        foreach (var source in sources)
            copy.Put(new WeighedSource(IdOf(source), store.Sources[source].IsOutlet, store.Sources[source].Unnamed));
        foreach (var source in sources)
        {
            if (store.Sources[source].MergedInto is >= 0 and var into)
                copy.Merge(IdOf(source), IdOf(into));
            foreach (var control in store.Controls.GetValueOrDefault(source) ?? [])
                copy.Put(control);
            foreach (var other in store.LookAlikes.GetValueOrDefault(source) ?? [])
                if (source < other && sources.Contains(other))
                    copy.Put(new CandidateMatch(IdOf(source), IdOf(other)));
            foreach (var other in store.ToldApart.GetValueOrDefault(source) ?? [])
                if (source < other && sources.Contains(other))
                    copy.Put(new NotSameAs(IdOf(source), IdOf(other)));
            foreach (var finding in store.FindingsEverywhere.GetValueOrDefault(source) ?? [])
                if (IdOf(source) == finding.A)
                    copy.Put(finding);
        }

        var articles = new HashSet<long>();
        foreach (var report in reports)
        {
            if (store.Reports[report].Is(ReportMarks.Present))
                copy.Put(ReportOf(report));
            foreach (var finding in store.FindingsOfClaim.GetValueOrDefault(report) ?? [])
                copy.Put(finding);
            if (articles.Add(store.Reports[report].Article))
                foreach (
                    var derivation in store.ArticleDerivations.GetValueOrDefault(store.Reports[report].Article) ?? []
                )
                    copy.Put(derivation);
            for (var tie = store.Reports[report].FirstTie; tie >= 0; tie = store.Next(tie))
            {
                ref var relation = ref store.Relations[tie >> 1];
                if ((tie & 1) == 0 && relation.Stands && reports.Contains(relation.To))
                    copy.Put(
                        new ReportRelation(
                            relation.Id,
                            store.Reports[relation.From].Claim,
                            store.Reports[relation.To].Claim,
                            relation.Kind
                        )
                    );
            }
        }
    }

    private Report ReportOf(int report)
    {
        var row = store.Reports[report];
        return new Report(
            row.Claim,
            row.Article,
            [
                .. Enumerable
                    .Range(row.FirstLink, row.LinkCount)
                    .Select(i => store.Links[i])
                    .Select(link => new ReportLink(
                        link.Source < 0 ? null : IdOf(link.Source),
                        link.Basis,
                        link.Supports
                    )),
            ]
        )
        {
            Requested = row.Is(ReportMarks.Requested),
            ArticleStands = row.Is(ReportMarks.ArticleStands),
            PublishedEarliest = row.Earliest == 0 ? null : new DateTime(row.Earliest, DateTimeKind.Utc),
            PublishedLatest = row.Latest == DateTime.MaxValue.Ticks ? null : new DateTime(row.Latest, DateTimeKind.Utc),
            TakenBackBy = [.. (store.TakenBackBy.GetValueOrDefault(report) ?? []).Select(IdOf)],
        };
    }

    private long IdOf(int source) => store.Sources[source].Id;
}

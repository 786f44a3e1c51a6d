using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Tests.Assessment;

/// <summary>
/// Reports written as "Sputnik &lt; Reuters &lt; Gen. X", publisher first. Marks on a name: "?" ends a chain of unknown lineage, "!" saw it
/// itself, "*" an outlet (others are outlets when they publish), "~" unnamed, "-" alone an unknown outlet, "x" after a space does not support.
/// </summary>
internal sealed class Scene(AssessmentSettings? settings = null)
{
    private readonly Dictionary<string, long> _ids = [];
    private readonly Dictionary<long, Report> _reports = [];
    private readonly HashSet<string> _outlets = [];
    private long _relations;
    private long _findings;

    public AssessmentIndex Index { get; } = new(settings);

    public IReadOnlyDictionary<long, Report> Reports => _reports;

    public long Source(string name)
    {
        name = name.TrimEnd('?', '!', '*');
        if (!_ids.TryGetValue(name, out var id))
            _ids.Add(name, id = _ids.Count + 1);
        return id;
    }

    public string NameOf(long id) => _ids.First(p => p.Value == id).Key;

    public Scene Outlet(params string[] names)
    {
        foreach (var name in names)
            _outlets.Add(name);
        return this;
    }

    /// <summary>Adds a report and returns its claim; the article has the same id unless given.</summary>
    public long Report(
        string chain,
        long? claim = null,
        long? article = null,
        DateTime? published = null,
        Func<Report, Report>? with = null
    )
    {
        var id = claim ?? _reports.Keys.DefaultIfEmpty(0).Max() + 1;
        var names = chain.Split(" < ");
        var links = new List<ReportLink>();
        for (var i = 0; i < names.Length; i++)
        {
            var supports = !names[i].EndsWith(" x", StringComparison.Ordinal);
            var name = supports ? names[i] : names[i][..^2];
            var last = i == names.Length - 1;
            if (i == 0 && name != "-" && names.Length >= 1)
                _outlets.Add(name.TrimEnd('?', '!', '*'));
            if (name.EndsWith('*'))
                _outlets.Add(name[..^1]);
            var basis =
                !last ? LinkBasis.Cites
                : name.EndsWith('?') || (names.Length == 1 && !name.EndsWith('!')) ? LinkBasis.Unknown
                : name.EndsWith('!') ? LinkBasis.Observed
                : LinkBasis.Speaks;
            links.Add(new ReportLink(name == "-" ? null : Source(name), basis, supports));
        }
        foreach (var (name, source) in _ids)
            Index.Put(new WeighedSource(source, _outlets.Contains(name), name.StartsWith('~')));
        var report = new Report(id, article ?? id, links)
        {
            PublishedEarliest = published,
            PublishedLatest = published?.AddDays(1),
        };
        report = with?.Invoke(report) ?? report;
        _reports[id] = report;
        Index.Put(report);
        return id;
    }

    /// <summary>Adds reports of one proposition, claims numbered from the next free id.</summary>
    public Scene Proposition(params string[] chains)
    {
        long? first = null;
        foreach (var chain in chains)
        {
            var claim = Report(chain);
            if (first is { } f)
                Relate(claim, f, ReportRelationKind.Restates);
            first ??= claim;
        }
        return this;
    }

    public ReportRelation Relate(long from, long to, ReportRelationKind kind)
    {
        var relation = new ReportRelation(++_relations, from, to, kind);
        Index.Put(relation);
        return relation;
    }

    public Finding Find(string a, string b, FindingValue value, long? claim = null)
    {
        var finding = new Finding(++_findings, Source(a), Source(b), value, claim);
        Index.Put(finding);
        return finding;
    }

    public Scene Change(long claim, Func<Report, Report> change)
    {
        Index.Put(_reports[claim] = change(_reports[claim]));
        return this;
    }

    /// <summary>The support of a claim, checked to be the same explained, weighed step by step, and weighed all at once.</summary>
    public (int Low, int High) Support(long claim = 1)
    {
        Index.Evaluate();
        var side = Index.Queries.Assess(claim)!.Support.Independent;
        Assert.That(Index.Queries.WeightOf(claim)!.Value.Support, Is.EqualTo(side), "step by step");
        var assessmentSummary = Index.Queries.WeightOf(claim);
        Index.EvaluateAll();
        Assert.That(Index.Queries.WeightOf(claim), Is.EqualTo(assessmentSummary), "all at once");
        return (side.Low, side.High);
    }

    public ClaimAssessment Assess(long claim = 1) => Index.Queries.Assess(claim)!;

    public string[] Names(IEnumerable<long> sources) => [.. sources.Select(NameOf).Order(StringComparer.Ordinal)];

    public ChainReason? ReasonOf(long claim, long about = 1) =>
        Assess(about).Support.Chains.First(c => c.Claim == claim).Reason;
}

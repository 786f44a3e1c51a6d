namespace ClaimTracker.Tests.Assessment.Packing;

/// <summary>
/// One side weighed slowly, straight from the words of the rule: all ways are listed, all sets of chains are tried. It shares no code with what it checks.
/// </summary>
internal sealed class TriedSide
{
    private static readonly string[] Access = ["speaks", "observed", "document"];

    private readonly SideForm _form;
    private readonly Dictionary<long, ReportForm> _reports;
    private readonly HashSet<long> _outlets;
    private readonly HashSet<long> _unnamed;
    private readonly HashSet<(long, long)> _apart = [];
    private readonly HashSet<(long, long)> _alike = [];
    private readonly Dictionary<long, HashSet<long>> _places = []; // by source: all sources of its place
    private readonly Dictionary<long, List<long>> _publishers = [];
    private readonly Dictionary<long, HashSet<long>> _group = [];
    private readonly Dictionary<(long, bool), List<Way>> _stated = [];
    private readonly Dictionary<(long, bool), List<Way>> _whole = [];

    public TriedSide(SideForm form)
    {
        _form = form;
        _reports = form.Reports.ToDictionary(r => r.Id);
        _outlets = [.. form.Sources.Where(s => s.Kind == "outlet").Select(s => form.Standing(s.Id))];
        _unnamed = [.. form.Sources.Where(s => s.Kind == "unnamed" && s.MergedInto is null).Select(s => s.Id)];
        foreach (var pair in form.Distinct)
            AddBoth(_apart, pair[0], pair[1]);
        foreach (var finding in form.Findings.Where(f => f.Value == "established"))
            AddBoth(_apart, finding.A, finding.B);
        foreach (var pair in form.LookAlikes)
            AddBoth(_alike, pair[0], pair[1]);
        foreach (var finding in form.Findings.Where(f => f.Value == "sameOrigin"))
        {
            var (a, b) = (form.Standing(finding.A), form.Standing(finding.B));
            var together = (_places.GetValueOrDefault(a) ?? [a]).Union(_places.GetValueOrDefault(b) ?? [b]).ToHashSet();
            foreach (var source in together)
                _places[source] = together;
        }
        foreach (var claim in form.Claims)
            if (Links(claim)[0].Source is { } publisher)
            {
                if (!_publishers.TryGetValue(publisher, out var claims))
                    _publishers.Add(publisher, claims = []);
                claims.Add(claim);
            }
        SettleWhoMayBeOne();
    }

    /// <summary>One source as one report names it.</summary>
    internal sealed record Hop(long? Source, long Claim, bool Joined = false);

    /// <summary>One way of a report. <paramref name="Lines"/> are the reports that it was made from, one after the other, with where each begins.</summary>
    internal sealed record Way(
        List<Hop> Hops,
        bool Known,
        bool Derived,
        string? LeftOut,
        List<(long Claim, List<Hop> Hops)> Lines,
        bool Loops = false
    )
    {
        public Hop End => Hops[^1];

        /// <summary>The ways of other reports of the side that it goes on with.</summary>
        public List<(long Claim, Way Way)> Parts { get; init; } = [];
    }

    public IReadOnlyList<long> Claims => [.. _form.Claims];

    public int Low { get; private set; }

    public int High { get; private set; }

    /// <summary>All greatest sets of chains of the cautious reading.</summary>
    public List<List<long>> Greatest { get; private set; } = [];

    public TriedSide Try()
    {
        var low = Claims.Where(c => CautiousChain(c) is { Grounded: true }).ToList();
        (Low, var greatest) = TryAll([.. low.Select(c => (c, CautiousChain(c)!.Elements))]);
        Greatest = greatest;
        (High, _) = TryAll([.. Claims.SelectMany(c => Generous(c).Select(way => (c, Elements(way, cautious: false))))]);
        var unknown = Claims.Where(c => CautiousChain(c) is { Grounded: false, OnlyLoops: false }).ToList();
        if (Low == 0 && _form.Lenient && unknown.Count > 0)
            (Low, Greatest) = (1, [.. unknown.Select(c => new List<long> { c })]);
        return this;
    }

    /// <summary>The chain of a report in the cautious reading; null where it does not stand.</summary>
    public Chain? CautiousChain(long claim)
    {
        var standing = Whole(claim, cautious: true).Where(w => w.LeftOut is null).ToList();
        if (standing.Count == 0 || !Generous(claim).Any())
            return null;
        return new Chain(
            [.. standing.SelectMany(w => Elements(w, cautious: true))],
            standing.Exists(w => w.Known),
            standing.TrueForAll(w => w.Loops),
            standing
        );
    }

    internal sealed record Chain(HashSet<string> Elements, bool Grounded, bool OnlyLoops, List<Way> Ways)
    {
        public IEnumerable<long> Ends => Ways.Where(w => w.Known).Select(w => w.End.Source!.Value);
    }

    /// <summary>The ways of a report that count in the generous reading.</summary>
    public IEnumerable<Way> Generous(long claim) =>
        Whole(claim, cautious: false).Where(w => w is { LeftOut: null, Loops: false });

    /// <summary>Whether somebody told two sources apart, or found them independent.</summary>
    public bool AreApart(long a, long b) => _apart.Contains((a, b));

    /// <summary>Whether a source stands on the side, or commands an origin of it.</summary>
    public bool IsOfSide(long source) => _group.ContainsKey(source);

    public bool MayBeOne(long a, long b) =>
        a == b || (_group.TryGetValue(a, out var group) && group.Contains(b) && !_apart.Contains((a, b)));

    private IEnumerable<long> ThatMayBe(long source) =>
        _group.TryGetValue(source, out var group) ? group.Where(other => MayBeOne(source, other)) : [source];

    // ---- Ways ----

    private List<(long? Source, string Basis, bool Supports)> Links(long claim) =>
        [
            .. _reports[claim]
                .Chain.Select(l => (l.Source is { } s ? _form.Standing(s) : (long?)null, l.Basis, l.Supports)),
        ];

    private bool NamesOrigin(long claim) => Links(claim)[^1] is ({ }, var basis, _) && Access.Contains(basis);

    private List<Hop> Own(long claim) => [.. Links(claim).Select(l => new Hop(l.Source, claim))];

    /// <summary>What a report was made from: claims, and sources alone.</summary>
    private (List<long> Claims, List<long> Sources) MadeFrom(long claim)
    {
        var report = _reports[claim];
        var claims = new SortedSet<long>();
        var sources = new SortedSet<long>();
        foreach (var derivation in _form.Derivations)
        {
            if (derivation.From == claim)
                claims.Add(derivation.To!.Value);
            if (derivation.FromArticle != report.Article || report.Chain[0].Basis is "told" or "observed")
                continue;
            if (derivation.Source is { } source)
                sources.Add(_form.Standing(source));
            else
                claims.UnionWith(
                    _form
                        .Reports.Where(r =>
                            r.Article == derivation.ToArticle && r.Proposition == report.Proposition && r.Id != claim
                        )
                        .Select(r => r.Id)
                );
        }
        claims.RemoveWhere(c => _reports[c].Requested);
        return ([.. claims], [.. sources]);
    }

    /// <summary>The ways of a report as far as it and what it was made from say.</summary>
    private List<Way> Stated(long claim, bool cautious)
    {
        if (_stated.TryGetValue((claim, cautious), out var known))
            return known;
        var ways = new List<Way>();
        var (claims, sources) = MadeFrom(claim);
        var own = Own(claim);
        foreach (var earlier in claims)
        foreach (var way in Stated(earlier, cautious))
        {
            var hops = new List<Hop> { own[0] };
            hops.AddRange(way.Hops);
            var follows = own.Skip(1).ToList();
            if (own.Count == 1 && NamesOrigin(claim))
                follows = own;
            if (!way.Known && follows.Count > 0)
            {
                hops.Add(follows[0] with { Joined = true });
                hops.AddRange(follows.Skip(1));
            }
            var links = way.Known ? Links(claim).Take(1) : Links(claim);
            Add(hops, way.Known || NamesOrigin(claim), true, way.LeftOut, way.Lines, links.All(l => l.Supports));
        }
        foreach (var source in sources)
        {
            var hops = new List<Hop> { own[0], new(source, claim) };
            if (NamesOrigin(claim))
                hops.AddRange(own.Skip(1));
            var links = NamesOrigin(claim) ? Links(claim) : Links(claim).Take(1);
            Add(hops, true, true, null, [], links.All(l => l.Supports));
        }
        if (claims.Count + sources.Count == 0 || (!cautious && NamesOrigin(claim)))
            Add(own, NamesOrigin(claim), false, null, [], Links(claim).TrueForAll(l => l.Supports));
        _stated.Add((claim, cautious), ways);
        return ways;

        void Add(
            List<Hop> hops,
            bool names,
            bool derived,
            string? inherited,
            List<(long, List<Hop>)> lines,
            bool supports
        )
        {
            var once = new List<Hop>();
            foreach (var hop in hops)
                if (once.Count == 0 || hop.Source is null || once[^1].Source != hop.Source)
                    once.Add(hop);
            var leftOut = inherited
                ?? Fallen(claim)
                ?? (supports ? null : "doesNotSupport")
                ?? (once.Exists(h => TakenBack(claim, h, cautious: false)) ? "withdrawn" : null);
            ways.Add(new Way(once, names, derived, leftOut, [(claim, once), .. lines]));
        }
    }

    private string? Fallen(long claim) =>
        !_reports[claim].ArticleStands ? "withdrawn"
        : _form.Supersedes.Exists(t => t.To == claim && _reports[t.From].ArticleStands) ? "superseded"
        : _form.Disputes.Exists(t => t.To == claim && _reports[t.From].ArticleStands) ? "attributionDisputed"
        : null;

    private bool TakenBack(long claim, Hop hop, bool cautious) =>
        hop.Source is { } source
        && _form
            .Reports.Where(r => r.Proposition == _reports[claim].Proposition)
            .SelectMany(r => r.TakenBackBy)
            .Select(_form.Standing)
            .Any(by => by == source || (cautious && MayBeOne(by, source)));

    /// <summary>The ways of a report to their ends.</summary>
    public List<Way> Whole(long claim, bool cautious)
    {
        if (_whole.TryGetValue((claim, cautious), out var known))
            return known;
        var ways = new List<Way>();
        foreach (var way in Stated(claim, cautious))
            Follow([(claim, way)], [Own(claim)[0].Source]);
        _whole.Add((claim, cautious), ways);
        return ways;

        void Follow(List<(long Claim, Way Way)> parts, List<long?> comeFrom)
        {
            var last = parts[^1].Way;
            var ahead = Ahead(last, cautious);
            var speaksItself =
                last.Hops.Count == 2
                && ahead.Count == 1
                && ahead[0] == last.Hops[0].Source
                && last.End.Source != ahead[0];
            if (ahead.Count == 0 || speaksItself)
            {
                Add(parts, last.Known, false);
                return;
            }
            foreach (var publisher in ahead)
                if (comeFrom.Exists(c => c == publisher || (cautious && c is { } one && MayBeOne(one, publisher))))
                    Add(parts, false, true);
                else
                    foreach (var next in _publishers[publisher])
                    foreach (var way in Stated(next, cautious))
                        Follow([.. parts, (next, way)], [.. comeFrom, publisher]);
        }

        void Add(List<(long Claim, Way Way)> parts, bool names, bool loops) =>
            ways.Add(
                new Way([.. parts.SelectMany(p => p.Way.Hops)], names, parts[0].Way.Derived, LeftOut(parts), [], loops)
                {
                    Parts = parts,
                }
            );

        string? LeftOut(List<(long Claim, Way Way)> parts)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (parts[i].Way.LeftOut is { } reason)
                    return reason;
                if (cautious && parts[i].Way.Lines.Exists(l => l.Hops.Exists(h => TakenBack(l.Claim, h, true))))
                    return "withdrawn";
                if (parts.Skip(i + 1).Any(p => p.Way.Hops.Exists(h => TakenBack(parts[i].Claim, h, cautious))))
                    return "withdrawn";
            }
            return null;
        }
    }

    /// <summary>The publishers whose reports the end of a way stands for.</summary>
    private List<long> Ahead(Way way, bool cautious) =>
        way.Hops.Count == 1 || way.End.Source is not { } end
            ? []
            :
            [
                .. _publishers.Keys.Where(p =>
                    cautious
                        ? MayBeOne(p, end) && (MayBeOutlet(p) || MayBeOutlet(end))
                        : p == end && _outlets.Contains(p)
                ),
            ];

    private bool MayBeOutlet(long source) => ThatMayBe(source).Any(_outlets.Contains);

    // ---- What is shared ----

    public HashSet<string> Elements(Way way, bool cautious, long except = 0, bool ends = true)
    {
        var elements = new HashSet<string>();
        foreach (var hop in way.Hops)
            if (hop.Source is { } source)
            {
                if (source != except)
                    elements.UnionWith(ElementsOf(source, cautious));
            }
            else
                elements.Add(cautious ? "unknown outlet" : $"outlet of article {_reports[hop.Claim].Article}");
        if (ends && !way.Loops && way.End.Source is { } end)
        {
            elements.UnionWith(PlacesOf(end, cautious));
            if (cautious && way.Known)
                foreach (var controller in ControllersOf(way.End))
                    elements.UnionWith(ElementsOf(controller, cautious));
        }
        return elements;
    }

    private IEnumerable<string> ElementsOf(long source, bool cautious) =>
        cautious
            ? ThatMayBe(source).Select(other => $"{Math.Min(source, other)} or {Math.Max(source, other)}")
            : [$"{source}"];

    private IEnumerable<string> PlacesOf(long end, bool cautious)
    {
        if (!cautious)
            return _places.TryGetValue(end, out var place) ? [$"place {place.Min()}"] : [];
        return _places.Keys.Where(s => MayBeOne(s, end)).Select(s => $"place {TogetherWith(s).Min()}").Distinct();
    }

    /// <summary>The sources of a place with those of all places that may be one with it.</summary>
    public HashSet<long> TogetherWith(long source)
    {
        var together = _places[source].ToHashSet();
        for (var before = 0; before < together.Count; )
        {
            before = together.Count;
            foreach (var one in _places.Keys.Where(p => together.Any(t => MayBeOne(t, p))))
                together.UnionWith(_places[one]);
        }
        return together;
    }

    public HashSet<long> ControllersOf(Hop end)
    {
        var found = new HashSet<long>();
        var below = new HashSet<long>(ThatMayBe(end.Source!.Value));
        for (var before = -1; before < found.Count + below.Count; )
        {
            before = found.Count + below.Count;
            foreach (var control in _form.Controllers)
            {
                var (source, above) = (_form.Standing(control.Source), _form.Standing(control.Controller));
                if (source == above || !below.Contains(source) || !MayHold(control, _reports[end.Claim]))
                    continue;
                found.Add(above);
                below.UnionWith(ThatMayBe(above));
            }
        }
        return found;
    }

    private static bool MayHold(ControllerForm control, ReportForm report) =>
        (control.From is not { } from || report.Published is not [_, var latest] || from < latest)
        && (control.To is not { } to || report.Published is not [var earliest, _] || to > earliest);

    private void SettleWhoMayBeOne()
    {
        var ways = Claims.SelectMany(c => Stated(c, false).Concat(Stated(c, true))).ToList();
        var sources = ways.SelectMany(w => w.Hops).Select(h => h.Source).OfType<long>().ToHashSet();
        for (var before = -1; before < sources.Count; )
        {
            before = sources.Count;
            _group.Clear();
            foreach (var source in sources)
                _group[source] = [source];
            foreach (var a in sources)
            foreach (var b in sources)
            {
                var alike =
                    (_unnamed.Contains(a) && _unnamed.Contains(b))
                    || (_alike.Contains((a, b)) && !_apart.Contains((a, b)));
                if (!alike || _group[a] == _group[b])
                    continue;
                var together = _group[a].Union(_group[b]).ToHashSet();
                foreach (var one in together)
                    _group[one] = together;
            }
            sources.UnionWith(ways.Where(w => w.End.Source is not null).SelectMany(w => ControllersOf(w.End)));
        }
        _stated.Clear();
    }

    private void AddBoth(HashSet<(long, long)> pairs, long a, long b)
    {
        (a, b) = (_form.Standing(a), _form.Standing(b));
        if (a == b)
            return;
        pairs.Add((a, b));
        pairs.Add((b, a));
    }

    // ---- Trying ----

    /// <summary>The greatest number of chains of which no two share anything, of each report one at most, and all sets of so many reports.</summary>
    public static (int Count, List<List<long>> Sets) TryAll(List<(long Claim, HashSet<string> Elements)> chains)
    {
        var best = 0;
        var sets = new Dictionary<string, List<long>> { [""] = [] };
        Extend(0, []);
        return (best, [.. sets.Values]);

        void Extend(int from, List<int> chosen)
        {
            if (chosen.Count >= best && chosen.Count > 0)
            {
                if (chosen.Count > best)
                    sets.Clear();
                best = chosen.Count;
                var claims = chosen.Select(i => chains[i].Claim).Order().ToList();
                sets.TryAdd(string.Join(' ', claims), claims);
            }
            for (var i = from; i < chains.Count; i++)
                if (
                    chosen.TrueForAll(c =>
                        chains[c].Claim != chains[i].Claim && !chains[c].Elements.Overlaps(chains[i].Elements)
                    )
                )
                    Extend(i + 1, [.. chosen, i]);
        }
    }
}

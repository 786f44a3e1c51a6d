using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Packing;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>
/// One side with everything that explains its counts. It reads the same chains as the weighing in bulk, so that the explanation can never differ from
/// the figure; only slower, because it keeps who said what.
/// </summary>
internal sealed class Explanation
{
    /// <summary>So many ways are listed before each further report is shown by one of its ways alone.</summary>
    private const int WaysListed = 10_000;

    private readonly ReportStore store;
    private readonly AssessmentSettings settings;
    private readonly TrackRecords records;
    private readonly List<Finding> findings;
    private readonly EvidenceMembers members;
    private readonly SideChains chains;
    private readonly SetPacking packing = new();
    private readonly List<int> scratch = [];
    private readonly Reading?[] readings;
    private readonly List<WholeWay>?[] generousWays;
    private readonly List<int[]>?[] generous;
    private readonly Dictionary<int, int> placeOf = [];
    private Rings? rings;
    private OriginCount? independent;
    private List<int>? counted;

    public Explanation(
        ReportStore store,
        AssessmentSettings settings,
        EvidenceMembers side,
        TrackRecords? records = null
    )
    {
        this.store = store;
        this.settings = settings;
        this.records = records ?? TrackRecords.None;
        members = side;
        findings = [.. side.Findings.OrderBy(f => f.Id)];
        chains = new SideChains(store, settings);
        chains.Read(side.Reports, findings);
        readings = new Reading?[Lineage.Reports.Count];
        generousWays = new List<WholeWay>?[Lineage.Reports.Count];
        generous = new List<int[]>?[Lineage.Reports.Count];
        for (var place = 0; place < Lineage.Reports.Count; place++)
            placeOf.Add(Lineage.Reports[place], place);
    }

    /// <summary>The chain of one report as the cautious reading has it.</summary>
    /// <param name="Is">What it is.</param>
    /// <param name="Elements">What it passes, ascending.</param>
    /// <param name="AtOrigin">Those of them that it has because of its origins: these, who commands them, and places.</param>
    /// <param name="Ways">All its ways, those that do not stand included.</param>
    private sealed record Reading(CautiousChain Is, int[] Elements, HashSet<int> AtOrigin, List<WholeWay> Ways);

    public Identities Identities => chains.Identities;

    private Lineage Lineage => chains.Lineage;

    private Rings Rings => rings ??= new Rings(store, Lineage, chains.Ways);

    /// <summary>How many chains share no source.</summary>
    public OriginCount Independent => independent ??= chains.Count();

    /// <summary>The reports whose chains count, by their places, the earliest first.</summary>
    private List<int> Counted => counted ??= chains.Counted(ReliabilityOf);

    public EvidenceSide Describe()
    {
        if (Lineage.Reports.Count == 0)
            return EvidenceSide.Empty;
        var (cut, bottlenecks) = new Cuts(store, chains).Find(Independent.Low);
        return new EvidenceSide(
            Lineage.Reports.Count(r => store.Reports[r].Is(ReportMarks.ArticleStands)),
            Weigher.CountOutlets(store, members.Reports, []),
            Origins().Count,
            Independent,
            Counted.Count(HasRecord),
            EstablishedPairs(),
            [.. cut.Select(NameOnCounted).Order()],
            [.. bottlenecks.Select(NameOnCounted).Distinct()],
            ListChains()
        )
        {
            BottlenecksAsOne =
            [
                .. bottlenecks
                    .Where(toucher => toucher.Sources.Count > 1)
                    .Select(toucher => (IReadOnlyList<long>)[.. toucher.Sources.Select(IdOf)]),
            ],
        };
    }

    /// <summary>The origins by which the chains that count begin, one for each.</summary>
    public IEnumerable<long> CountedOrigins() =>
        Counted
            .Where(place => ReadingOf(place).Is.Grounded)
            .SelectMany(place => chains.EndsOf(ReadingOf(place).Ways[BestOf(place)]).Take(1))
            .Select(end => IdOf(end.Source));

    /// <summary>The origins of all chains that have one, read cautiously.</summary>
    public IEnumerable<int> GroundedOrigins() =>
        Enumerable.Range(0, Lineage.Reports.Count).Where(place => ReadingOf(place).Is.Grounded).SelectMany(OriginsOf);

    /// <summary>Whether somebody commands two origins, or one of them commands the other.</summary>
    public bool HaveOneController(int a, int b)
    {
        var (ones, others) = (CommandersOf(a), CommandersOf(b));
        return ones.Any(one => others.Any(other => Identities.MayBeOne(one, other)));

        HashSet<int> CommandersOf(int origin) =>
            [
                .. Enumerable
                    .Range(0, Lineage.Reports.Count)
                    .SelectMany(place => ReadingOf(place).Ways)
                    .Where(way => EndsIn(way, origin))
                    .SelectMany(way => chains.EndsOf(way))
                    .Where(end => end.Source == origin)
                    .SelectMany(end => Commanders.Of(store, Identities, origin, end.Report).Append(origin)),
            ];
    }

    /// <summary>The evidence of the side: the sum of the reliabilities of the chains that count.</summary>
    public double Evidence() => Counted.Where(place => ReadingOf(place).Is.Grounded).Sum(ReliabilityOf);

    /// <summary>Pairs that somebody found independent and that are the origins of two chains of the side, counted or not, which share no source in <c>low</c>.</summary>
    public List<EstablishedPair> EstablishedPairs()
    {
        var pairs = new List<EstablishedPair>();
        foreach (var finding in findings)
            if (finding.Value == FindingValue.Established && HasApart(finding))
                pairs.Add(new EstablishedPair(finding.A, finding.B, finding.Id));
        return pairs;
    }

    /// <summary>How it is known that each origin said so, ascending by source.</summary>
    public List<Attestation> Attest()
    {
        var attested = new List<Attestation>();
        var lower = new List<int[]>();
        var upper = new List<int[]>();
        var told = new List<IReadOnlyList<Hop>>();
        foreach (var (origin, places) in PlacesByOrigin())
        {
            lower.Clear();
            upper.Clear();
            told.Clear();
            foreach (var place in places)
            {
                foreach (var way in GenerousWaysOf(place))
                    if (EndsIn(way, origin))
                        upper.Add(Without(origin, [way], Bound.Upper));
                List<WholeWay> cautious = [.. ReadingOf(place).Ways.Where(way => EndsIn(way, origin))];
                if (cautious.Count == 0)
                    continue;
                lower.Add(Without(origin, cautious, Bound.Lower));
                told.AddRange(
                    cautious
                        .Select(way => chains.HopsOf(way).Where(hop => hop.Source != origin).ToList())
                        .Where(way => way.Count > 0)
                );
            }

            var (low, high) = (Pack(lower), Pack(upper));
            attested.Add(
                new Attestation(
                    IdOf(origin),
                    new OriginCount(Math.Min(low.Reached, high.NotPassed), high.NotPassed)
                    {
                        Approximate = low.Reached < low.NotPassed || high.Reached < high.NotPassed,
                    },
                    [
                        .. new Cuts(store, chains)
                            .Find(told, low.Reached)
                            .Where(t => t.Sources.Count > 0)
                            .Select(NameOnCounted)
                            .Order(),
                    ]
                )
            );
        }

        attested.Sort((a, b) => a.Source.CompareTo(b.Source));
        return attested;
    }

    /// <summary>The rings of the side: for each group of sources that have it from each other, the shortest through its earliest report, then a few more.</summary>
    public List<CircularReporting> CircularReportings()
    {
        HashSet<int>? grounded = null;
        var found = new List<CircularReporting>();
        foreach (var (group, steps) in Rings.All())
        {
            grounded ??= OnGroundedWays();
            found.Add(
                new CircularReporting(
                    [.. steps.Select(h => StepOf(h, h.Position == 0 ? StepRole.Publisher : StepRole.Relay))],
                    group.Any(grounded.Contains)
                )
            );
        }

        return found;
    }

    /// <summary>What the chains of two reports of this side are to each other.</summary>
    public (
        ChainComparison Verdict,
        List<long> Shared,
        List<IReadOnlyList<long>> AsOne,
        List<Step> Path,
        long? Finding
    ) Compare(int a, int b)
    {
        var (one, two) = (placeOf[a], placeOf[b]);
        var (low, high) = (CountLow(one, two), CountHigh(one, two));
        var both = (List<Step>)[.. PathOf(one), .. PathOf(two)];
        if (low == 2 && high == 2)
        {
            var finding = findings.Find(f => f.Value == FindingValue.Established && IsAbout(f, one, two));
            return finding.Id == 0
                ? (ChainComparison.NotEstablished, [], [], both, null)
                : (ChainComparison.Established, [], [], both, finding.Id);
        }

        if (Rings.SharedBy(one, two) is { Length: > 0 } ring)
            return (ChainComparison.Circular, [.. ring.Select(IdOf).Order()], [], both, null);
        if (low == 0 || !chains.Ways.Stands(one, Bound.Upper) || !chains.Ways.Stands(two, Bound.Upper))
            return (ChainComparison.Ungrounded, [], [], both, null);
        // With both grounded the cautious reading says what they share, or may share; else only the generous one joins them.
        var bound = ReadingOf(one).Is.Grounded && ReadingOf(two).Is.Grounded ? Bound.Lower : Bound.Upper;
        var (things, isOrigin) = Shared(one, two, bound);
        var shared = things.ConvertAll(thing => thing.Min(IdOf));
        var asOne = things
            .Where(thing => thing.Count > 1)
            .Select(thing => (IReadOnlyList<long>)[.. thing.Select(IdOf).Order()])
            .ToList();
        if (high == 2)
            return (ChainComparison.NotEstablished, shared, asOne, both, null);
        return (
            isOrigin ? ChainComparison.SameOrigin : ChainComparison.SharedRelay,
            shared,
            asOne,
            Through(one, two, [.. things.SelectMany(thing => thing)]),
            null
        );
    }

    private Reading ReadingOf(int place)
    {
        if (readings[place] is { } known)
            return known;
        scratch.Clear();
        var chain = chains.Chain(place, scratch);
        var elements = Ascending(scratch);
        var ways = chains.Ways.Of(place, Bound.Lower);
        scratch.Clear();
        foreach (var way in ways)
            if (chain.Stands && way is { LeftOut: null, Known: true })
                foreach (var end in chains.EndsOf(way))
                {
                    if (end.Source >= 0)
                        chains.Elements(Bound.Lower).AddSource(end.Source, scratch);
                    chains.Elements(Bound.Lower).AddEnd(end, isOrigin: true, scratch);
                }

        return readings[place] = new Reading(chain, elements, [.. scratch], ways);
    }

    private List<WholeWay> GenerousWaysOf(int place) => generousWays[place] ??= chains.Ways.Of(place, Bound.Upper);

    /// <summary>What each of the chains of a report passes in the generous reading.</summary>
    private List<int[]> GenerousOf(int place)
    {
        if (generous[place] is { } known)
            return known;
        var passed = new List<int[]>();
        foreach (var way in GenerousWaysOf(place))
        {
            if (way.LeftOut is not null || way.Loops)
                continue;
            scratch.Clear();
            chains.Add(way, Bound.Upper, scratch);
            passed.Add(Ascending(scratch));
        }

        return generous[place] = passed;
    }

    private static int[] Ascending(List<int> elements) => [.. elements.Distinct().Order()];

    private static bool AreApart(int[] one, int[] two)
    {
        for (var (i, j) = (0, 0); i < one.Length && j < two.Length; )
        {
            if (one[i] == two[j])
                return false;
            if (one[i] < two[j])
                i++;
            else
                j++;
        }

        return true;
    }

    private (int Reached, int NotPassed) Pack(List<int[]> sets)
    {
        packing.Clear();
        foreach (var set in sets)
        {
            foreach (var element in set)
                packing.Put(element);
            packing.Close();
        }

        packing.Solve();
        return (packing.Reached, packing.NotPassed);
    }

    // Origins

    /// <summary>The sources that the ways which stand end in, read generously.</summary>
    private HashSet<int> Origins()
    {
        var origins = new HashSet<int>();
        foreach (var path in Lineage.Paths)
            if (
                path is { LeftOut: null, Known: true }
                && (path.Bounds & Bound.Upper) != 0
                && !chains.Ways.GoesOn(path, Bound.Upper)
            )
                origins.Add(Lineage.Hops(path)[^1].Source);
        return origins;
    }

    /// <summary>For each of these sources the reports that have it from there, read generously.</summary>
    private Dictionary<int, List<int>> PlacesByOrigin()
    {
        var places = new Dictionary<int, List<int>>();
        for (var place = 0; place < Lineage.Reports.Count; place++)
            foreach (var way in GenerousWaysOf(place))
                if (way is { LeftOut: null, Known: true })
                {
                    var end = chains.EndsOf(way)[0].Source;
                    if (!places.TryGetValue(end, out var reports))
                        places.Add(end, reports = []);
                    if (reports.Count == 0 || reports[^1] != place)
                        reports.Add(place);
                }

        return places;
    }

    private bool EndsIn(in WholeWay way, int origin) =>
        way is { LeftOut: null, Known: true } && chains.EndsOf(way).Any(end => end.Source == origin);

    private IEnumerable<int> OriginsOf(int place) =>
        !ReadingOf(place).Is.Stands
            ? []
            : ReadingOf(place)
                .Ways.Where(way => way is { LeftOut: null, Known: true })
                .SelectMany(way => chains.EndsOf(way))
                .Select(end => end.Source)
                .Where(source => source >= 0);

    private int[] Without(int origin, List<WholeWay> ways, Bound bound)
    {
        scratch.Clear();
        foreach (var way in ways)
            chains.AddSources(way, bound, scratch, except: origin);
        // Where it published itself nothing is left; all such chains are one.
        if (scratch.Count == 0)
            scratch.Add(chains.Elements(bound).Itself());
        return Ascending(scratch);
    }

    private bool HasRecord(int place) =>
        ReadingOf(place).Is.Grounded && OriginsOf(place).All(source => records.HasRecord(IdOf(source)));

    private HashSet<int> OnGroundedWays()
    {
        var sources = new HashSet<int>();
        for (var place = 0; place < Lineage.Reports.Count; place++)
            foreach (var way in GenerousWaysOf(place))
                if (way is { LeftOut: null, Known: true })
                    foreach (var part in way.Parts)
                    foreach (var hop in Lineage.Hops(Lineage.Paths[part]))
                        sources.Add(hop.Source);
        return sources;
    }

    // Pairs

    /// <summary>Whether two chains that share nothing have the two sources of a finding as origins.</summary>
    private bool HasApart(Finding finding)
    {
        var (a, b) = SourcesOf(finding);
        if (a == b)
            return false;
        var (ones, twos) = (ChainsFrom(a), ChainsFrom(b));
        // What only one of them has cannot be shared; without it most of the chains of a wire are the same.
        var held = new Dictionary<int, int>();
        foreach (var element in ones.Concat(twos).SelectMany(chain => chain))
            held[element] = held.GetValueOrDefault(element) + 1;
        var (few, others) = (Distinct(ones), Distinct(twos));
        return few.Exists(one => others.Exists(two => AreApart(one, two)));

        List<int[]> ChainsFrom(int origin) =>
            [
                .. Enumerable
                    .Range(0, Lineage.Reports.Count)
                    .Where(place => ReadingOf(place).Is.Grounded && OriginsOf(place).Contains(origin))
                    .Select(place => ReadingOf(place).Elements),
            ];

        List<int[]> Distinct(List<int[]> ofOne) =>
            [
                .. ofOne
                    .Select(chain => Array.FindAll(chain, e => held[e] > 1))
                    .DistinctBy(chain => string.Join(' ', chain)),
            ];
    }

    private bool IsAbout(Finding finding, int one, int two)
    {
        var (a, b) = SourcesOf(finding);
        return a != b
            && (
                (OriginsOf(one).Contains(a) && OriginsOf(two).Contains(b))
                || (OriginsOf(one).Contains(b) && OriginsOf(two).Contains(a))
            );
    }

    private (int A, int B) SourcesOf(Finding finding) =>
        (store.Standing(store.SourceOf(finding.A)), store.Standing(store.SourceOf(finding.B)));

    private int CountLow(int one, int two)
    {
        var (a, b) = (ReadingOf(one), ReadingOf(two));
        if (a.Is.Grounded && b.Is.Grounded)
            return AreApart(a.Elements, b.Elements) ? 2 : 1;
        return a.Is.Grounded || b.Is.Grounded || (settings.Lenient && (a.Is.IsUnknown || b.Is.IsUnknown)) ? 1 : 0;
    }

    private int CountHigh(int one, int two)
    {
        var (a, b) = (GenerousOf(one), GenerousOf(two));
        return a.Exists(x => b.Exists(y => AreApart(x, y))) ? 2
            : a.Count + b.Count > 0 ? 1
            : 0;
    }

    /// <summary>
    /// What two reports share in a reading, each thing as the sources that are it, from the origin outwards; and whether one of them is at an origin of either.
    /// </summary>
    private (List<List<int>> Things, bool IsOrigin) Shared(int one, int two, Bound bound)
    {
        var (mine, theirs) = (Passed(one, bound), Passed(two, bound));
        var things = new List<List<int>>();
        var isOrigin = false;
        foreach (var (element, sources) in mine.Elements)
        {
            if (!theirs.Elements.TryGetValue(element, out var same))
                continue;
            isOrigin |= mine.AtOrigin.Contains(element) || theirs.AtOrigin.Contains(element);
            var thing = sources.Union(same).OrderBy(IdOf).ToList();
            // An unknown outlet is nobody who could be named.
            if (thing.Count > 0 && !things.Exists(known => known.SequenceEqual(thing)))
                things.Add(thing);
        }

        return (things, isOrigin);
    }

    /// <summary>The elements that a report's ways pass, from the origin outwards, each with the sources that have it, and those that are at an origin.</summary>
    private (OrderedDictionary<int, List<int>> Elements, HashSet<int> AtOrigin) Passed(int place, Bound bound)
    {
        var passed = new OrderedDictionary<int, List<int>>();
        var atOrigin = new HashSet<int>();
        var numbers = chains.Elements(bound);
        foreach (var way in bound == Bound.Lower ? ReadingOf(place).Ways : GenerousWaysOf(place))
        {
            if (way.LeftOut is not null || (bound == Bound.Upper && way.Loops))
                continue;
            foreach (var end in way.Loops ? [] : chains.EndsOf(way))
            {
                numbers.AddPlaces(end, Emptied());
                Note(end.Source, way.Known);
                if (!way.Known || end.Source < 0)
                    continue;
                numbers.AddSource(end.Source, Emptied());
                Note(end.Source, true);
                if (bound == Bound.Upper || store.Controls.Count == 0)
                    continue;
                foreach (var controller in Commanders.Of(store, Identities, end.Source, end.Report))
                {
                    numbers.AddSource(controller, Emptied());
                    Note(controller, true);
                }
            }

            foreach (var hop in Enumerable.Reverse(way.Parts.Length > 0 ? chains.HopsOf(way) : way.Besides))
            {
                numbers.AddHop(hop, Emptied());
                Note(hop.Source, false);
            }
        }

        return (passed, atOrigin);

        List<int> Emptied()
        {
            scratch.Clear();
            return scratch;
        }

        void Note(int source, bool isAtOrigin)
        {
            foreach (var element in scratch)
            {
                if (!passed.TryGetValue(element, out var sources))
                    passed.Add(element, sources = []);
                if (source >= 0 && !sources.Contains(source))
                    sources.Add(source);
                if (isAtOrigin)
                    atOrigin.Add(element);
            }
        }
    }

    // What is shown

    /// <summary>Every way of every report, by claim, with whether it counts, and why not.</summary>
    private List<WeighedChain> ListChains()
    {
        var owners = new Dictionary<int, int>();
        foreach (var place in Counted)
        foreach (var element in ReadingOf(place).Elements)
            owners.TryAdd(element, place);
        var listed = new List<WeighedChain>();
        foreach (
            var place in Enumerable
                .Range(0, Lineage.Reports.Count)
                .OrderBy(p => store.Reports[Lineage.Reports[p]].Claim)
        )
        {
            var isCounted = Counted.BinarySearch(place) >= 0;
            var ways = ReadingOf(place).Ways;
            var best = isCounted ? BestOf(place) : -1;
            foreach (var i in listed.Count < WaysListed ? Shown(ways) : [best >= 0 ? best : Shown(ways).First()])
                listed.Add(
                    new WeighedChain(
                        store.Reports[Lineage.Reports[place]].Claim,
                        [.. PathOf(place, ways[i]), .. CommandersOf(ways[i])],
                        i == best,
                        i == best ? null : ReasonOf(place, ways[i], isCounted, owners)
                    )
                );
        }

        return listed;

        // Ways with an origin first; one that leads back to itself only where no other one stands.
        static IEnumerable<int> Shown(List<WholeWay> ways) =>
            Enumerable
                .Range(0, ways.Count)
                .Where(i => !ways[i].Loops || !ways.Exists(way => way is { LeftOut: null, Loops: false }))
                .OrderByDescending(i => ways[i] is { LeftOut: null, Known: true });
    }

    private ChainReason ReasonOf(int place, in WholeWay way, bool isCounted, Dictionary<int, int> owners)
    {
        var reading = ReadingOf(place);
        if (way.LeftOut is { } reason)
            return reason;
        if (!reading.Is.Stands)
            return FallenOf(reading.Ways) ?? FallenOf(GenerousWaysOf(place)) ?? ChainReason.Loop;
        if (isCounted || way.Parts.Length == 0 || Lineage.Paths[way.Parts[0]].Derived)
            return ChainReason.Derived;
        if (!way.Known)
            return way.Loops ? FallenOf(reading.Ways) ?? ChainReason.Loop : ChainReason.UnknownLineage;
        foreach (var element in reading.Elements)
            if (
                owners.TryGetValue(element, out var owner)
                && (reading.AtOrigin.Contains(element) || ReadingOf(owner).AtOrigin.Contains(element))
            )
                return ChainReason.SameOrigin;
        return ChainReason.SharedRelay;

        static ChainReason? FallenOf(List<WholeWay> ways) => ways.Find(w => w.LeftOut is not null).LeftOut;
    }

    /// <summary>The way by which a report counts: of those that have an origin the most reliable one, of these the first; without an origin the first that stands.</summary>
    private int BestOf(int place)
    {
        var ways = ReadingOf(place).Ways;
        return Enumerable
            .Range(0, ways.Count)
            .Where(i => ways[i].LeftOut is null && !ways[i].Loops)
            .OrderByDescending(i => ways[i].Known)
            .ThenByDescending(i => ReliabilityOf(ways[i]))
            .First();
    }

    private double ReliabilityOf(int place) =>
        ReadingOf(place)
            .Ways.Where(way => way is { LeftOut: null, Known: true })
            .Select(way => ReliabilityOf(way))
            .DefaultIfEmpty(0)
            .Max();

    private double ReliabilityOf(in WholeWay way)
    {
        // Of a way that stands for more than can be listed nothing is known but its publisher.
        var hops = way.Parts.Length > 0 ? chains.HopsOf(way) : [.. way.Besides.Take(1), new Hop(-1, 0, 0, default)];
        return Belief.ChainReliability(
            Of(hops[^1].Source, records.AsOrigin),
            hops.SkipLast(1).Select(hop => Of(hop.Source, records.AsRelay))
        );

        double Of(int source, Func<long, double> reliability) =>
            source < 0 ? TrackRecords.Unknown : reliability(IdOf(source));
    }

    /// <summary>What a toucher is called: where several sources are read as one, that of them which a chain that counts names.</summary>
    private long NameOnCounted(Cuts.Toucher toucher)
    {
        if (toucher.Sources.Count == 0)
            return 0;
        if (toucher.Sources.Count > 1)
            foreach (var place in Counted)
            foreach (var hop in chains.HopsOf(ReadingOf(place).Ways[BestOf(place)]))
                if (toucher.Sources.Contains(hop.Source))
                    return IdOf(hop.Source);
        return IdOf(toucher.Sources[0]);
    }

    /// <summary>A report's way; of a report with more ways than can be listed what it names itself.</summary>
    private List<Step> PathOf(int place, in WholeWay way)
    {
        var hops = way.Parts.Length > 0 ? chains.HopsOf(way) : Lineage.OwnHops(Lineage.Reports[place]);
        var steps = new List<Step>();
        for (var i = 0; i < hops.Count; i++)
            steps.Add(
                StepOf(
                    hops[i],
                    i == 0 ? StepRole.Publisher
                        : i == hops.Count - 1 ? StepRole.Origin
                        : StepRole.Relay
                )
            );
        return steps;
    }

    /// <summary>Those who command the origin of a way, where it stands and has one.</summary>
    private IEnumerable<Step> CommandersOf(WholeWay way) =>
        way is { LeftOut: null, Known: true, Parts.Length: > 0 } && store.Controls.Count > 0
            ? chains
                .EndsOf(way)
                .SelectMany(end => Commanders.Of(store, Identities, end.Source, end.Report))
                .Select(controller => new Step(IdOf(controller), null, null, null, StepRole.Controller, null))
            : [];

    /// <summary>The first way of a report, one that stands if any does.</summary>
    private List<Step> PathOf(int place)
    {
        var ways = ReadingOf(place).Ways;
        return PathOf(place, ways[Math.Max(0, ways.FindIndex(way => way.LeftOut is null))]);
    }

    /// <summary>From the publisher of one inwards to the first source both share, and outwards to the publisher of the other.</summary>
    private List<Step> Through(int one, int two, List<int> shared)
    {
        var ids = shared.Select(IdOf).ToHashSet();
        var (inwards, outwards) = (ThroughShared(one), ThroughShared(two));
        return inwards[^1].Source == outwards[^1].Source
            ? [.. inwards, .. Enumerable.Reverse(outwards).Skip(1)]
            : [.. inwards, .. Enumerable.Reverse(outwards)];

        List<Step> ThroughShared(int place)
        {
            foreach (var way in ReadingOf(place).Ways.Where(way => way.LeftOut is null))
            {
                var steps = PathOf(place, way);
                var meeting = steps.FindIndex(step => step.Source is { } source && ids.Contains(source));
                if (meeting >= 0)
                    return steps[..(meeting + 1)];
            }

            return PathOf(place);
        }
    }

    private Step StepOf(Hop hop, StepRole role)
    {
        ref var report = ref store.Reports[hop.Report];
        return new Step(
            hop.Source < 0 ? null : IdOf(hop.Source),
            report.Claim,
            report.Article,
            report.Earliest == 0 ? null : new DateTime(report.Earliest, DateTimeKind.Utc),
            role,
            hop.Basis
        );
    }

    private long IdOf(int source) => store.Sources[source].Id;
}

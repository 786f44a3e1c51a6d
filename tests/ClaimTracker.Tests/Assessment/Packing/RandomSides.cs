namespace ClaimTracker.Tests.Assessment.Packing;

/// <summary>Small random sides with every feature there is, each side with some of them.</summary>
internal static class RandomSides
{
    private static readonly string[] Middle = ["cites", "cites", "told", "republishes"];
    private static readonly string[] Ends = ["speaks", "speaks", "document"];

    /// <param name="plain">No derivations, corrections, disputes, withdrawals or decisions that part; no chain ends in an outlet.</param>
    public static SideForm Make(Random random, int most = 9, bool plain = false)
    {
        var outlets = Enumerable.Range(1, random.Next(2, 6)).Select(i => (long)i).ToList();
        var speakers = Enumerable.Range(11, random.Next(1, 5)).Select(i => (long)i).ToList();
        var unnamed = Has(3) ? Enumerable.Range(21, random.Next(1, 4)).Select(i => (long)i).ToList() : [];
        var others = Enumerable.Range(31, 3).Select(i => (long)i).ToList();
        var sources = new List<SourceForm>();
        sources.AddRange(outlets.Select(id => new SourceForm(id, "outlet")));
        sources.AddRange(speakers.Select(id => new SourceForm(id, random.Next(2) == 0 ? "person" : "organization")));
        sources.AddRange(unnamed.Select(id => new SourceForm(id, "unnamed")));
        sources.AddRange(others.Select(id => new SourceForm(id, "organization")));
        var (hasUnknown, outletEnds, unknownOutlets, observed) = (Has(2), !plain && Has(2), Has(5), Has(4));
        var (dates, unsupported, withdrawn, offSide) = (Has(4), !plain && Has(6), !plain && Has(6), !plain && Has(5));
        var (takenBack, requested) = (!plain && Has(6), !plain && Has(10));

        var count = random.Next(1, most + 1);
        var reports = new List<ReportForm>();
        for (var id = 1; id <= count; id++)
        {
            var earlier = reports.Count > 0 && random.Next(5) == 0 ? Pick(reports) : null;
            var article = earlier?.Article ?? id;
            long? outlet =
                earlier is not null ? earlier.Chain[0].Source
                : unknownOutlets && random.Next(3) == 0 ? null
                : Pick(random.Next(12) == 0 && !plain ? speakers : outlets);
            var chain = new List<LinkForm> { new(outlet, Pick(Middle)) };
            for (var relays = random.Next(0, 3); relays > 0; relays--)
                Add(Pick(random.Next(4) == 0 ? speakers : outlets));
            if (random.Next(5) > 0 || chain.Count == 1)
            {
                if (hasUnknown && chain.Count == 1 && random.Next(2) == 0)
                    chain[0] = chain[0] with { Basis = "unknown" };
                else if (observed && chain.Count == 1 && outlet is not null && random.Next(3) == 0)
                    chain[0] = chain[0] with { Basis = "observed" };
                else
                    Add(
                        unnamed.Count > 0 && random.Next(3) == 0 ? Pick(unnamed)
                        : outletEnds && random.Next(3) == 0 ? Pick(outlets)
                        : Pick(speakers)
                    );
            }
            if (plain && outlets.Contains(chain[^1].Source ?? 0) && chain.Count > 1)
                Add(Pick(speakers));
            if (chain.Count > 1)
                chain[^1] = chain[^1] with { Basis = hasUnknown && random.Next(4) == 0 ? "unknown" : Pick(Ends) };
            else if (chain[0].Basis is not "observed")
                chain[0] = chain[0] with { Basis = "unknown" };
            if (unsupported && random.Next(4) == 0)
            {
                var at = random.Next(chain.Count);
                chain[at] = chain[at] with { Supports = false };
            }
            var published = dates && random.Next(4) > 0 ? random.Next(0, 8) : -1;
            reports.Add(
                new ReportForm(id, article, random.Next(3) == 0 ? 2 : 1, chain)
                {
                    Published =
                        earlier is not null ? earlier.Published
                        : published < 0 ? null
                        : [published, published + random.Next(1, 3)],
                    ArticleStands = earlier?.ArticleStands ?? (!withdrawn || random.Next(4) > 0),
                    Side = !offSide || random.Next(4) > 0,
                    Requested = requested && random.Next(4) == 0,
                    TakenBackBy =
                        takenBack && random.Next(3) == 0 ? [Pick(random.Next(2) == 0 ? speakers : outlets)] : [],
                }
            );

            void Add(long source)
            {
                if (chain[^1].Source != source)
                    chain.Add(new LinkForm(source, Pick(Middle)));
            }
        }
        // A proposition is on the side or not.
        reports = [.. reports.Select(r => r.Side ? r : r with { Proposition = 3 })];
        if (!reports.Exists(r => r.Side))
            reports[0] = reports[0] with { Side = true, Proposition = 1 };

        var form = new SideForm
        {
            Reports = reports,
            Lenient = Has(8),
            Opposed = Has(2),
        };
        var names = outlets.Concat(speakers).Concat(others).ToList();
        if (Has(3))
            for (var i = random.Next(1, 5); i > 0; i--)
                form.LookAlikes.Add(TwoOf(names));
        if (!plain && Has(3))
            for (var i = random.Next(1, 3); i > 0; i--)
                form.Distinct.Add(
                    form.LookAlikes.Count > 0 && random.Next(3) == 0
                        ? Pick(form.LookAlikes)
                        : TwoOf(unnamed.Count > 1 && random.Next(2) == 0 ? unnamed : names)
                );
        if (Has(3))
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                var pair = TwoOf([.. names, .. unnamed]);
                var from = dates && random.Next(2) == 0 ? random.Next(0, 8) : (long?)null;
                form.Controllers.Add(
                    new(pair[0], pair[1], from, dates && random.Next(2) == 0 ? (from ?? 2) + random.Next(1, 5) : null)
                );
            }
        if (Has(3))
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var pair = TwoOf(random.Next(3) == 0 ? [.. names, .. unnamed] : [.. speakers, .. unnamed]);
                form.Findings.Add(
                    new(
                        form.Findings.Count + 1,
                        pair[0],
                        pair[1],
                        plain || random.Next(2) == 0 ? "sameOrigin" : "established"
                    )
                );
            }
        if (Has(6))
        {
            var pair = TwoOf(names);
            if (!plain || outlets.Contains(pair[0]) == outlets.Contains(pair[1]))
                sources[sources.FindIndex(s => s.Id == pair[0])] = sources.Find(s => s.Id == pair[0])! with
                {
                    MergedInto = pair[1],
                };
        }
        form.Sources.AddRange(sources);
        if (plain)
            return form;
        if (count > 1 && Has(3))
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                var (to, from) = InOrder();
                form.Derivations.Add(new(from, to, null, null, null));
            }
        if (Has(5))
            form.Derivations.Add(
                new(null, null, Pick(reports).Article, null, Pick(random.Next(2) == 0 ? speakers : outlets))
            );
        if (count > 1 && Has(5))
        {
            var (to, from) = InOrder();
            var (earlier, later) = (reports[(int)to - 1].Article, reports[(int)from - 1].Article);
            if (earlier < later && form.Derivations.TrueForAll(d => d.From is null || IsLaterArticle(d)))
                form.Derivations.Add(new(null, null, later, earlier, null));

            bool IsLaterArticle(DerivationForm d) =>
                reports[(int)d.From!.Value - 1].Article > reports[(int)d.To!.Value - 1].Article;
        }
        if (count > 1 && Has(6))
        {
            var (to, from) = InOrder();
            form.Supersedes.Add(new(from, to));
        }
        if (count > 1 && Has(6))
        {
            var (to, from) = InOrder();
            form.Disputes.Add(new(from, to));
        }
        form.Supersedes.RemoveAll(t => reports[(int)t.From - 1].Requested);
        form.Disputes.RemoveAll(t => reports[(int)t.From - 1].Requested);
        return form;

        bool Has(int oneIn) => random.Next(oneIn) == 0;

        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

        long[] TwoOf(List<long> from)
        {
            if (from.Count < 2)
                return [31, 32];
            var one = random.Next(from.Count);
            var other = (one + random.Next(1, from.Count)) % from.Count;
            return [from[one], from[other]];
        }

        (long, long) InOrder()
        {
            var later = random.Next(2, count + 1);
            return (random.Next(1, later), later);
        }
    }
}

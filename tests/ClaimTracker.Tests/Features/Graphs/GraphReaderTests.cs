using System.Net;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Graphs;

/// <summary>What is reached, shown, hidden and cut.</summary>
public sealed class GraphWalkTests(TestDatabase database) : ApiTest(database)
{
    /// <summary>Ids are given in the order of adding in a fresh database: claims 1 to n in a row, each related to the next.</summary>
    private async Task<List<Claim>> ChainAsync(
        int length,
        Func<int, ClaimStatus>? status = null,
        Func<int, string?>? published = null
    )
    {
        await using var stored = await StoredClaims.BeginAsync(App);
        var outlet = stored.Source(SourceKind.Outlet, "Le Ponant");
        var claims = new List<Claim>();
        for (var i = 1; i <= length; i++)
        {
            claims.Add(
                stored.Claim(
                    stored.Article(outlet, published: published?.Invoke(i)),
                    $"Claim {i}.",
                    status?.Invoke(i) ?? ClaimStatus.Accepted
                )
            );
            await stored.FlushAsync();
        }

        for (var i = 1; i < length; i++)
            stored.Relate(claims[i - 1], claims[i], (RelationType)(i % 3));
        await stored.SaveAsync();
        return claims;
    }

    [TestCase(0, new[] { "claim:3" })]
    [TestCase(1, new[] { "claim:3", "claim:2", "claim:4" })]
    [TestCase(2, new[] { "claim:3", "claim:2", "claim:4", "claim:1", "claim:5" })]
    [TestCase(6, new[] { "claim:3", "claim:2", "claim:4", "claim:1", "claim:5", "claim:6" })]
    public async Task Depth_counts_hops_over_relations_in_both_directions(int depth, string[] expected)
    {
        await ChainAsync(6);

        var graph = await ReadGraph.Of(Api, $"claims/3/graph?depth={depth}&include=none");

        Assert.Multiple(() =>
        {
            Assert.That(graph.Nodes, Is.EqualTo(expected));
            Assert.That(graph.Edges, Has.Count.EqualTo(expected.Length - 1));
            Assert.That(graph.Metadata.GetProperty("truncated").GetBoolean(), Is.False);
        });
    }

    [Test]
    public async Task Without_parameters_two_hops_with_sources_and_articles_are_shown()
    {
        await ChainAsync(4);

        var graph = await ReadGraph.Of(Api, "claims/1/graph");

        Assert.That(
            graph.Nodes,
            Is.EqualTo(new[] { "claim:1", "claim:2", "claim:3", "article:1", "article:2", "article:3", "source:1" })
        );
    }

    [Test]
    public async Task A_circle_of_relations_ends_and_shows_each_relation_once()
    {
        var claims = await ChainAsync(3);
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            stored.Relate(claims[2], claims[0]);
            await stored.SaveAsync();
        }

        var graph = await ReadGraph.Of(Api, "claims/1/graph?depth=6&include=none");

        Assert.Multiple(() =>
        {
            Assert.That(graph.Nodes, Is.EquivalentTo(new[] { "claim:1", "claim:2", "claim:3" }));
            Assert.That(graph.Edges, Has.Count.EqualTo(3).And.Unique);
        });
    }

    [Test]
    public async Task What_a_status_hides_is_not_walked_through_but_the_claim_asked_for_is_shown()
    {
        await ChainAsync(5, i => i switch
            {
                1 => ClaimStatus.Rejected,
                3 => ClaimStatus.Rejected,
                _ => ClaimStatus.Accepted,
            });

        var standing = await ReadGraph.Of(Api, "claims/1/graph?depth=6&include=none");
        var all = await ReadGraph.Of(Api, "claims/1/graph?depth=6&include=none&status=accepted,rejected");
        var proposed = await ReadGraph.Of(Api, "claims/1/graph?depth=6&include=none&status=proposed");

        Assert.Multiple(() =>
        {
            Assert.That(standing.Nodes, Is.EqualTo(new[] { "claim:1", "claim:2" }));
            Assert.That(standing.Edges, Has.Count.EqualTo(1));
            Assert.That(all.Nodes, Has.Count.EqualTo(5));
            Assert.That(proposed.Nodes, Is.EqualTo(new[] { "claim:1" }));
        });
    }

    [Test]
    public async Task Only_the_relations_asked_for_are_walked_over()
    {
        await ChainAsync(5);

        var graph = await ReadGraph.Of(Api, "claims/2/graph?depth=6&include=none&relations=contradicts,restates");

        Assert.Multiple(() =>
        {
            Assert.That(graph.Nodes, Is.EqualTo(new[] { "claim:2", "claim:1", "claim:3" }));
            Assert.That(
                graph.Edges,
                Is.EquivalentTo(new[] { "claim:1 contradicts claim:2", "claim:2 restates claim:3" })
            );
        });
    }

    [Test]
    public async Task A_withdrawn_relation_is_neither_shown_nor_walked_over()
    {
        var claims = await ChainAsync(2);
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var other = stored.Claim(stored.Article(null), "Another.");
            await stored.FlushAsync();
            var relation = stored.Relate(other, claims[0], RelationType.Supersedes);
            await stored.FlushAsync();
            stored.Withdraw(relation);
            await stored.SaveAsync();
        }

        var graph = await ReadGraph.Of(Api, "claims/1/graph?include=none");

        Assert.That(graph.Nodes, Is.EqualTo(new[] { "claim:1", "claim:2" }));
    }

    [Test]
    public async Task Dates_of_publication_filter_by_what_they_may_be_and_an_unknown_date_is_neither()
    {
        await ChainAsync(5, published: i => i switch
            {
                2 => "2018-09",
                3 => "2018",
                4 => "2019",
                _ => null,
            });

        var within = await ReadGraph.Of(
            Api,
            "claims/1/graph?depth=6&include=none&publishedFrom=2018-09-30&publishedTo=2018-10"
        );
        var later = await ReadGraph.Of(Api, "claims/4/graph?depth=6&include=none&publishedFrom=2018-10");

        Assert.Multiple(() =>
        {
            Assert.That(within.Nodes, Is.EqualTo(new[] { "claim:1", "claim:2", "claim:3" }));
            Assert.That(later.Nodes, Is.EqualTo(new[] { "claim:4", "claim:3" }));
        });
    }

    [Test]
    public async Task A_cut_takes_claims_by_hop_and_id_and_says_what_it_left_out()
    {
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var article = stored.Article(stored.Source(SourceKind.Outlet, "Le Ponant"));
            var claims = Enumerable
                .Range(1, 8)
                .Select(i => stored.Claim(article, $"Claim {i}.", i == 4 ? ClaimStatus.Rejected : ClaimStatus.Accepted))
                .ToList();
            await stored.FlushAsync();
            foreach (var claim in claims.Skip(1))
                stored.Relate(claim, claims[0]);
            await stored.SaveAsync();
        }

        var graph = await ReadGraph.Of(Api, "claims/1/graph?maxNodes=4");
        var omitted = graph.Metadata.GetProperty("omitted");

        Assert.Multiple(() =>
        {
            Assert.That(graph.Nodes, Is.EqualTo(new[] { "claim:1", "claim:2", "claim:3", "claim:5" }));
            Assert.That(
                graph.Edges,
                Is.EquivalentTo(
                    new[]
                    {
                        "claim:2 corroborates claim:1",
                        "claim:3 corroborates claim:1",
                        "claim:5 corroborates claim:1",
                    }
                )
            );
            Assert.That(graph.Metadata.GetProperty("truncated").GetBoolean(), Is.True);
            Assert.That(omitted.GetProperty("atDepth").GetInt32(), Is.EqualTo(1));
            Assert.That(omitted.GetProperty("claims").GetInt32(), Is.EqualTo(3));
            Assert.That(omitted.GetProperty("articles").GetInt32(), Is.EqualTo(1));
            Assert.That(omitted.GetProperty("sources").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Every_link_of_a_chain_is_one_edge_and_an_agent_is_tied_to_whom_it_acts_for()
    {
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var outlet = stored.Source(SourceKind.Outlet, "Le Ponant");
            var agency = stored.Source(SourceKind.Outlet, "Agence Nord");
            var army = stored.Source(SourceKind.Organization, "The army");
            await stored.FlushAsync();
            var article = stored.Article(outlet, "A title", "2018-09", "fr");
            await stored.FlushAsync();
            var officer = stored.Unnamed(article, "an officer");
            await stored.FlushAsync();
            stored.Claim(article, "Through an agency.", ClaimStatus.Accepted, agency, officer);
            stored.Claim(article, "In its own voice.");
            stored.Claim(stored.Article(null), "Nobody knows who published it.", ClaimStatus.Proposed, army);
            stored.ActsFor(officer, army);
            await stored.SaveAsync();
        }

        var graph = await ReadGraph.Of(Api, "graph?claims=1,2,3&depth=0");
        var withoutArticles = await ReadGraph.Of(Api, "claims/1/graph?include=sources");
        var withoutSources = await ReadGraph.Of(Api, "claims/1/graph?include=articles");

        Assert.Multiple(() =>
        {
            Assert.That(
                graph.Edges,
                Is.EquivalentTo(
                    new[]
                    {
                        "article:1 reports claim:1",
                        "article:1 reports claim:2",
                        "article:2 reports claim:3",
                        "source:1 relays source:2",
                        "source:2 relays source:4",
                        "claim:1 attributedTo source:4",
                        "claim:2 attributedTo source:1",
                        "claim:3 attributedTo source:3",
                        "source:4 actsFor source:3",
                    }
                )
            );
            var relay = graph.Edge("relays:1.1").GetProperty("metadata");
            Assert.That(relay.GetProperty("claimId").GetInt64(), Is.EqualTo(1));
            Assert.That(relay.GetProperty("position").GetInt32(), Is.EqualTo(1));
            Assert.That(relay.GetProperty("basis").GetString(), Is.EqualTo("cites"));
            Assert.That(relay.GetProperty("stance").GetString(), Is.EqualTo("neutral"));
            Assert.That(relay.GetProperty("stated").GetBoolean(), Is.True);
            Assert.That(
                graph.Edge("attributedTo:1").GetProperty("metadata").GetProperty("position").GetInt32(),
                Is.EqualTo(2)
            );
            var claim = graph.Node("claim:1").GetProperty("metadata");
            Assert.That(graph.Node("claim:1").GetProperty("label").GetString(), Is.EqualTo("Through an agency."));
            Assert.That(claim.GetProperty("published").GetString(), Is.EqualTo("2018-09"));
            Assert.That(
                claim.GetProperty("publishedEarliest").GetDateTime(),
                Is.EqualTo(new DateTime(2018, 9, 1, 0, 0, 0, DateTimeKind.Utc))
            );
            Assert.That(claim.GetProperty("language").GetString(), Is.EqualTo("fr"));
            Assert.That(
                graph.Node("source:4").GetProperty("metadata").GetProperty("kind").GetString(),
                Is.EqualTo("unnamed")
            );
            Assert.That(graph.Node("article:2").GetProperty("label").GetString(), Is.EqualTo("article:2"));
            Assert.That(withoutArticles.Nodes, Is.EqualTo(new[] { "claim:1", "source:1", "source:2", "source:4" }));
            Assert.That(withoutSources.Nodes, Is.EqualTo(new[] { "claim:1", "article:1" }));
        });
    }

    [Test]
    public async Task The_claims_of_a_source_and_of_an_article_are_hop_one_and_the_root_is_always_shown()
    {
        await ChainAsync(3);

        var source = await ReadGraph.Of(Api, "sources/1/graph?depth=1&include=none");
        var article = await ReadGraph.Of(Api, "articles/2/graph?depth=1&include=none");
        var further = await ReadGraph.Of(Api, "articles/1/graph?depth=2&include=none");
        var alone = await ReadGraph.Of(Api, "articles/2/graph?depth=0");

        Assert.Multiple(() =>
        {
            Assert.That(source.Nodes, Is.EqualTo(new[] { "source:1", "claim:1", "claim:2", "claim:3" }));
            Assert.That(source.Edges, Has.Member("claim:2 attributedTo source:1"));
            Assert.That(article.Nodes, Is.EqualTo(new[] { "article:2", "claim:2" }));
            Assert.That(article.Edges, Is.EqualTo(new[] { "article:2 reports claim:2" }));
            Assert.That(further.Nodes, Is.EqualTo(new[] { "article:1", "claim:1", "claim:2" }));
            Assert.That(alone.Nodes, Is.EqualTo(new[] { "article:2" }));
        });
    }

    [Test]
    public async Task A_tag_draws_the_articles_and_claims_that_carry_it()
    {
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            stored.Claim(stored.Article(null, tags: "al-Tanf"), "Its article carries the tag.");
            await stored.FlushAsync();
            stored.Claim(stored.Article(null), "Carries it itself.").SetTags(["al-Tanf"]);
            stored.Claim(stored.Article(null), "Neither.");
            await stored.SaveAsync();
        }

        var graph = await ReadGraph.Of(Api, "graph?tag=al-Tanf&include=none");
        var nothing = await ReadGraph.Of(Api, "graph?tag=al-tanf");

        Assert.Multiple(() =>
        {
            Assert.That(graph.Nodes, Is.EqualTo(new[] { "article:1", "claim:2", "claim:1" }));
            Assert.That(nothing.Nodes, Is.Empty);
        });
    }

    [TestCase("claims/99/graph")]
    [TestCase("sources/99/graph")]
    [TestCase("articles/99/graph")]
    [TestCase("graph?claims=1,99")]
    public async Task An_unknown_root_is_not_found(string path)
    {
        await ChainAsync(1);

        var problem = (await Api.Get(path)).ExpectProblem(HttpStatusCode.NotFound, "notFound");

        Assert.That(problem["detail"].GetString(), Does.Contain("99"));
    }

    [TestCase("claims/1/graph?depth=7", "depth")]
    [TestCase("claims/1/graph?depth=two", "depth")]
    [TestCase("claims/1/graph?maxNodes=0", "maxNodes")]
    [TestCase("claims/1/graph?maxNodes=20001", "maxNodes")]
    [TestCase("claims/1/graph?include=none,sources", "include")]
    [TestCase("claims/1/graph?include=people", "include")]
    [TestCase("claims/1/graph?status=accepted,unknown", "status")]
    [TestCase("claims/1/graph?relations=cites", "relations")]
    [TestCase("claims/1/graph?publishedFrom=yesterday", "publishedFrom")]
    [TestCase("claims/1/graph?format=stix", "format")]
    [TestCase("claims/1/graph?asOf=then", "asOf")]
    [TestCase("graph", "")]
    [TestCase("graph?tag=a&claims=1", "")]
    public async Task A_bad_parameter_is_refused_by_its_name(string path, string parameter)
    {
        await ChainAsync(1);

        (await Api.Get(path)).ExpectProblem(HttpStatusCode.BadRequest, "invalid", parameter);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task A_random_graph_is_pulled_as_a_plain_search_finds_it(int seed)
    {
        var random = new Random(seed);
        var between = new Dictionary<(long, long), string>();
        var statuses = new Dictionary<long, ClaimStatus>();
        await using (var stored = await StoredClaims.BeginAsync(App))
        {
            var article = stored.Article(null);
            var claims = Enumerable
                .Range(0, 60)
                .Select(i =>
                    stored.Claim(
                        article,
                        $"Claim {i}.",
                        random.Next(5) == 0 ? ClaimStatus.Rejected : ClaimStatus.Accepted
                    )
                )
                .ToList();
            await stored.FlushAsync();
            for (var n = 0; n < 90; n++)
            {
                var (from, to) = (claims[random.Next(60)], claims[random.Next(60)]);
                if (from != to && !between.ContainsKey((from.Id, to.Id)) && !between.ContainsKey((to.Id, from.Id)))
                {
                    stored.Relate(from, to);
                    between.Add((from.Id, to.Id), $"claim:{from.Id} corroborates claim:{to.Id}");
                }
            }

            await stored.SaveAsync();
            foreach (var claim in claims)
                statuses.Add(claim.Id, claim.Status);
        }

        for (var depth = 0; depth <= 6; depth++)
        {
            var root = random.NextInt64(1, 61);
            var (nodes, edges) = Search(root, depth, between, statuses);

            var graph = await ReadGraph.Of(Api, $"claims/{root}/graph?depth={depth}&include=none");

            Assert.That(graph.Nodes, Is.EqualTo(nodes), $"depth {depth} around {root}");
            Assert.That(graph.Edges, Is.EquivalentTo(edges), $"depth {depth} around {root}");
        }
    }

    /// <summary>Breadth first over lists in memory, one claim at a time.</summary>
    private static (List<string> Nodes, List<string> Edges) Search(
        long root,
        int depth,
        Dictionary<(long From, long To), string> between,
        Dictionary<long, ClaimStatus> statuses
    )
    {
        var hops = new SortedDictionary<long, int> { [root] = 0 };
        var queue = new Queue<long>([root]);
        while (queue.TryDequeue(out var claim))
        {
            foreach (
                var (from, to) in between.Keys.Where(ends =>
                    (ends.From == claim || ends.To == claim) && hops[claim] < depth
                )
            )
            {
                var far = from == claim ? to : from;
                if (statuses[far] == ClaimStatus.Accepted && hops.TryAdd(far, hops[claim] + 1))
                    queue.Enqueue(far);
            }
        }

        var edges = between.Where(relation =>
            hops.TryGetValue(relation.Key.From, out var one)
            && hops.TryGetValue(relation.Key.To, out var other)
            && Math.Min(one, other) < depth
        );
        return (
            [.. hops.OrderBy(hop => hop.Value).ThenBy(hop => hop.Key).Select(hop => $"claim:{hop.Key}")],
            [.. edges.Select(edge => edge.Value)]
        );
    }
}

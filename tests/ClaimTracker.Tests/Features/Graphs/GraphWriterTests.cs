using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Graphs;

/// <summary>Each form, opened as its readers would, with a label that tries to break all of them.</summary>
public sealed class GraphFormTests(TestDatabase database) : ApiTest(database)
{
    private const string Hostile = "He said \"no\" \\n & <b>]]></b> \u0001\u001F\uFFFE\n🕊️ l'été; -> [x=\"y\"] */ \\";

    /// <summary>As it reads where the form has no way to write some of the characters.</summary>
    private static readonly string InXml = Hostile
        .Replace('\u0001', '\uFFFD')
        .Replace('\u001F', '\uFFFD')
        .Replace('\uFFFE', '\uFFFD');

    private static readonly string[] Nodes = ["claim:1", "claim:2", "article:1", "source:1", "source:2"];

    private static readonly string[] Edges =
    [
        "reports:1",
        "reports:2",
        "relays:1.0",
        "attributedTo:1",
        "attributedTo:2",
        "relation:1",
    ];

    [SetUp]
    public async Task FillAsync()
    {
        await using var stored = await StoredClaims.BeginAsync(App);
        var outlet = stored.Source(SourceKind.Outlet, Hostile.Replace("\n", " ", StringComparison.Ordinal));
        var person = stored.Source(SourceKind.Person, "Jeanne Roux");
        await stored.FlushAsync();
        var article = stored.Article(outlet, Hostile, "2018-09?", "fr");
        var first = stored.Claim(article, Hostile, ClaimStatus.Accepted, person);
        await stored.FlushAsync();
        var second = stored.Claim(article, "Plain.");
        await stored.FlushAsync();
        stored.Relate(second, first, RelationType.DerivedFrom);
        await stored.SaveAsync();
    }

    [Test]
    public async Task Json_graph_format_holds_nodes_as_a_map()
    {
        var graph = (await Api.Get("claims/1/graph")).Expect(HttpStatusCode.OK).Json.GetProperty("graph");

        Assert.Multiple(() =>
        {
            Assert.That(graph.GetProperty("directed").GetBoolean(), Is.True);
            Assert.That(graph.GetProperty("nodes").EnumerateObject().Select(node => node.Name), Is.EquivalentTo(Nodes));
            Assert.That(
                graph.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("id").GetString()),
                Is.EquivalentTo(Edges)
            );
            Assert.That(
                graph.GetProperty("nodes").GetProperty("claim:1").GetProperty("label").GetString(),
                Is.EqualTo(Hostile)
            );
            Assert.That(graph.GetProperty("metadata").GetProperty("roots")[0].GetString(), Is.EqualTo("claim:1"));
        });
    }

    [Test]
    public async Task Cytoscape_json_holds_elements_with_data()
    {
        var answer = (await Api.Get("claims/1/graph?format=cytoscape")).Expect(HttpStatusCode.OK).Json;
        var nodes = answer
            .GetProperty("elements")
            .GetProperty("nodes")
            .EnumerateArray()
            .Select(node => node.GetProperty("data"))
            .ToList();
        var edges = answer
            .GetProperty("elements")
            .GetProperty("edges")
            .EnumerateArray()
            .Select(edge => edge.GetProperty("data"))
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(nodes.Select(node => node.GetProperty("id").GetString()), Is.EquivalentTo(Nodes));
            Assert.That(edges.Select(edge => edge.GetProperty("id").GetString()), Is.EquivalentTo(Edges));
            Assert.That(
                nodes.Select(node => node.GetProperty("id").GetString()),
                Is.SupersetOf(edges.Select(edge => edge.GetProperty("target").GetString()).Distinct())
            );
            Assert.That(nodes[0].GetProperty("label").GetString(), Is.EqualTo(Hostile));
            Assert.That(
                edges
                    .Single(edge => edge.GetProperty("id").GetString() == "relays:1.0")
                    .GetProperty("position")
                    .GetInt32(),
                Is.Zero
            );
            Assert.That(
                edges
                    .Single(edge => edge.GetProperty("id").GetString() == "relays:1.0")
                    .GetProperty("stated")
                    .GetBoolean(),
                Is.True
            );
        });
    }

    [Test]
    public async Task Graphml_declares_every_key_it_uses()
    {
        XNamespace ns = "http://graphml.graphdrawing.org/xmlns";
        var root = await XmlAsync("claims/1/graph?format=graphml", "application/graphml+xml");
        var keys = root.Elements(ns + "key").ToDictionary(key => key.Attribute("id")!.Value);
        var graph = root.Element(ns + "graph")!;
        string? Data(XElement owner, string name) =>
            owner
                .Elements(ns + "data")
                .SingleOrDefault(data => keys[data.Attribute("key")!.Value].Attribute("attr.name")!.Value == name)
                ?.Value;

        Assert.Multiple(() =>
        {
            Assert.That(graph.Attribute("edgedefault")!.Value, Is.EqualTo("directed"));
            Assert.That(
                graph.Elements(ns + "node").Select(node => node.Attribute("id")!.Value),
                Is.EquivalentTo(Nodes)
            );
            Assert.That(
                graph.Elements(ns + "edge").Select(edge => edge.Attribute("id")!.Value),
                Is.EquivalentTo(Edges)
            );
            Assert.That(
                graph
                    .Descendants(ns + "data")
                    .All(data =>
                        keys[data.Attribute("key")!.Value].Attribute("for")!.Value == data.Parent!.Name.LocalName
                    )
            );
            Assert.That(Data(graph.Elements(ns + "node").First(), "label"), Is.EqualTo(InXml));
            Assert.That(Data(graph, "truncated"), Is.EqualTo("false"));
        });
    }

    [Test]
    public async Task Gexf_declares_every_attribute_it_uses()
    {
        XNamespace ns = "http://www.gexf.net/1.2draft";
        var root = await XmlAsync("claims/1/graph?format=gexf", "application/gexf+xml");
        var graph = root.Element(ns + "graph")!;
        var declared = graph
            .Elements(ns + "attributes")
            .SelectMany(list =>
                list.Elements(ns + "attribute")
                    .Select(one => (list.Attribute("class")!.Value, one.Attribute("id")!.Value))
            )
            .ToHashSet();
        var used = graph
            .Descendants(ns + "attvalue")
            .Select(value => (value.Parent!.Parent!.Name.LocalName, value.Attribute("for")!.Value))
            .ToHashSet();

        Assert.Multiple(() =>
        {
            Assert.That(root.Attribute("version")!.Value, Is.EqualTo("1.2"));
            Assert.That(used, Is.SubsetOf(declared));
            Assert.That(
                graph.Element(ns + "nodes")!.Elements(ns + "node").Select(node => node.Attribute("id")!.Value),
                Is.EquivalentTo(Nodes)
            );
            Assert.That(
                graph.Element(ns + "edges")!.Elements(ns + "edge").Select(edge => edge.Attribute("id")!.Value),
                Is.EquivalentTo(Edges)
            );
            Assert.That(
                graph.Element(ns + "nodes")!.Elements(ns + "node").First().Attribute("label")!.Value,
                Is.EqualTo(InXml)
            );
        });
    }

    [Test]
    public async Task Dot_reads_back_token_by_token()
    {
        var answer = (await Api.Get("claims/1/graph?format=dot")).Expect(HttpStatusCode.OK);
        var graph = DotReader.Read(answer.Text);

        Assert.Multiple(() =>
        {
            Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/vnd.graphviz"));
            Assert.That(graph.Nodes.Keys, Is.EquivalentTo(Nodes));
            Assert.That(graph.Edges.Select(edge => edge.Attributes["id"]), Is.EquivalentTo(Edges));
            Assert.That(
                graph.Edges.Select(edge => edge.To).Union(graph.Edges.Select(edge => edge.From)),
                Is.SubsetOf(Nodes)
            );
            Assert.That(
                graph.Nodes["claim:1"]["label"],
                Is.EqualTo(Hostile.Replace('\u0001', '\uFFFD').Replace('\u001F', '\uFFFD'))
            );
        });
    }

    [Test]
    public async Task Json_ld_says_what_prov_and_schema_have_words_for()
    {
        var answer = (await Api.Get("claims/1/graph", ("Accept", "application/ld+json"))).Expect(HttpStatusCode.OK);
        var context = answer["@context"];
        var resources = answer["@graph"].EnumerateArray().ToList();
        var prefixes = resources
            .SelectMany(Names)
            .Where(name => name[0] != '@')
            .Select(name => name.Split(':')[0])
            .Distinct()
            .ToList();
        IEnumerable<string?> Said(string subject, string property) =>
            resources
                .Where(resource =>
                    resource.TryGetProperty("@id", out var id)
                    && id.GetString() == subject
                    && resource.TryGetProperty(property, out _)
                )
                .Select(resource =>
                    resource.GetProperty(property) is { ValueKind: JsonValueKind.Object } reference
                        ? reference.GetProperty("@id").GetString()
                        : resource.GetProperty(property).GetString()
                );

        Assert.Multiple(() =>
        {
            Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/ld+json"));
            Assert.That(prefixes, Is.SubsetOf(context.EnumerateObject().Select(term => term.Name)));
            Assert.That(Said("claim:1", "schema:text"), Is.EqualTo(new[] { Hostile }));
            Assert.That(Said("claim:1", "prov:wasAttributedTo"), Is.EqualTo(new[] { "source:2" }));
            Assert.That(Said("claim:1", "prov:wasQuotedFrom"), Is.EqualTo(new[] { "article:1" }));
            Assert.That(Said("claim:2", "prov:wasDerivedFrom"), Is.EqualTo(new[] { "claim:1" }));
            Assert.That(Said("article:1", "schema:datePublished"), Is.EqualTo(new[] { "2018-09?" }));
            Assert.That(Said("edge:relays:1.0", "ct:to"), Is.EqualTo(new[] { "source:2" }));
        });
    }

    [TestCase(null, "application/json")]
    [TestCase("*/*", "application/json")]
    [TestCase("application/*", "application/json")]
    [TestCase("application/vnd.jgf+json", "application/vnd.jgf+json")]
    [TestCase("text/html, application/graphml+xml;q=0.5, */*;q=0.1", "application/graphml+xml")]
    [TestCase("application/json;q=0.2, application/gexf+xml;q=0.9", "application/gexf+xml")]
    [TestCase("application/json;q=0, application/*", "application/vnd.jgf+json")]
    [TestCase("text/*", "text/vnd.graphviz")]
    public async Task Accept_chooses_the_form(string? accept, string expected)
    {
        var answer = (await Api.Get("claims/1/graph", accept is null ? [] : [("Accept", accept)])).Expect(
            HttpStatusCode.OK
        );

        Assert.Multiple(() =>
        {
            Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo(expected));
            Assert.That(answer.Response.Headers.Vary, Has.Member("Accept"));
        });
    }

    [TestCase("text/html")]
    [TestCase("application/stix+json")]
    [TestCase("application/json;q=0")]
    public async Task What_no_form_is_written_in_is_not_acceptable(string accept)
    {
        (await Api.Get("claims/1/graph", ("Accept", accept))).ExpectProblem(
            HttpStatusCode.NotAcceptable,
            "notAcceptable"
        );
    }

    [Test]
    public async Task The_format_wins_over_accept()
    {
        var answer = (await Api.Get("claims/1/graph?format=gexf", ("Accept", "text/html"))).Expect(HttpStatusCode.OK);

        Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/gexf+xml"));
    }

    private async Task<XElement> XmlAsync(string path, string mediaType)
    {
        var answer = (await Api.Get(path)).Expect(HttpStatusCode.OK);
        Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo(mediaType));
        using var reader = XmlReader.Create(
            new StringReader(answer.Text),
            new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit }
        );
        return XElement.Load(reader);
    }

    private static IEnumerable<string> Names(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value
                .EnumerateObject()
                .SelectMany(property => Names(property.Value).Prepend(property.Name)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
            _ => [],
        };

    /// <summary>Reads the part of DOT that we write: statements of quoted or bare names, arrows, and attribute lists.</summary>
    private sealed class DotReader
    {
        private readonly List<string> tokens = [];
        private int next;

        public Dictionary<string, Dictionary<string, string>> Nodes { get; } = [];

        public List<(string From, string To, Dictionary<string, string> Attributes)> Edges { get; } = [];

        public static DotReader Read(string text)
        {
            var reader = new DotReader();
            reader.Tokenize(text);
            reader.Expect("digraph", "claims", "{");
            while (reader.tokens[reader.next] != "}")
                reader.Statement();
            reader.Expect("}");
            Assert.That(reader.next, Is.EqualTo(reader.tokens.Count), "Something follows the graph.");
            return reader;
        }

        private void Statement()
        {
            var name = Name();
            if (Takes("="))
            {
                Name();
            }
            else if (Takes("->"))
            {
                var to = Name();
                Edges.Add((name, to, Attributes()));
            }
            else
            {
                Nodes.Add(name, Attributes());
            }

            Expect(";");
        }

        private Dictionary<string, string> Attributes()
        {
            var attributes = new Dictionary<string, string>();
            Expect("[");
            do
            {
                var name = Name();
                Expect("=");
                attributes.Add(name, Name());
            } while (Takes(","));
            Expect("]");
            return attributes;
        }

        private bool Takes(string token)
        {
            var isNext = tokens[next] == token;
            next += isNext ? 1 : 0;
            return isNext;
        }

        private void Expect(params string[] expected)
        {
            foreach (var token in expected)
                Assert.That(tokens[next++], Is.EqualTo(token));
        }

        // A name in quotes keeps its opening quote as a mark, so that it is never taken for punctuation.
        private string Name() => tokens[next++].TrimStart('\0');

        private void Tokenize(string text)
        {
            for (var i = 0; i < text.Length; )
            {
                if (char.IsWhiteSpace(text[i]))
                {
                    i++;
                }
                else if (text[i] == '"')
                {
                    var name = new StringBuilder("\0");
                    for (i++; text[i] != '"'; i++)
                        name.Append(
                            text[i] != '\\' ? text[i]
                            : text[++i] == 'n' ? '\n'
                            : text[i]
                        );
                    tokens.Add(name.ToString());
                    i++;
                }
                else if (char.IsAsciiLetter(text[i]))
                {
                    var start = i;
                    while (char.IsAsciiLetterOrDigit(text[i]))
                        i++;
                    tokens.Add(text[start..i]);
                }
                else
                {
                    var length = text[i] == '-' ? 2 : 1;
                    tokens.Add(text.Substring(i, length));
                    i += length;
                }
            }
        }
    }
}

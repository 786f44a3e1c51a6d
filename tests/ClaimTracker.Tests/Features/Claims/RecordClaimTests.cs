using System.Net;
using System.Text.Json;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Features.Claims;

public sealed class RecordClaimTests(TestDatabase database) : ClaimTest(database)
{
    [Test]
    public async Task A_claim_through_two_sources_is_accepted_at_once_with_roles_bases_and_mode_derived()
    {
        var article = await ArticleAsync();

        var answer = (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[] { new { quote = "« L'arme\u0301e a repris deux villages »" } },
                    statement = "L'armée syrienne a repris deux villages.",
                    attribution = new object[]
                    {
                        new
                        {
                            source = new { name = "Reuters", kind = "outlet" },
                            mention = new { quote = "Reuters" },
                            basis = "told",
                        },
                        new
                        {
                            source = new
                            {
                                name = "une source militaire",
                                kind = "unnamed",
                                office = "militaire",
                            },
                            mention = new { quote = "une source militaire" },
                            cue = new { quote = "a déclaré une source" },
                        },
                    },
                    eventDate = "2018-09",
                    tags = new[] { "villages", "bilan", "bilan" },
                }
            )
        ).Expect(HttpStatusCode.Created);

        var read = (await Api.Get(answer.Location!)).Expect(HttpStatusCode.OK);
        var chain = Chain(read);
        Assert.Multiple(() =>
        {
            Assert.That(read.Text, Is.EqualTo(answer.Text));
            Assert.That(read.ETag, Is.EqualTo("\"1\""));
            Assert.That(read["status"].GetString(), Is.EqualTo("accepted"));
            Assert.That(read["decidedBy"].GetString(), Is.EqualTo("local"));
            Assert.That(read["mode"].GetString(), Is.EqualTo("direct"));
            Assert.That(read["modality"].GetString(), Is.EqualTo("asserted"));
            Assert.That(read["confidence"].ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(
                read["tags"].EnumerateArray().Select(tag => tag.GetString()),
                Is.EqualTo(new[] { "bilan", "villages" })
            );
            Assert.That(read["article"].GetProperty("outlet").GetProperty("name").GetString(), Is.EqualTo("Le Ponant"));
            Assert.That(
                chain.Select(link => link.GetProperty("role").GetString()),
                Is.EqualTo(new[] { "publisher", "relay", "origin" })
            );
            Assert.That(
                chain.Select(link => link.GetProperty("basis").GetString()),
                Is.EqualTo(new[] { "cites", "told", "speaks" })
            );
            Assert.That(chain.Select(link => link.GetProperty("position").GetInt32()), Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(chain[2].GetProperty("source").GetProperty("office").GetString(), Is.EqualTo("militaire"));
            Assert.That(
                chain[2].GetProperty("cue").GetProperty("quote").GetString(),
                Is.EqualTo("a déclaré une source")
            );
        });
    }

    [Test]
    public async Task Offsets_are_code_points_before_and_after_emoji_and_combining_accents()
    {
        var article = await ArticleAsync();
        const string quote = "arme\u0301e";

        var claim = (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[]
                    {
                        new
                        {
                            start = 7,
                            end = 13,
                            quote,
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.Created);

        var span = claim["content"][0];
        Assert.Multiple(() =>
        {
            Assert.That(
                Text.IndexOf(quote, StringComparison.Ordinal),
                Is.EqualTo(8),
                "the emoji takes two UTF-16 units"
            );
            Assert.That(span.GetProperty("quote").GetString(), Is.EqualTo(quote));
            Assert.That(span.GetProperty("prefix").GetString(), Is.EqualTo("🕊️ « L'"));
            Assert.That(span.GetProperty("suffix").GetString(), Does.StartWith(" a repris"));
            Assert.That(span.GetProperty("textVersion").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_claim_without_attribution_is_the_outlets_own_voice_and_its_lineage_is_unknown()
    {
        var claim = await ClaimAsync(await ArticleAsync(), "Deux villages");

        Assert.Multiple(() =>
        {
            Assert.That(claim["mode"].GetString(), Is.EqualTo("narration"));
            Assert.That(claim["statement"].GetString(), Is.EqualTo("Deux villages"));
            Assert.That(Chain(claim).Single().GetProperty("role").GetString(), Is.EqualTo("publisher"));
            Assert.That(Chain(claim).Single().GetProperty("basis").GetString(), Is.EqualTo("unknown"));
        });
    }

    [Test]
    public async Task An_unknown_publisher_is_link_0_without_id_and_name()
    {
        var article = (await Api.Post("articles", new { text = Text, extract = false }))
            .Expect(HttpStatusCode.Created)
            .Id;
        var claim = await ClaimAsync(
            article,
            "l'ennemi a fui",
            new object[]
            {
                new
                {
                    position = 0,
                    role = "publisher",
                    source = new
                    {
                        id = (long?)null,
                        name = (string?)null,
                        kind = "outlet",
                    },
                },
                new { source = new { name = "colonel Haddad", kind = "person" } },
            }
        );

        var publisher = Chain(claim)[0].GetProperty("source");
        Assert.Multiple(() =>
        {
            Assert.That(publisher.GetProperty("id").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(publisher.GetProperty("name").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(publisher.GetProperty("kind").GetString(), Is.EqualTo("outlet"));
            Assert.That(Chain(claim), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task Content_may_be_discontinuous_and_spans_of_different_claims_may_overlap()
    {
        var article = await ArticleAsync();
        await ClaimAsync(article, "est finie » et « l'ennemi");

        var claim = (
            await Api.Post(
                $"articles/{article}/claims",
                new
                {
                    content = new[]
                    {
                        new { quote = "« L'offensive est finie »" },
                        new { quote = "« l'ennemi a fui »" },
                    },
                    attribution = new[] { new { source = new { name = "Haddad", kind = "person" } } },
                }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.Multiple(() =>
        {
            Assert.That(claim["content"].GetArrayLength(), Is.EqualTo(2));
            Assert.That(claim["statement"].GetString(), Is.EqualTo("« L'offensive est finie » « l'ennemi a fui »"));
        });
    }

    [TestCase("""[{"start":0,"end":100000}]""", "spanOutsideText", "content[0].end")]
    [TestCase("""[{"start":-1,"end":5}]""", "spanOutsideText", "content[0].start")]
    [TestCase("""[{"start":5,"end":5}]""", "emptySpan", "content[0].end")]
    [TestCase("""[{"start":9,"end":5}]""", "reversedSpan", "content[0].end")]
    [TestCase("""[{"start":5,"end":9},{"start":8,"end":12}]""", "overlappingSpans", "content[1].start")]
    [TestCase("""[{"start":15,"end":19},{"start":8,"end":12}]""", "unorderedSpans", "content[1].start")]
    [TestCase("""[{"quote":"nulle part"}]""", "quoteNotFound", "content[0].quote")]
    [TestCase("""[{"start":7,"end":13,"textVersion":2}]""", "textVersionDiffers", "content[0].textVersion")]
    public async Task A_span_that_is_not_in_the_text_is_refused(string content, string code, string fault)
    {
        var article = await ArticleAsync();

        await Refused(
            () => Api.Post($"articles/{article}/claims", $$"""{"content":{{content}}}"""),
            HttpStatusCode.UnprocessableEntity,
            code,
            fault
        );

        Assert.That((await Api.Get($"articles/{article}/claims")).Items, Is.Empty);
    }

    [Test]
    public async Task A_quote_that_differs_from_the_text_is_refused_with_what_stands_there()
    {
        var article = await ArticleAsync();

        var answer = await Refused(
            () =>
                Api.Post(
                    $"articles/{article}/claims",
                    new
                    {
                        content = new[]
                        {
                            new
                            {
                                start = 7,
                                end = 13,
                                quote = "armée",
                            },
                        },
                    }
                ),
            HttpStatusCode.UnprocessableEntity,
            "quoteDiffers",
            "content[0].quote"
        );

        Assert.That(answer["found"].GetString(), Is.EqualTo("arme\u0301e"));
    }

    [Test]
    public async Task A_quote_that_stands_twice_is_refused_with_its_positions_and_found_by_its_prefix()
    {
        var article = await ArticleAsync("Un mot. 🕊️ Un mot.");

        var answer = await Refused(
            () => Api.Post($"articles/{article}/claims", new { content = new[] { new { quote = "Un mot." } } }),
            HttpStatusCode.UnprocessableEntity,
            "ambiguousQuote",
            "content[0].quote"
        );
        var claim = (
            await Api.Post(
                $"articles/{article}/claims",
                new { content = new[] { new { quote = "Un mot.", prefix = "🕊️ " } } }
            )
        ).Expect(HttpStatusCode.Created);

        Assert.Multiple(() =>
        {
            Assert.That(answer["positions"].EnumerateArray().Select(p => p.GetInt32()), Is.EqualTo(new[] { 0, 11 }));
            Assert.That(claim["content"][0].GetProperty("start").GetInt32(), Is.EqualTo(11));
        });
    }

    [TestCase("""{"content":[]}""", "content")]
    [TestCase("""{"content":[{"start":3}]}""", "content[0]")]
    [TestCase("""{"content":[{}]}""", "content[0]")]
    [TestCase("""{"content":[{"start":"3","end":4}]}""", "content[0].start")]
    [TestCase("""{"content":[{"start":3.5,"end":4}]}""", "content[0].start")]
    [TestCase("""{"content":[{"quote":"a\u0000"}]}""", "content[0].quote")]
    [TestCase("""{"content":[{"quote":"\ud83d"}]}""", "content[0].quote")]
    [TestCase("""{"content":[{"quote":"x","exact":"x"}]}""", "content[0].exact")]
    [TestCase("""{"statement":"x"}""", "content")]
    [TestCase("""{"content":[{"start":3,"end":4}],"statement":" "}""", "statement")]
    [TestCase("""{"content":[{"start":3,"end":4}],"eventDate":"hier"}""", "eventDate")]
    [TestCase("""{"content":[{"start":3,"end":4}],"modality":"Asserted"}""", "modality")]
    [TestCase("""{"content":[{"start":3,"end":4}],"tags":["a","b,c"]}""", "tags")]
    [TestCase("""{"content":[{"start":3,"end":4}],"attribution":[{}]}""", "attribution[0].source")]
    [TestCase("""{"content":[{"start":3,"end":4}],"attribution":[{"source":{}}]}""", "attribution[0].source")]
    [TestCase(
        """{"content":[{"start":3,"end":4}],"attribution":[{"source":{"name":"X"}}]}""",
        "attribution[0].source.kind"
    )]
    [TestCase(
        """{"content":[{"start":3,"end":4}],"attribution":[{"source":{"kind":"person"}}]}""",
        "attribution[0].source.name"
    )]
    [TestCase(
        """{"content":[{"start":3,"end":4}],"attribution":[{"source":{"name":"\u200b","kind":"person"}}]}""",
        "attribution[0].source.name"
    )]
    [TestCase(
        """{"content":[{"start":3,"end":4}],"attribution":[{"source":{"id":1},"mention":{"end":4}}]}""",
        "attribution[0].mention"
    )]
    [TestCase(
        """{"content":[{"start":3,"end":4}],"attribution":[{"source":{"id":1},"stated":false}]}""",
        "attribution[0].note"
    )]
    [TestCase(
        """{"content":[{"start":3,"end":4}],"attribution":[{"source":{"id":1},"evidence":[{"url":"ftp://x"}]}]}""",
        "attribution[0].evidence[0].url"
    )]
    public async Task A_body_of_another_shape_is_refused_at_its_path(string body, string fault)
    {
        var article = await ArticleAsync();

        await Refused(() => Api.Post($"articles/{article}/claims", body), HttpStatusCode.BadRequest, "invalid", fault);
    }

    [Test]
    public async Task A_content_that_no_statement_could_hold_is_refused()
    {
        var article = await ArticleAsync(new string('a', 30_000));

        await Refused(
            () => Api.Post($"articles/{article}/claims", new { content = new[] { new { start = 0, end = 30_000 } } }),
            HttpStatusCode.UnprocessableEntity,
            "contentTooLong",
            "content"
        );
    }

    [Test]
    public async Task An_unknown_article_is_not_found()
    {
        await Refused(
            () => Api.Post("articles/77/claims", new { content = new[] { new { quote = "x" } } }),
            HttpStatusCode.NotFound,
            "notFound"
        );
    }

    [Test]
    public async Task The_same_ref_is_the_same_source_and_an_unnamed_source_without_ref_or_id_is_always_new()
    {
        var article = await ArticleAsync();
        object Unnamed(string? name) =>
            new
            {
                source = new
                {
                    @ref = name,
                    name = "une source",
                    kind = "unnamed",
                },
            };

        var loop = await ClaimAsync(
            article,
            "l'ennemi a fui",
            new object[]
            {
                Unnamed("a"),
                new { source = new { name = "Reuters", kind = "outlet" } },
                new { source = new { @ref = "a" } },
            }
        );
        var first = await ClaimAsync(article, "l'ennemi a fui", new[] { Unnamed(null) });
        var second = await ClaimAsync(article, "l'ennemi a fui", new[] { Unnamed(null) });

        var ids = new[] { SourceId(Chain(loop)[1]), SourceId(Chain(first)[1]), SourceId(Chain(second)[1]) };
        Assert.Multiple(() =>
        {
            Assert.That(SourceId(Chain(loop)[3]), Is.EqualTo(ids[0]));
            Assert.That(ids, Is.Unique);
        });
    }

    [Test]
    public async Task A_named_source_is_found_again_by_its_folded_name_and_the_outlet_may_be_sent_or_left_out()
    {
        var article = await ArticleAsync();
        var haddad = new { source = new { name = "Colonel Haddad", kind = "person" } };

        var without = await ClaimAsync(article, "l'ennemi a fui", new object[] { haddad });
        var with = await ClaimAsync(
            article,
            "l'ennemi a fui",
            new object[]
            {
                new
                {
                    position = 0,
                    role = "publisher",
                    source = new { name = "le  PONANT", kind = "outlet" },
                },
                new
                {
                    position = 1,
                    role = "origin",
                    source = new { name = "COLONEL haddad", kind = "person" },
                },
            }
        );

        Assert.That(Chain(with).Select(SourceId), Is.EqualTo(Chain(without).Select(SourceId)));
    }

    [TestCase("""[{"source":{"id":999}}]""", "unknownSource", "attribution[0].source.id")]
    [TestCase("""[{"source":{"ref":"x"}}]""", "unknownRef", "attribution[0].source.ref")]
    [TestCase("""[{"source":{"id":1,"name":"Reuters"}}]""", "sourceDiffers", "attribution[0].source.name")]
    [TestCase("""[{"source":{"id":1,"kind":"person"}}]""", "sourceDiffers", "attribution[0].source.kind")]
    [TestCase(
        """[{"source":{"ref":"x","name":"A","kind":"person"}},{"source":{"ref":"x","name":"B","kind":"person"}}]""",
        "sourceDiffers",
        "attribution[1].source.name"
    )]
    [TestCase(
        """[{"position":0,"source":{"name":"Reuters","kind":"outlet"}}]""",
        "wrongPublisher",
        "attribution[0].source"
    )]
    [TestCase(
        """[{"role":"publisher","source":{"name":"Reuters","kind":"outlet"}}]""",
        "wrongPublisher",
        "attribution[0].source"
    )]
    [TestCase(
        """[{"source":{"kind":"outlet"}},{"source":{"name":"A","kind":"person"}}]""",
        "wrongPublisher",
        "attribution[0].source"
    )]
    [TestCase(
        """[{"position":2,"source":{"name":"Reuters","kind":"outlet"}}]""",
        "placeDiffers",
        "attribution[0].position"
    )]
    [TestCase(
        """[{"role":"relay","source":{"name":"Reuters","kind":"outlet"}}]""",
        "placeDiffers",
        "attribution[0].role"
    )]
    [TestCase("""[{"source":{"id":1}},{"source":{"id":1}}]""", "sourceTwiceInARow", "attribution[1].source")]
    [TestCase(
        """[{"basis":"cites","source":{"name":"A","kind":"person"}}]""",
        "basisOutOfPlace",
        "attribution[0].basis"
    )]
    [TestCase(
        """[{"source":{"name":"A","kind":"person"},"cue":{"quote":"absent"}}]""",
        "quoteNotFound",
        "attribution[0].cue.quote"
    )]
    public async Task A_chain_that_breaks_a_rule_is_refused_at_its_link(string attribution, string code, string fault)
    {
        var article = await ArticleAsync();

        await Refused(
            () =>
                Api.Post(
                    $"articles/{article}/claims",
                    $$"""{"content":[{"start":3,"end":9}],"attribution":{{attribution}}}"""
                ),
            HttpStatusCode.UnprocessableEntity,
            code,
            fault
        );
    }

    [Test]
    public async Task An_unnamed_source_of_another_article_is_refused()
    {
        var elsewhere = await ClaimAsync(
            await ArticleAsync(),
            "l'ennemi a fui",
            new[] { new { source = new { name = "un soldat", kind = "unnamed" } } }
        );
        var article = await ArticleAsync(Text + " Bis.");

        await Refused(
            () =>
                Api.Post(
                    $"articles/{article}/claims",
                    new
                    {
                        content = new[] { new { quote = "l'ennemi a fui" } },
                        attribution = new[] { new { source = new { id = SourceId(Chain(elsewhere)[1]) } } },
                    }
                ),
            HttpStatusCode.UnprocessableEntity,
            "unnamedSourceElsewhere",
            "attribution[0].source.id"
        );
    }

    [Test]
    public async Task The_same_request_sent_again_with_its_key_makes_one_claim()
    {
        var article = await ArticleAsync();
        var body = new { content = new[] { new { quote = "l'ennemi a fui" } } };

        var first = (await Api.Post($"articles/{article}/claims", body, ("Idempotency-Key", "k"))).Expect(
            HttpStatusCode.Created
        );
        var again = (await Api.Post($"articles/{article}/claims", body, ("Idempotency-Key", "k"))).Expect(
            HttpStatusCode.Created
        );

        Assert.Multiple(() =>
        {
            Assert.That(again.Text, Is.EqualTo(first.Text));
            Assert.That(again.Location, Is.EqualTo(first.Location));
            Assert.That(again.ETag, Is.EqualTo(first.ETag));
        });
        Assert.That((await Api.Get($"articles/{article}/claims")).Items, Has.Count.EqualTo(1));
    }
}

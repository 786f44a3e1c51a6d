using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Tests.Domain.Claims;

public sealed class AttributionChainTests
{
    private static readonly AuditStamp Now = new("analyst", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly Source Outlet = Source.Named(SourceKind.Outlet, "Le Ponant", SourceStatus.Accepted, Now);
    private static readonly Source Reuters = Source.Named(SourceKind.Outlet, "Reuters", SourceStatus.Accepted, Now);
    private static readonly Source Ministry = Source.Named(
        SourceKind.Organization,
        "the ministry",
        SourceStatus.Accepted,
        Now
    );
    private static readonly Source Haddad = Source.Named(SourceKind.Person, "Haddad", SourceStatus.Accepted, Now);
    private static readonly Source Nobody = Source.Unnamed(
        null,
        new Article("x", Outlet, Now),
        SourceStatus.Accepted,
        Now
    );

    private static IReadOnlyList<AttributionLink> Chain(Source? outlet, params LinkDraft[] drafts) =>
        AttributionChain.Create(drafts, outlet, "links");

    private static DomainRuleException Refused(Source? outlet, params LinkDraft[] drafts) =>
        Assert.Throws<DomainRuleException>(() => Chain(outlet, drafts))!;

    [Test]
    public void The_outlet_is_added_once_and_roles_and_bases_follow_from_the_place()
    {
        var added = Chain(Outlet, new LinkDraft(Reuters), new LinkDraft(Ministry), new LinkDraft(Haddad));
        var sent = Chain(
            Outlet,
            new LinkDraft(Outlet),
            new LinkDraft(Reuters),
            new LinkDraft(Ministry),
            new LinkDraft(Haddad)
        );

        foreach (var chain in (IReadOnlyList<AttributionLink>[])[added, sent])
            Assert.Multiple(() =>
            {
                Assert.That(chain.Select(link => link.Source), Is.EqualTo(new[] { Outlet, Reuters, Ministry, Haddad }));
                Assert.That(
                    chain.Select(link => link.Role),
                    Is.EqualTo(new[] { LinkRole.Publisher, LinkRole.Relay, LinkRole.Relay, LinkRole.Origin })
                );
                Assert.That(
                    chain.Select(link => link.Basis),
                    Is.EqualTo(new[] { Basis.Cites, Basis.Cites, Basis.Cites, Basis.Speaks })
                );
                Assert.That(chain.Select(link => link.Position), Is.EqualTo(new[] { 0, 1, 2, 3 }));
            });
    }

    [Test]
    public void A_chain_of_one_link_is_of_unknown_lineage_for_an_outlet_and_speaks_for_any_other()
    {
        Assert.That(Chain(Outlet).Single().Basis, Is.EqualTo(Basis.Unknown));
        Assert.That(Chain(null).Single().Basis, Is.EqualTo(Basis.Unknown));
        Assert.That(Chain(Ministry).Single().Basis, Is.EqualTo(Basis.Speaks));
        Assert.That(
            Chain(Outlet, new LinkDraft(Outlet) { Basis = Basis.Observed }).Single().Basis,
            Is.EqualTo(Basis.Observed)
        );
    }

    [Test]
    public void An_outlet_at_the_end_speaks_and_a_source_that_is_not_expressed_is_unknown()
    {
        Assert.That(Chain(Outlet, new LinkDraft(Reuters))[^1].Basis, Is.EqualTo(Basis.Speaks));
        Assert.That(Chain(Outlet, new LinkDraft(Nobody))[^1].Basis, Is.EqualTo(Basis.Unknown));
    }

    [Test]
    public void A_source_may_come_back_later_but_not_twice_in_a_row()
    {
        Assert.That(Chain(Outlet, new LinkDraft(Reuters), new LinkDraft(Outlet)), Has.Count.EqualTo(3));
        Assert.That(
            Refused(Outlet, new LinkDraft(Reuters), new LinkDraft(Reuters)).Parameter,
            Is.EqualTo("links[1].source")
        );
        Assert.That(
            Refused(Outlet, new LinkDraft(Outlet), new LinkDraft(Outlet)).Code,
            Is.EqualTo("sourceTwiceInARow")
        );
    }

    [TestCase(Basis.Speaks, Basis.Speaks, "links[0].basis")]
    [TestCase(Basis.Unknown, Basis.Speaks, "links[0].basis")]
    [TestCase(Basis.Told, Basis.Cites, "links[1].basis")]
    [TestCase(Basis.Told, Basis.Republishes, "links[1].basis")]
    public void A_basis_out_of_its_place_is_refused_where_it_was_sent(Basis relay, Basis origin, string field)
    {
        var domainRuleException = Refused(
            Outlet,
            new LinkDraft(Reuters) { Basis = relay },
            new LinkDraft(Haddad) { Basis = origin }
        );

        Assert.That((domainRuleException.Code, domainRuleException.Parameter), Is.EqualTo(("basisOutOfPlace", field)));
    }

    [Test]
    public void Nobody_but_the_outlet_is_link_0()
    {
        Assert.That(Refused(Outlet, new LinkDraft(Reuters) { IsPublisher = true }).Code, Is.EqualTo("wrongPublisher"));
        Assert.That(Refused(null, new LinkDraft(Reuters) { IsPublisher = true }).Code, Is.EqualTo("wrongPublisher"));
        Assert.That(Refused(Outlet, new LinkDraft((Source?)null)).Code, Is.EqualTo("wrongPublisher"));
        Assert.That(Chain(null, new LinkDraft((Source?)null), new LinkDraft(Haddad)), Has.Count.EqualTo(2));
        Assert.That(
            Refused(null, new LinkDraft(Haddad), new LinkDraft((Source?)null)).Code,
            Is.EqualTo("sourceMissing")
        );
    }

    [Test]
    public void A_chain_has_an_end()
    {
        LinkDraft[] Of(int length) =>
            [.. Enumerable.Range(0, length).Select(n => new LinkDraft(n % 2 == 0 ? Reuters : Ministry))];

        Assert.That(Chain(Outlet, Of(AttributionChain.MaxLength - 1)), Has.Count.EqualTo(AttributionChain.MaxLength));
        Assert.That(Refused(Outlet, Of(AttributionChain.MaxLength)).Code, Is.EqualTo("chainTooLong"));
    }
}

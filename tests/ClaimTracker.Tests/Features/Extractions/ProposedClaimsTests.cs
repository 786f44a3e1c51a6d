using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Features.Extractions;
using ClaimTracker.Web.Views.Claims;
using Found = ClaimTracker.Extraction;
using Stored = ClaimTracker.Domain;

namespace ClaimTracker.Tests.Features.Extractions;

public sealed class ProposedClaimsTests
{
    private const string Text = "🕊️ Selon X, Y a dit : « Oui 🙂 ».";

    [Test]
    public void Offsets_are_code_points_with_their_quote_and_context()
    {
        var claim = Show(hasPublisher: false, Link(1, "X")).Single();

        Assert.Multiple(() =>
        {
            Assert.That(
                claim.Content.Single(),
                Is.EqualTo(new SpanView(22, 31, "« Oui 🙂 »", "🕊️ Selon X, Y a dit : ", ".", 1))
            );
            Assert.That(
                claim.Attribution[0].Mention,
                Is.EqualTo(new SpanView(9, 10, "X", "🕊️ Selon ", ", Y a dit : « Oui 🙂 ».", 1))
            );
            Assert.That(claim.Attribution[0].Source.Ref, Is.EqualTo("s1"));
        });
    }

    [Test]
    public void Roles_follow_from_the_position_and_from_whether_there_is_a_publisher() =>
        Assert.Multiple(() =>
        {
            Assert.That(RolesOf(true, Link(0, "P")), Is.EqualTo(new[] { LinkRole.Publisher }));
            Assert.That(
                RolesOf(true, Link(0, "P"), Link(1, "X")),
                Is.EqualTo(new[] { LinkRole.Publisher, LinkRole.Origin })
            );
            Assert.That(
                RolesOf(true, Link(0, "P"), Link(1, "X"), Link(2, "Y")),
                Is.EqualTo(new[] { LinkRole.Publisher, LinkRole.Relay, LinkRole.Origin })
            );
            Assert.That(RolesOf(false), Is.Empty);
            Assert.That(RolesOf(false, Link(1, "X")), Is.EqualTo(new[] { LinkRole.Origin }));
            Assert.That(
                RolesOf(false, Link(1, "X"), Link(2, "Y")),
                Is.EqualTo(new[] { LinkRole.Relay, LinkRole.Origin })
            );
        });

    [TestCase(typeof(Found.ClaimMode), typeof(Stored.Claims.ClaimMode))]
    [TestCase(typeof(Found.ClaimModality), typeof(Stored.Claims.Modality))]
    [TestCase(typeof(Found.LinkStance), typeof(Stored.Claims.Stance))]
    [TestCase(typeof(Found.LinkBasis), typeof(Stored.Claims.Basis))]
    [TestCase(typeof(Found.ProposedSourceKind), typeof(Stored.Sources.SourceKind))]
    public void The_extraction_and_the_domain_have_the_same_words(Type ofExtraction, Type ofDomain) =>
        Assert.That(Enum.GetNames(ofExtraction), Is.EquivalentTo(Enum.GetNames(ofDomain)));

    private static IEnumerable<LinkRole> RolesOf(bool hasPublisher, params Found.ProposedLink[] links) =>
        Show(hasPublisher, links).Single().Attribution.Select(link => link.Role);

    private static IReadOnlyList<ProposedClaimView> Show(bool hasPublisher, params Found.ProposedLink[] links)
    {
        var content = Place("« Oui 🙂 »");
        var claim = new Found.ProposedClaim
        {
            Statement = "Oui",
            Mode = Found.ClaimMode.Direct,
            Modality = Found.ClaimModality.Asserted,
            Content = [content],
            Attribution = links,
            Confidence = 0.9,
            CheckWorthiness = null,
            Reason = new Found.ProposalReason([new Found.Remark("quotation", "dit")], []),
        };
        return ProposedClaims.ViewsOf(
            new CodePointIndex(Text),
            new Found.ExtractionResult("fr", [claim], []),
            hasPublisher
        );
    }

    private static Found.ProposedLink Link(int number, string name) =>
        new()
        {
            Source = new Found.ProposedSource(number, name, Found.ProposedSourceKind.Person, null),
            Mention = name == "P" ? null : Place(name),
            Cue = null,
            Stance = Found.LinkStance.Neutral,
            Basis = Found.LinkBasis.Speaks,
        };

    private static Found.TextSpan Place(string words)
    {
        var start = Text.IndexOf(words, StringComparison.Ordinal);
        return new Found.TextSpan(start, start + words.Length);
    }
}

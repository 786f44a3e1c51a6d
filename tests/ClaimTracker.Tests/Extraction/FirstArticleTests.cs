using System.Text.RegularExpressions;
using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>The user's own article, which lies beside the repository and not in it.</summary>
public partial class FirstArticleTests
{
    private string text = "";
    private List<ProposedClaim> claims = [];

    [SetUp]
    public void Read_the_article()
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ClaimTracker.sln")))
            root = root.Parent;
        var path = Path.Combine(root?.FullName ?? "", "..", "shared", "seeds", "000_6088318eb368b2c5.txt");
        if (!File.Exists(path))
            Assert.Ignore("The user's article is not beside the repository (../shared/seeds).");
        text = File.ReadAllText(path);
        claims =
        [
            .. ArticleExtractor
                .Extract(text, new ExtractionOptions { Outlet = "Sputnik" })
                .Claims.Where(c => c.Mode != ClaimMode.Narration),
        ];
    }

    [TestCase(
        "« l’armée syrienne est en",
        "au milieu des rochers »",
        "a déclaré",
        "Sputnik > Une source militaire",
        LinkStance.Neutral,
        ProposedSourceKind.Unnamed
    )]
    [TestCase(
        "« l’aviation syrienne",
        "position des terroristes »",
        "a en outre noté",
        "Sputnik > Une source militaire",
        LinkStance.Neutral,
        ProposedSourceKind.Unnamed
    )]
    [TestCase(
        "En conséquence, l’opération",
        "quasiment terminée",
        "a-t-elle ajouté",
        "Sputnik > Une source militaire",
        LinkStance.Neutral,
        ProposedSourceKind.Unnamed
    )]
    [TestCase(
        "les exercices réalisés",
        "soutenus par Washington",
        "disant",
        "Sputnik > Reuters > un commandant du groupe terroriste Maghawir al-Thawra",
        LinkStance.Neutral,
        ProposedSourceKind.Unnamed
    )]
    [TestCase(
        "« Ces exercices ont",
        "dans la région »",
        "a prétendu",
        "Sputnik > Muhanad al-Talaa",
        LinkStance.Doubting,
        ProposedSourceKind.Person
    )]
    [TestCase(
        "les exercices étaient une",
        "forces armées »",
        "a à son tour déclaré",
        "Sputnik > Sean Ryan",
        LinkStance.Neutral,
        ProposedSourceKind.Person
    )]
    [TestCase(
        "Il y a près de deux",
        "Lions de l’Est",
        "a déclaré",
        "Sputnik > le ministère russe de la Défense",
        LinkStance.Neutral,
        ProposedSourceKind.Organization
    )]
    [TestCase(
        "être membres",
        "Lions de l’Est",
        "ont affirmé",
        "Sputnik > le ministère russe de la Défense > deux terroristes près de Palmyre",
        LinkStance.Neutral,
        ProposedSourceKind.Unnamed
    )]
    [TestCase(
        "avoir été entraînés",
        "militaire d’al-Tanf",
        "ont également reconnu",
        "Sputnik > Les deux détenus",
        LinkStance.Conceding,
        ProposedSourceKind.Unnamed
    )]
    [TestCase(
        "leur présence",
        "comme illégale",
        "a dénoncé",
        "Sputnik > Le gouvernement syrien",
        LinkStance.Neutral,
        ProposedSourceKind.Organization
    )]
    [TestCase(
        "les forces américaines",
        "base d’al-Tanf",
        "exigeant",
        "Sputnik > Le gouvernement syrien",
        LinkStance.Neutral,
        ProposedSourceKind.Organization
    )]
    public void Each_of_its_attributed_claims_is_found(
        string starts,
        string ends,
        string cue,
        string chain,
        LinkStance stance,
        ProposedSourceKind kind
    )
    {
        var found = claims
            .Where(c =>
                c.Content[0].In(text).StartsWith(starts, StringComparison.Ordinal)
                && c.Content[^1].In(text).EndsWith(ends, StringComparison.Ordinal)
            )
            .ToList();
        Assert.That(found, Has.Count.EqualTo(1));
        var origin = found[0].Attribution[^1];
        Assert.Multiple(() =>
        {
            Assert.That(origin.Cue?.In(text), Is.EqualTo(cue));
            Assert.That(Extracted.Chain(found[0]), Is.EqualTo(chain));
            Assert.That(origin.Stance, Is.EqualTo(stance));
            Assert.That(origin.Source.Kind, Is.EqualTo(kind));
        });
    }

    [Test]
    public void The_demand_is_requested_and_the_office_is_known()
    {
        Assert.That(
            claims.Single(c => c.Modality == ClaimModality.Requested).Content[0].In(text),
            Does.StartWith("les forces américaines")
        );
        Assert.That(
            claims.Single(c => c.Attribution[^1].Source.Name == "Sean Ryan").Attribution[^1].Source.Office,
            Does.Match(SpokesmanOfTheArmy())
        );
    }

    [Test]
    public void It_proposes_no_more_than_it_should() => Assert.That(claims, Has.Count.InRange(11, 16));

    [GeneratedRegex("porte-parole de l.armée américaine")]
    private static partial Regex SpokesmanOfTheArmy();
}

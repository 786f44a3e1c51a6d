using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>The eleven ways in which the user's first article attributes what it reports, in sentences of our own.</summary>
public class ElevenConstructionsTests
{
    [Test]
    public void An_unnamed_source_tells_the_articles_own_outlet()
    {
        var read = Extracted.French(
            "Une source médicale a déclaré à Reuters que « le convoi est arrivé de nuit. Personne n’a été blessé ».",
            "Reuters"
        );
        var claim = read.With("« le convoi est arrivé de nuit. Personne n’a été blessé »");
        Assert.Multiple(() =>
        {
            Assert.That(claim.Mode, Is.EqualTo(ClaimMode.Direct));
            Assert.That(Extracted.Chain(claim), Is.EqualTo("Reuters > Une source médicale"));
            Assert.That(claim.Attribution[0].Basis, Is.EqualTo(LinkBasis.Told));
            Assert.That(claim.Attribution[0].Mention, Is.Not.Null);
            Assert.That(claim.Attribution[1].Source.Kind, Is.EqualTo(ProposedSourceKind.Unnamed));
            Assert.That(read.Cue(claim), Is.EqualTo("a déclaré"));
        });
    }

    [Test]
    public void A_medium_that_was_told_is_a_relay()
    {
        var read = Extracted.French("Une source médicale a déclaré à Reuters que le convoi était arrivé de nuit.");
        var claim = read.With("le convoi était arrivé de nuit");
        Assert.That(Extracted.Chain(claim), Is.EqualTo("Le Quotidien des Dunes > Reuters > Une source médicale"));
        Assert.That(claim.Attribution[1].Basis, Is.EqualTo(LinkBasis.Told));
    }

    [Test]
    public void The_same_source_speaks_again_by_its_description()
    {
        var read = Extracted.French(
            "Une source policière a indiqué que la route était coupée.\n\nLa source a par ailleurs noté que « les renforts ont trouvé un autre chemin »."
        );
        var first = read.With("la route était coupée");
        var second = read.With("« les renforts ont trouvé un autre chemin »");
        Assert.That(second.Attribution[^1].Source.Ref, Is.EqualTo(first.Attribution[^1].Source.Ref));
        Assert.That(read.Cue(second), Is.EqualTo("a par ailleurs noté"));
    }

    [Test]
    public void The_same_source_speaks_again_by_a_pronoun_after_the_verb()
    {
        var read = Extracted.French(
            "Une source policière a indiqué que la route était coupée. Par conséquent, le marché reste fermé, a-t-elle ajouté."
        );
        var claim = read.With("Par conséquent, le marché reste fermé");
        Assert.Multiple(() =>
        {
            Assert.That(claim.Attribution[^1].Source.Name, Is.EqualTo("Une source policière"));
            Assert.That(read.Mention(claim), Is.EqualTo("elle"));
            Assert.That(read.Cue(claim), Is.EqualTo("a-t-elle ajouté"));
        });
    }

    [Test]
    public void An_agency_cites_a_commander_who_says_something()
    {
        var read = Extracted.French(
            "L’attaque a eu lieu peu après que Reuters a cité un commandant du Front du Sud, soutenu par la capitale, disant que les manœuvres menées près de la base étaient les premières à réunir des centaines de soldats."
        );
        var claim = read.With(
            "les manœuvres menées près de la base étaient les premières à réunir des centaines de soldats"
        );
        Assert.Multiple(() =>
        {
            Assert.That(
                Extracted.Chain(claim),
                Is.EqualTo("Le Quotidien des Dunes > Reuters > un commandant du Front du Sud")
            );
            Assert.That(claim.Attribution[^1].Source.Kind, Is.EqualTo(ProposedSourceKind.Unnamed));
            Assert.That(read.Cue(claim), Is.EqualTo("disant"));
            Assert.That(claim.Attribution[1].Basis, Is.EqualTo(LinkBasis.Cites));
        });
    }

    [Test]
    public void A_colonel_is_not_believed()
    {
        var read = Extracted.French(
            "« Ces manœuvres ont rassuré la population », a prétendu le colonel Idris al-Maarri, le chef de la brigade des Dunes."
        );
        var claim = read.With("« Ces manœuvres ont rassuré la population »");
        Assert.Multiple(() =>
        {
            Assert.That(claim.Attribution[^1].Stance, Is.EqualTo(LinkStance.Doubting));
            Assert.That(claim.Attribution[^1].Source.Name, Is.EqualTo("Idris al-Maarri"));
            Assert.That(claim.Attribution[^1].Source.Kind, Is.EqualTo(ProposedSourceKind.Person));
            Assert.That(read.Mention(claim), Is.EqualTo("le colonel Idris al-Maarri, le chef de la brigade des Dunes"));
        });
    }

    [Test]
    public void An_apposition_gives_the_name_and_the_office_and_the_media_are_no_link()
    {
        var read = Extracted.French(
            "Le porte-parole de la marine royale, John Barlow, a à son tour déclaré aux médias que l’exercice était une réussite qui, selon lui, devait « préparer les équipages »."
        );
        var claim = read.With("l’exercice était une réussite qui, selon lui, devait « préparer les équipages »");
        Assert.Multiple(() =>
        {
            Assert.That(Extracted.Chain(claim), Is.EqualTo("Le Quotidien des Dunes > John Barlow"));
            Assert.That(claim.Attribution[^1].Source.Office, Is.EqualTo("porte-parole de la marine royale"));
            Assert.That(claim.Mode, Is.EqualTo(ClaimMode.Mixed));
            Assert.That(read.Attributed.Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void A_ministry_reports_what_captives_affirm()
    {
        var read = Extracted.French(
            "La semaine dernière, les gardes ont arrêté deux contrebandiers près du fleuve, qui ont affirmé être membres de la bande des Sables, a déclaré le ministère russe de la Défense."
        );
        var outer = read.With(
            "La semaine dernière, les gardes ont arrêté deux contrebandiers près du fleuve, qui ont affirmé être membres de la bande des Sables"
        );
        var inner = read.With("être membres de la bande des Sables");
        Assert.Multiple(() =>
        {
            Assert.That(
                Extracted.Chain(outer),
                Is.EqualTo("Le Quotidien des Dunes > le ministère russe de la Défense")
            );
            Assert.That(outer.Attribution[^1].Source.Kind, Is.EqualTo(ProposedSourceKind.Organization));
            Assert.That(inner.Attribution, Has.Count.EqualTo(3));
            Assert.That(inner.Attribution[1].Source.Ref, Is.EqualTo(outer.Attribution[1].Source.Ref));
            Assert.That(inner.Attribution[2].Source.Name, Does.StartWith("deux contrebandiers"));
            Assert.That(inner.Attribution[2].Source.Kind, Is.EqualTo(ProposedSourceKind.Unnamed));
        });
    }

    [Test]
    public void An_admission_concedes()
    {
        var read = Extracted.French(
            "Les deux prisonniers ont également reconnu avoir été payés et équipés par des marchands étrangers."
        );
        var claim = read.With("avoir été payés et équipés par des marchands étrangers");
        Assert.That(claim.Attribution[^1].Stance, Is.EqualTo(LinkStance.Conceding));
        Assert.That(read.Cue(claim), Is.EqualTo("ont également reconnu"));
    }

    [Test]
    public void A_denunciation_takes_a_noun_phrase()
    {
        var read = Extracted.French(
            "Le gouvernement libyen a dénoncé à plusieurs reprises leur présence militaire comme illégale, exigeant que les troupes étrangères quittent le pays."
        );
        var claim = read.With("leur présence militaire comme illégale");
        Assert.That(Extracted.Chain(claim), Is.EqualTo("Le Quotidien des Dunes > Le gouvernement libyen"));
        Assert.That(claim.Attribution[^1].Source.Kind, Is.EqualTo(ProposedSourceKind.Organization));
    }

    [Test]
    public void A_demand_is_requested()
    {
        var read = Extracted.French(
            "Le gouvernement libyen a dénoncé à plusieurs reprises leur présence militaire comme illégale, exigeant que les troupes étrangères quittent le pays."
        );
        var claim = read.With("les troupes étrangères quittent le pays");
        Assert.Multiple(() =>
        {
            Assert.That(claim.Modality, Is.EqualTo(ClaimModality.Requested));
            Assert.That(read.Cue(claim), Is.EqualTo("exigeant"));
            Assert.That(Extracted.Chain(claim), Is.EqualTo("Le Quotidien des Dunes > Le gouvernement libyen"));
        });
    }
}

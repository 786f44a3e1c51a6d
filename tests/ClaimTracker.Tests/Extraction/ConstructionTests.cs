using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>The constructions of news prose, one sentence each, ours.</summary>
public class ConstructionTests
{
    [TestCase("« Le pont tient », a dit la maire.", "« Le pont tient »", "la maire", "a dit")]
    [TestCase("La maire a dit : « Le pont tient. »", "« Le pont tient. »", "La maire", "a dit")]
    [TestCase("Le pont, a-t-elle assuré, tiendra l'hiver.", "Le pont … tiendra l'hiver", "elle", "a-t-elle assuré")]
    [TestCase("Selon la préfecture, le pont tiendra l'hiver.", "le pont tiendra l'hiver", "la préfecture", "Selon")]
    [TestCase("Le pont tiendra l'hiver, selon la préfecture.", "Le pont tiendra l'hiver", "la préfecture", "selon")]
    [TestCase(
        "D'après un rapport du ministère, le pont a cédé.",
        "le pont a cédé",
        "un rapport du ministère",
        "D'après"
    )]
    [TestCase(
        "Pour l'historienne Anne Vidal, ce pont est un symbole.",
        "ce pont est un symbole",
        "l'historienne Anne Vidal",
        "Pour"
    )]
    [TestCase(
        "Les ouvriers affirment avoir prévenu leur chef.",
        "avoir prévenu leur chef",
        "Les ouvriers",
        "affirment"
    )]
    [TestCase("Le syndicat a dénoncé l'absence de contrôle.", "l'absence de contrôle", "Le syndicat", "a dénoncé")]
    [TestCase("Le syndicat réclame l'ouverture d'une enquête.", "l'ouverture d'une enquête", "Le syndicat", "réclame")]
    [TestCase("L'association accuse la ville de négligence.", "la ville de négligence", "L'association", "accuse")]
    [TestCase("Comme l'a rappelé la maire, le pont date de 1920.", "le pont date de 1920", "la maire", "l'a rappelé")]
    [TestCase(
        "La maire a fait savoir que le pont rouvrira lundi.",
        "le pont rouvrira lundi",
        "La maire",
        "a fait savoir"
    )]
    [TestCase(
        "La maire, Léa Marchand, a annoncé, lundi 3 mars, que le pont rouvrirait.",
        "le pont rouvrirait",
        "La maire, Léa Marchand",
        "a annoncé"
    )]
    [TestCase(
        "Léa Marchand, 46 ans, maire de Sousville, a promis de rouvrir le pont.",
        "rouvrir le pont",
        "Léa Marchand, 46 ans, maire de Sousville",
        "a promis"
    )]
    [TestCase("Des témoins racontent que la foule a couru.", "la foule a couru", "Des témoins", "racontent")]
    [TestCase(
        "La ministre de la Santé Claire Vasseur estime que la loi suffit.",
        "la loi suffit",
        "La ministre de la Santé Claire Vasseur",
        "estime"
    )]
    public void French(string text, string content, string mention, string cue)
    {
        var read = Extracted.French(text, null);
        var claim = read.With(content);
        Assert.That(read.Mention(claim), Is.EqualTo(mention));
        Assert.That(read.Cue(claim), Is.EqualTo(cue));
    }

    [TestCase("\"The bridge holds,\" the mayor said.", "\"The bridge holds,\"", "the mayor", "said")]
    [TestCase(
        "“The bridge holds,” said John Barlow, a spokesman for the city.",
        "“The bridge holds,”",
        "John Barlow, a spokesman for the city",
        "said"
    )]
    [TestCase("The mayor said that the bridge would hold.", "the bridge would hold", "The mayor", "said")]
    [TestCase("The mayor said the bridge would hold.", "the bridge would hold", "The mayor", "said")]
    [TestCase(
        "The mayor told reporters on Monday that the bridge would hold.",
        "the bridge would hold",
        "The mayor",
        "told"
    )]
    [TestCase("The bridge, she said, will hold.", "The bridge … will hold", "she", "said")]
    [TestCase("According to the report, the bridge is safe.", "the bridge is safe", "the report", "According to")]
    [TestCase(
        "The bridge is safe, according to a city engineer.",
        "The bridge is safe",
        "a city engineer",
        "according to"
    )]
    [TestCase("The mayor denied that the bridge was closed.", "the bridge was closed", "The mayor", "denied")]
    [TestCase("The union criticized the plan.", "the plan", "The union", "criticized")]
    [TestCase("The union has called for an inquiry.", "an inquiry", "The union", "has called for")]
    [TestCase(
        "Officials familiar with the matter said the bridge was sold.",
        "the bridge was sold",
        "Officials familiar with the matter",
        "said"
    )]
    [TestCase("The mayor on Monday said the bridge would hold.", "the bridge would hold", "The mayor", "said")]
    public void English(string text, string content, string mention, string cue)
    {
        var read = Extracted.English(text);
        var claim = read.With(content);
        Assert.That(read.Mention(claim), Is.EqualTo(mention));
        Assert.That(read.Cue(claim), Is.EqualTo(cue));
    }

    [TestCase(
        "Le pont a été détruit mardi, a déclaré à Reuters un commandant.",
        "Le pont a été détruit mardi",
        "Reuters > un commandant"
    )]
    [TestCase(
        "Le pont a été détruit mardi, a déclaré à l’agence Reuters un commandant de la région.",
        "Le pont a été détruit mardi",
        "Reuters > un commandant de la région"
    )]
    [TestCase(
        "Le pont a été détruit, a indiqué un commandant de la région à l’AFP.",
        "Le pont a été détruit",
        "AFP > un commandant de la région"
    )]
    [TestCase(
        "« Le pont tient », a confié à l'hebdomadaire L'Express le ministre des Transports.",
        "« Le pont tient »",
        "L'Express > le ministre des Transports"
    )]
    [TestCase(
        "Le pont a été détruit mardi, a déclaré un responsable local au Courrier du Levant.",
        "Le pont a été détruit mardi",
        "Courrier du Levant > un responsable local"
    )]
    public void A_medium_that_was_told_passes_it_on_wherever_it_stands(string text, string content, string chain) =>
        Assert.That(Extracted.Chain(Extracted.French(text, null).With(content)), Is.EqualTo(chain));

    [TestCase(
        "The bridge at Kasra was destroyed on Tuesday, a commander in the region told Reuters.",
        "The bridge at Kasra was destroyed on Tuesday",
        "Reuters > a commander in the region"
    )]
    [TestCase(
        "Officials have begun to evacuate the city, a spokesman told the BBC on Sunday.",
        "Officials have begun to evacuate the city",
        "BBC > a spokesman"
    )]
    [TestCase(
        "In March, the general told Reuters the bridge would be rebuilt.",
        "the bridge would be rebuilt",
        "Reuters > the general"
    )]
    [TestCase(
        "The bridge was destroyed on Tuesday, Governor Anton Weiss told the Kasra News Agency.",
        "The bridge was destroyed on Tuesday",
        "Kasra News Agency > Anton Weiss"
    )]
    [TestCase("According to the Northern Post, the bridge was destroyed.", "the bridge was destroyed", "Northern Post")]
    public void A_medium_that_was_told_ends_the_report(string text, string content, string chain) =>
        Assert.That(Extracted.Chain(Extracted.English(text).With(content)), Is.EqualTo(chain));

    [Test]
    public void A_quotation_that_reopens_each_paragraph_is_one_claim()
    {
        var read = Extracted.French(
            "La maire a déclaré : « Le pont est vieux.\n\n« Nous le réparerons.\n\n« Puis nous fêterons. »",
            null
        );
        Assert.That(read.Attributed.Count(), Is.EqualTo(1));
        Assert.That(read.Content(read.Attributed.Single()), Does.StartWith("« Le pont").And.EndsWith("fêterons. »"));
    }

    [Test]
    public void A_title_of_a_work_and_a_scare_quote_are_no_speech() =>
        Assert.That(
            Extracted.French("Le film « Seul au monde » est sorti hier. Le « vrai » pont est fermé.", null).Attributed,
            Is.Empty
        );

    [Test]
    public void Several_quotations_around_one_cue_are_one_claim()
    {
        var read = Extracted.French("« Le pont tient », a dit la maire. « Nous l'avons vérifié deux fois. »", null);
        Assert.That(
            read.Content(read.Attributed.Single()),
            Is.EqualTo("« Le pont tient » … « Nous l'avons vérifié deux fois. »")
        );
    }

    [Test]
    public void A_medium_that_cites_another_source_passes_it_on()
    {
        var read = Extracted.French("Le pont est vendu, rapporte Le Monde, citant un conseiller de la ville.", null);
        var claim = read.With("Le pont est vendu");
        Assert.That(claim.Attribution, Has.Count.EqualTo(2));
        Assert.That(claim.Attribution[0].Source.Kind, Is.EqualTo(ProposedSourceKind.Outlet));
        Assert.That(claim.Attribution[0].Basis, Is.EqualTo(LinkBasis.Cites));
        Assert.That(read.Mention(claim), Is.EqualTo("un conseiller de la ville"));
    }

    [Test]
    public void Reports_nest_to_any_depth()
    {
        var read = Extracted.French(
            "Selon Le Monde, le ministre a dit que la police affirme que le suspect a avoué avoir tiré.",
            null
        );
        var innermost = read.With("avoir tiré");
        Assert.That(
            innermost.Attribution.Select(l => l.Source.Kind),
            Is.EqualTo(
                new[]
                {
                    ProposedSourceKind.Outlet,
                    ProposedSourceKind.Unnamed,
                    ProposedSourceKind.Organization,
                    ProposedSourceKind.Unnamed,
                }
            )
        );
    }

    [TestCase("Paul Durand et Anne Vidal ont déclaré que le pont tiendra.", 2)]
    [TestCase("Le gouvernement et la mairie ont déclaré que le pont tiendra.", 2)]
    [TestCase("Deux ouvriers ont déclaré que le pont tiendra.", 1)]
    public void Coordinated_speakers_make_one_claim_each(string text, int claims) =>
        Assert.That(Extracted.French(text, null).Attributed.Count(), Is.EqualTo(claims));

    [TestCase("Selon Le Monde, le maire aurait fui.", ClaimModality.Conditional, LinkStance.Doubting)]
    [TestCase("Le maire a démenti toute fuite.", ClaimModality.Negated, LinkStance.Denying)]
    [TestCase("Le maire a reconnu sa défaite.", ClaimModality.Asserted, LinkStance.Conceding)]
    [TestCase("Le maire a confirmé que le pont est fermé.", ClaimModality.Asserted, LinkStance.Affirming)]
    [TestCase("Le maire a dit que le pont était peut-être fermé.", ClaimModality.Hedged, LinkStance.Neutral)]
    [TestCase("Le maire a demandé aux habitants de rester chez eux.", ClaimModality.Requested, LinkStance.Neutral)]
    [TestCase("Le maire a annoncé que le pont serait fermé.", ClaimModality.Asserted, LinkStance.Neutral)]
    [TestCase("Le maire prétend que le pont est fermé.", ClaimModality.Asserted, LinkStance.Doubting)]
    public void Stance_and_modality(string text, ClaimModality modality, LinkStance stance)
    {
        var claim = Extracted.French(text, null).Attributed.Single();
        Assert.That(claim.Modality, Is.EqualTo(modality));
        Assert.That(claim.Attribution[^1].Stance, Is.EqualTo(stance));
    }

    [TestCase(
        "Le maire de Lyon a dit que le pont tient. Il a ajouté que la route est ouverte.",
        "la route est ouverte",
        "Le maire de Lyon"
    )]
    [TestCase(
        "La juge Anne Vidal a parlé. Le préfet était là. Elle a dit que la route est ouverte.",
        "la route est ouverte",
        "Anne Vidal"
    )]
    [TestCase(
        "Paul Durand, maire de Sousville, est venu. Durand a dit que la route est ouverte.",
        "la route est ouverte",
        "Paul Durand"
    )]
    [TestCase(
        "Le préfet Paul Durand est venu. Le préfet a dit que la route est ouverte.",
        "la route est ouverte",
        "Paul Durand"
    )]
    [TestCase(
        "Le quotidien Le Monde est paru. Le quotidien rapporte que la route est ouverte.",
        "la route est ouverte",
        "Le Monde"
    )]
    public void Pronouns_short_names_and_descriptions_find_their_source(string text, string content, string name) =>
        Assert.That(Extracted.French(text, null).With(content).Attribution[^1].Source.Name, Is.EqualTo(name));

    [TestCase("Paul Durand a dit que oui, tout va bien.", ProposedSourceKind.Person)]
    [TestCase("Le ministère a dit que tout va bien.", ProposedSourceKind.Organization)]
    [TestCase("L'agence Reuters a dit que tout va bien.", ProposedSourceKind.Outlet)]
    [TestCase("Des experts ont dit que tout va bien.", ProposedSourceKind.Unnamed)]
    [TestCase("Le rapport indique que tout va bien.", ProposedSourceKind.Document)]
    [TestCase("Les Français pensent que tout va bien.", ProposedSourceKind.Group)]
    public void A_source_has_its_kind(string text, ProposedSourceKind kind) =>
        Assert.That(Extracted.French(text, null).Attributed.Single().Attribution[^1].Source.Kind, Is.EqualTo(kind));

    [Test]
    public void A_statement_names_the_one_its_pronoun_stands_for()
    {
        var read = Extracted.French("La ministre Claire Vasseur a annoncé qu’elle quittera son poste.", null);
        Assert.That(read.With("elle quittera son poste").Statement, Is.EqualTo("Claire Vasseur quittera son poste"));
    }

    [Test]
    public void Narration_is_what_the_outlet_says_itself_and_what_can_be_checked_weighs_more()
    {
        var read = Extracted.French(
            "Le 3 mars 2018, 120 soldats ont pris Kobajep et Palmyre. Nous aimons beaucoup ce beau petit pays."
        );
        var narration = read.Result.Claims.Single(c => c.Mode == ClaimMode.Narration);
        Assert.That(read.Content(narration), Does.StartWith("Le 3 mars"));
        Assert.That(narration.CheckWorthiness, Is.GreaterThan(0.7));
        Assert.That(narration.Attribution.Single().Basis, Is.EqualTo(LinkBasis.Unknown));
    }

    [Test]
    public void Without_an_outlet_narration_has_an_empty_chain() =>
        Assert.That(
            Extracted
                .French("Le 3 mars 2018, 120 soldats ont pris Kobajep et Palmyre.", null)
                .Result.Claims.Single()
                .Attribution,
            Is.Empty
        );

    [TestCase("Associates say the road was cut.", "Associates")]
    [TestCase("Those surveyed say the road was cut.", "Those surveyed")]
    [TestCase("Some of those surveyed said the road was cut.", "Some of those surveyed")]
    [TestCase("People briefed on the plans say the road was cut.", "People briefed on the plans")]
    [TestCase("She has since said the road was cut.", "She")]
    [TestCase("Anna Stone later Thursday said the road was cut.", "Anna Stone")]
    [TestCase("Anna Stone said she saw no need to leave, adding that the road was cut.", "Anna Stone")]
    public void The_whole_subject_of_the_verb_is_the_source(string text, string mention)
    {
        var found = Extracted.English(text);
        Assert.That(found.Mention(found.With("the road was cut")), Is.EqualTo(mention));
    }

    [TestCase(
        "Le ministre de la Défense Anton Weiss était présent. Il a déclaré que la route est coupée.",
        "Anton Weiss"
    )]
    [TestCase(
        "Le ministre des Routes, des Ponts et des Gares Anton Weiss était présent. Selon le ministre, la route est coupée.",
        "Anton Weiss"
    )]
    [TestCase("Le maire accuse les milices de Kovar. Ce dernier a annoncé que la route est coupée.", "Kovar")]
    [TestCase(
        "Paul Mercier est parti, et Anna Weiss , présidente du port a annoncé que la route est coupée.",
        "Anna Weiss"
    )]
    public void The_speaker_is_known_from_the_text_before(string text, string name)
    {
        var found = Extracted.French(text, null);
        Assert.That(found.With("la route est coupée").Attribution[^1].Source.Name, Is.EqualTo(name));
    }
}

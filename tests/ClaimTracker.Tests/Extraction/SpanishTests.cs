using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>A third language is a folder of data: what it can do so far.</summary>
public class SpanishTests
{
    [TestCase("El alcalde dijo que el puente está cerrado.", "el puente está cerrado", "El alcalde", "dijo")]
    [TestCase("La ministra anunció que el tren llegará en mayo.", "el tren llegará en mayo", "La ministra", "anunció")]
    [TestCase("«El puente está cerrado», dijo el alcalde.", "«El puente está cerrado»", "el alcalde", "dijo")]
    [TestCase(
        "“No hay heridos”, señaló la portavoz del ministerio.",
        "“No hay heridos”",
        "la portavoz del ministerio",
        "señaló"
    )]
    [TestCase("El puente está cerrado, explicó el director.", "El puente está cerrado", "el director", "explicó")]
    [TestCase(
        "Según la policía, tres hombres salieron del banco.",
        "tres hombres salieron del banco",
        "la policía",
        "Según"
    )]
    [TestCase(
        "Tres hombres salieron del banco, según la policía.",
        "Tres hombres salieron del banco",
        "la policía",
        "según"
    )]
    [TestCase(
        "El ejército ha confirmado que la base fue atacada.",
        "la base fue atacada",
        "El ejército",
        "ha confirmado"
    )]
    [TestCase("El coronel había dicho que la base era segura.", "la base era segura", "El coronel", "había dicho")]
    [TestCase("El gobierno denunció la presencia de tropas.", "la presencia de tropas", "El gobierno", "denunció")]
    [TestCase(
        "Los detenidos reconocieron haber recibido dinero.",
        "haber recibido dinero",
        "Los detenidos",
        "reconocieron"
    )]
    [TestCase("La fiscalía asegura que el informe existe.", "el informe existe", "La fiscalía", "asegura")]
    [TestCase(
        "El jefe de la policía, Juan Ortega, dijo que la calle sigue cerrada.",
        "la calle sigue cerrada",
        "El jefe de la policía, Juan Ortega",
        "dijo"
    )]
    [TestCase(
        "Marta Ruiz, directora del instituto, explicó que el agua es limpia.",
        "el agua es limpia",
        "Marta Ruiz, directora del instituto",
        "explicó"
    )]
    [TestCase(
        "El sindicato exige que la empresa pague los salarios.",
        "la empresa pague los salarios",
        "El sindicato",
        "exige"
    )]
    [TestCase("El sindicato pidió abrir la fábrica.", "abrir la fábrica", "El sindicato", "pidió")]
    [TestCase("El senador negó que el dinero existiera.", "el dinero existiera", "El senador", "negó")]
    [TestCase("El general pretende que la guerra terminó.", "la guerra terminó", "El general", "pretende")]
    [TestCase("El presidente respondió: «No sabemos nada».", "«No sabemos nada»", "El presidente", "respondió")]
    [TestCase(
        "La alcaldesa añadió que las escuelas abrirán el lunes.",
        "las escuelas abrirán el lunes",
        "La alcaldesa",
        "añadió"
    )]
    [TestCase(
        "El informe revela que el agua causó la muerte de dos vecinos.",
        "el agua causó la muerte de dos vecinos",
        "El informe",
        "revela"
    )]
    [TestCase("El ministro no ha dicho que la obra terminará.", "la obra terminará", "El ministro", "no ha dicho")]
    public void A_report_gives_content_mention_and_cue(string text, string content, string mention, string cue)
    {
        var read = Extracted.Spanish(text);
        var claim = read.With(content);
        Assert.That(read.Mention(claim), Is.EqualTo(mention));
        Assert.That(read.Cue(claim), Is.EqualTo(cue));
    }

    [TestCase("El sindicato exige que la empresa pague los salarios.", ClaimModality.Requested, LinkStance.Neutral)]
    [TestCase("El senador negó que el dinero existiera.", ClaimModality.Negated, LinkStance.Denying)]
    [TestCase("Los detenidos reconocieron haber recibido dinero.", ClaimModality.Asserted, LinkStance.Conceding)]
    [TestCase("El general pretende que la guerra terminó.", ClaimModality.Asserted, LinkStance.Doubting)]
    [TestCase("El ejército ha confirmado que la base fue atacada.", ClaimModality.Asserted, LinkStance.Affirming)]
    public void Stance_and_modality_come_from_the_cue(string text, ClaimModality modality, LinkStance stance)
    {
        var claim = Extracted.Spanish(text).Attributed.Single();
        Assert.That(claim.Modality, Is.EqualTo(modality));
        Assert.That(claim.Attribution[^1].Stance, Is.EqualTo(stance));
    }

    [Test]
    public void The_language_is_detected() =>
        Assert.That(
            ArticleExtractor
                .Extract(
                    "El alcalde dijo que el puente de la ciudad está cerrado por las obras del metro y que los vecinos lo saben."
                )
                .Language,
            Is.EqualTo("es")
        );
}

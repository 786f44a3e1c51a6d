using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>What holds of every extraction, whatever the text.</summary>
internal static class Invariants
{
    public static void Check(string text, ExtractionResult result)
    {
        var order = -1;
        foreach (var claim in result.Claims)
        {
            Assert.That(claim.Content, Is.Not.Empty);
            Assert.That(claim.Content[0].Start, Is.GreaterThanOrEqualTo(order), "reading order");
            order = claim.Content[0].Start;
            var last = 0;
            foreach (var span in claim.Content)
            {
                Inside(text, span);
                Assert.That(span.Start, Is.GreaterThanOrEqualTo(last), "ascending and disjoint");
                last = span.End;
            }
            Assert.That(claim.Confidence, Is.InRange(0, 1));
            Assert.That(claim.Reason.In("fr"), Is.Not.Empty);
            Assert.That(claim.Reason.In("en"), Is.Not.Empty);
            Assert.That(claim.Statement, Is.Not.Empty);
            Assert.That(claim.CheckWorthiness is not null, Is.EqualTo(claim.Mode == ClaimMode.Narration));
            for (var i = 0; i < claim.Attribution.Count; i++)
            {
                var link = claim.Attribution[i];
                if (link.Mention is { } mention)
                    Inside(text, mention);
                if (link.Cue is { } cue)
                    Inside(text, cue);
                if (i > 0)
                    Assert.That(
                        link.Source.Ref,
                        Is.Not.EqualTo(claim.Attribution[i - 1].Source.Ref),
                        "the same source twice in a row"
                    );
                if (link.Source.Name is null)
                    Assert.That(link.Source.Kind, Is.EqualTo(ProposedSourceKind.Unnamed));
            }
            if (claim.Attribution.Count > 0)
                Assert.That(
                    claim.Attribution[^1].Basis,
                    Is.AnyOf(LinkBasis.Speaks, LinkBasis.Observed, LinkBasis.Document, LinkBasis.Unknown)
                );
        }
    }

    private static void Inside(string text, TextSpan span)
    {
        Assert.That(span.Start, Is.InRange(0, text.Length));
        Assert.That(span.End, Is.GreaterThan(span.Start));
        Assert.That(span.End, Is.LessThanOrEqualTo(text.Length));
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Judges how likely a report is right: the confidence that is shown.</summary>
internal sealed class AcceptanceModel(QuantizedWeights weights)
{
    // So many reports before and after one are looked at for what they share with it.
    private const int Nearest = 24;

    public void Score(TokenFacts facts, List<Report> reports)
    {
        var features = new FeatureList();
        for (var i = 0; i < reports.Count; i++)
        {
            Collect(facts, reports, i, features);
            reports[i].Odds = features.Score(weights);
        }
    }

    public void Explain(TokenFacts facts, List<Report> reports, int index, FeatureList features, Span<int> byAspect)
    {
        Collect(facts, reports, index, features);
        features.Contribute(weights, byAspect);
    }

    public static void Collect(TokenFacts facts, List<Report> reports, int index, FeatureList f)
    {
        f.Clear();
        var report = reports[index];
        var cue = report.Cue;
        var words = report.Words(facts);
        var quoted = ContentRanker.Quoted(facts, report.Content);
        var learned =
            cue >= 0 && report.CueOdds > ReportReader.LikelyCue ? 1ul
            : cue >= 0 ? 2ul
            : 3ul;
        f.About = Aspect.Word;
        f.Add(1, learned);
        f.Measure(2 + (learned << 8), report.CueOdds / (LogSpace.One / 16));
        f.Add(3, ContentRanker.Step(report.CueOdds));
        f.About = Aspect.Rule;
        var opinion = report.Rule is null ? 0 : CueModel.Opinion(facts.Article, report.Rule);
        var agreement = ContentRanker.Agreement(report.Rule, report.Content);
        f.Add(4, opinion, learned);
        f.Add(5, agreement, learned);
        f.Add(6, agreement, report.Rule is null ? 0 : (ulong)report.Rule.Frame + 1, learned);
        f.About = Aspect.Extent;
        f.Add(7, ContentRanker.Length(words), learned);
        f.Add(8, ContentRanker.Length(words), quoted);
        f.About = Aspect.Quotation;
        f.Add(9, quoted, learned);
        f.About = Aspect.Source;
        var noun = report.SourceHead >= 0 ? (ulong?)facts.Article.Tokens[report.SourceHead].Word?.Noun ?? 0 : 0;
        var sourceTag = report.SourceHead >= 0 ? facts.Tags[report.SourceHead] : 0;
        f.Add(10, sourceTag, noun);
        f.Add(11, sourceTag, learned);
        if (cue >= 0)
        {
            var tag = facts.Tags[cue];
            f.About = Aspect.Lexicon;
            f.Add(20, facts.Classes[cue], tag);
            f.About = Aspect.Construction;
            f.Add(21, facts.Relations[cue], tag);
            f.Add(22, facts.Children[cue], tag);
            f.About = Aspect.Word;
            f.Add(23, facts.Lemmas[cue]);
            f.Add(31, facts.Stems[cue]);
            if (facts.Senses[cue] != 0)
                f.Add(32, facts.Senses[cue], tag);
            f.Add(24, tag, (ulong)report.ContentKind);
            f.About = Aspect.Quotation;
            f.Add(25, tag, facts.Quoting[cue]);
            f.Add(26, tag, quoted);
            f.About = Aspect.Extent;
            f.Add(27, tag, ContentRanker.Length(words));
            f.About = Aspect.Source;
            f.Add(28, tag, sourceTag);
            f.Add(29, facts.Lemmas[cue], sourceTag == 0 ? 0 : 1ul);
            if (report.SourceHead >= 0)
                f.Add(30, facts.Lemmas[report.SourceHead]);
        }
        if (learned == 1)
        {
            f.About = Aspect.Extent;
            var mean = (int)(report.ContentMass / Math.Max(1, words));
            f.Measure(40, mean / (LogSpace.One / 16));
            f.Measure(41, report.ContentMost / (LogSpace.One / 16));
            f.Measure(42, Math.Min(report.Margin, 10 * LogSpace.One) / (LogSpace.One / 8));
            f.Add(43, ContentRanker.Step(mean));
            f.Add(44, ContentRanker.Step(report.ContentMost));
            f.Add(45, ContentRanker.Step(Math.Min(report.Margin, 6 * LogSpace.One)));
            f.About = Aspect.Source;
            f.Measure(46, report.SourceOdds / (LogSpace.One / 16));
            f.Measure(47, Math.Min(report.SourceMargin, 10 * LogSpace.One) / (LogSpace.One / 16));
        }
        Neighbours(facts, reports, index, learned, f);
    }

    private static void Neighbours(TokenFacts facts, List<Report> reports, int index, ulong learned, FeatureList f)
    {
        var report = reports[index];
        var anchor = ReportReader.Anchor(report);
        var words = report.Words(facts);
        var within = int.MinValue;
        var inside = 0;
        var better = 0;
        var betterShare = 0;
        var worse = 0;
        var speaksElsewhere = 0;
        for (var k = Math.Max(0, index - Nearest); k < Math.Min(reports.Count, index + Nearest + 1); k++)
        {
            if (k == index)
                continue;
            var other = reports[k];
            var at = ReportReader.Anchor(other);
            if (
                report.SourceHead >= 0
                && other.SourceHead >= 0
                && other.SourceHead != report.SourceHead
                && other.CueOdds > 0
                && facts.Forms[report.SourceHead] == facts.Forms[other.SourceHead]
            )
                speaksElsewhere++;
            if (other.Content.Holds(anchor) && !report.Content.Holds(at))
                within = Math.Max(within, other.CueOdds);
            if (report.Content.Holds(at) && other.CueOdds > 0)
                inside++;
            var shared = Report.Shared(facts, report.Content, other.Content);
            if (shared == 0)
                continue;
            var share = 10 * shared / Math.Max(words, other.Words(facts));
            if (other.CueOdds > report.CueOdds || other.CueOdds == report.CueOdds && k < index)
            {
                if (share >= 6)
                    better = Math.Max(better, 1 + (int)ContentRanker.Step(other.CueOdds));
                betterShare = Math.Max(betterShare, 10 * shared / Math.Max(1, words));
            }
            else if (share >= 6)
                worse = Math.Max(worse, 1 + (int)ContentRanker.Step(other.CueOdds));
        }
        f.About = Aspect.Others;
        f.Add(
            57,
            (ulong)Math.Min(speaksElsewhere, 2),
            report.SourceHead >= 0 ? facts.Tags[report.SourceHead] : 0,
            learned
        );
        f.Add(50, within == int.MinValue ? 0 : 1 + ContentRanker.Step(within), learned);
        f.Add(51, (ulong)Math.Min(inside, 3), learned);
        f.Add(52, (ulong)better, learned);
        f.Add(53, (ulong)worse, learned);
        f.Add(54, (ulong)betterShare / 2, learned);
        if (within > int.MinValue && report.Cue >= 0)
            f.Add(55, facts.Tags[report.Cue]);
        if (better > 0 && report.Cue >= 0)
            f.Add(56, facts.Tags[report.Cue]);
    }
}

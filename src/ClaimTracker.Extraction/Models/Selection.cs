namespace ClaimTracker.Extraction;

/// <summary>Decides between reports of the same words.</summary>
internal static class Selection
{
    // So many accepted reports before and after one are compared with it.
    private const int Nearest = 48;

    private const int LeastPlain = -LogSpace.One * 2;

    /// <summary>The reports that are shown, in the order they came in.</summary>
    /// <param name="univocal">Every word belongs to one report at most; otherwise reports may lie inside one another.</param>
    public static List<Report> Choose(TokenFacts facts, List<Report> reports, int threshold, bool univocal)
    {
        var order = Enumerable
            .Range(0, reports.Count)
            .Where(i => IsShown(reports[i], threshold) && (univocal || !IsAct(facts, reports[i])))
            .OrderByDescending(i => reports[i].Odds)
            .ThenBy(i => i)
            .ToList();
        var chosen = new bool[reports.Count];
        var taken = univocal ? new bool[facts.Count] : [];
        foreach (var i in order)
            chosen[i] = univocal ? Take(facts, reports[i], taken) : !Repeats(facts, reports, chosen, i);
        return [.. reports.Where((_, i) => chosen[i])];
    }

    // What a verb of saying with a named subject plainly introduces, or "according to" someone, is shown unless it is most unlikely.
    private static bool IsShown(Report report, int threshold) =>
        report.Odds >= threshold || report.Odds >= LeastPlain && report.Rule is { } rule && IsPlain(rule);

    private static bool IsPlain(Candidate rule) =>
        rule.Receiver is not null
        || rule
            is {
                Frame: FrameKind.Clause
                    or FrameKind.Quotation
                    or FrameKind.QuotationBefore
                    or FrameKind.Infinitive
                    or FrameKind.According
                    or FrameKind.Incise
                    or FrameKind.Colon,
                Source.Core.IsPronoun: false,
                SharesSubject: false,
            }
            && (
                rule.Group is null
                || rule.Group is { Modal: false, Form: WordTags.Finite }
                    && rule.Cue is { } cue
                    && (cue.Frames.HasFlag(CueFrames.Incise) || cue.Stance == LinkStance.Denying || rule.Group.Negated)
            );

    // "refused to open the door" is an act, "experience shows" is nobody's word: the rules know such verbs and nouns, and pass them over.
    private static bool IsAct(TokenFacts facts, Report report)
    {
        if (report.Cue < 0 || report.Rule is not null || facts.Article.GroupAt(report.Cue) is null)
            return false;
        if (report.SourceHead >= 0 && facts.Article.Tokens[report.SourceHead].Word?.Noun == NounClass.Abstract)
            return true;
        var start = report.Start;
        while (
            start < report.End
            && facts.Parse.TagOf(start) is UniversalTag.Particle or UniversalTag.Adposition or UniversalTag.Adverb
        )
            start++;
        return facts.Parse.TagOf(start) is UniversalTag.Infinitive or UniversalTag.InfinitiveAuxiliary;
    }

    private static bool Repeats(TokenFacts facts, List<Report> reports, bool[] chosen, int index)
    {
        var report = reports[index];
        var words = report.Words(facts);
        for (var k = Math.Max(0, index - Nearest); k < Math.Min(reports.Count, index + Nearest + 1); k++)
            if (
                chosen[k]
                && !IsNested(report, reports[k])
                && 10 * Report.Shared(facts, report.Content, reports[k].Content)
                    > 6 * Math.Min(words, reports[k].Words(facts))
            )
                return true;
        return false;
    }

    // A report of a report says nearly the same words, and is another one.
    private static bool IsNested(Report report, Report other) =>
        // ", ce que l'armée dément": the rules have it that two speak of one thing.
        report.Rule?.Source
            is { } source
            && other.Rule?.Source is { } another
            && source.Core != another.Core
            && report.Rule.Start == report.Start
            && other.Rule.Start == other.Start
            && report.Rule.Start == other.Rule.Start
        || report.Content.Holds(ReportReader.Anchor(other))
        || other.Content.Holds(ReportReader.Anchor(report));

    private static bool Take(TokenFacts facts, Report report, bool[] taken)
    {
        var words = 0;
        var left = new List<TokenRange>();
        var kept = 0;
        foreach (var range in report.Content.Ranges)
            for (var i = range.First; i <= range.Last; i++)
            {
                if (!facts.IsWord(i))
                    continue;
                words++;
                if (taken[i])
                    continue;
                kept++;
                if (left.Count > 0 && !IsTakenBetween(left[^1].Last, i) && range.First <= left[^1].Last)
                    left[^1] = left[^1] with { Last = i };
                else
                    left.Add(new TokenRange(i, i));
            }
        if (kept * 2 < words)
            return false;
        foreach (var range in report.Content.Ranges)
            Array.Fill(taken, true, range.First, range.Last - range.First + 1);
        if (kept < words)
            report.Trimmed = left;
        return true;

        bool IsTakenBetween(int from, int to)
        {
            for (var k = from + 1; k < to; k++)
                if (taken[k] && facts.IsWord(k))
                    return true;
            return false;
        }
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Finds the attributions of an article with learned models: reads every possible report, judges it, decides between rivals.</summary>
internal sealed class AttributionFinder
{
    // So many reasons are named.
    private const int Named = 3;

    private readonly TokenFacts facts;
    private readonly AttributionModels models;
    private readonly Article article;
    private readonly Mentions mentions;
    private readonly AcceptanceModel acceptance;
    private readonly FeatureList features = new();

    public AttributionFinder(TokenFacts facts, AttributionModels models)
    {
        this.facts = facts;
        this.models = models;
        article = facts.Article;
        mentions = new Mentions(article);
        acceptance = new AcceptanceModel(models.Acceptance);
    }

    /// <param name="univocal">Every word belongs to one report at most.</param>
    public List<Candidate> Find(bool univocal = false)
    {
        var reports = new ReportReader(facts, models).Read();
        acceptance.Score(facts, reports);
        var chosen = Selection.Choose(facts, reports, models.Threshold, univocal).ToHashSet();
        var found = new List<Candidate>();
        for (var i = 0; i < reports.Count; i++)
            if (chosen.Contains(reports[i]))
                found.Add(ToCandidate(reports[i]) with { Judgement = Judge(reports, i) });
            // "a cité un commandant, disant que …": no claim, but a link of the one after it.
            else if (reports[i].Rule is { } citing && citing.Cue?.Has(CueTraits.Passes) == true)
                found.Add(citing with { Judgement = new Judgement(0, [], null) { IsShown = false } });
        return found;
    }

    // What speaks for a report most, and what speaks most against it.
    private Judgement Judge(List<Report> reports, int index)
    {
        var report = reports[index];
        Span<int> shares = stackalloc int[Enum.GetValues<Aspect>().Length];
        shares.Clear();
        if (report.Cue >= 0)
            new CueModel(models.Cue).Explain(facts, report.Cue, features, shares);
        acceptance.Explain(facts, reports, index, features, shares);
        var strengths = new List<Aspect>(Named);
        while (strengths.Count < Named)
        {
            var best = Aspect.Unnamed;
            for (var aspect = best + 1; (int)aspect < shares.Length; aspect++)
                if (
                    shares[(int)aspect] > (best == Aspect.Unnamed ? 0 : shares[(int)best])
                    && !strengths.Contains(aspect)
                )
                    best = aspect;
            if (best == Aspect.Unnamed)
                break;
            strengths.Add(best);
        }
        var doubt = Aspect.Unnamed;
        for (var aspect = doubt + 1; (int)aspect < shares.Length; aspect++)
            if (shares[(int)aspect] < (doubt == Aspect.Unnamed ? -LogSpace.One / 4 : shares[(int)doubt]))
                doubt = aspect;
        return new Judgement(
            Math.Round((double)LogSpace.Share(report.Odds) / LogSpace.Certain, 3),
            strengths,
            doubt == Aspect.Unnamed ? null : doubt
        );
    }

    private Candidate ToCandidate(Report report)
    {
        var rule = report.Rule;
        var content = report.Trimmed ?? report.Content.Ranges;
        var learned = report.Cue >= 0 && report.CueOdds > ReportReader.LikelyCue;
        // Who is cited is read out of the citation as the rules found it.
        if (rule is not null && (!learned || rule.Cue?.Has(CueTraits.Passes) == true))
            return report.Trimmed is null ? rule : rule with { Content = content };
        if (rule is not null && report.Trimmed is null && SameWords(rule.Content, content))
            content = rule.Content;
        if (rule is not null)
        {
            var same = SameSource(rule, report);
            return rule with
            {
                Content = content,
                Source = same ? rule.Source : MentionOf(report),
                SharesSubject = same && rule.SharesSubject,
            };
        }
        var group = article.GroupAt(report.Cue) is { } verb && verb.Head == report.Cue ? verb : null;
        var word = article.Tokens[report.Cue].Word;
        return new Candidate
        {
            Frame = FrameOf(report, group),
            CueTokens = CueTokens(report.Cue, group),
            Cue = group?.Cue ?? (facts.Parse.TagOf(report.Cue) is UniversalTag.Noun ? word?.NounCue : word?.Cue),
            Group = group,
            Source = MentionOf(report),
            Content = content,
        };
    }

    private bool SameWords(IReadOnlyList<TokenRange> a, IReadOnlyList<TokenRange> b)
    {
        return WordsOf(a).SequenceEqual(WordsOf(b));

        IEnumerable<int> WordsOf(IReadOnlyList<TokenRange> ranges) =>
            ranges.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1)).Where(facts.IsWord);
    }

    private static bool SameSource(Candidate rule, Report report) =>
        rule.Source is { } mention
            ? report.Source is { } range
                && (
                    mention.First == range.First && mention.Last == range.Last
                    || mention.Relative == range.First && mention.Relative == range.Last
                )
            : report.Source is null;

    private TokenRange CueTokens(int cue, VerbGroup? group)
    {
        if (group is not null)
            return new TokenRange(group.First, group.Last);
        var last = cue;
        while (
            facts.Parse.RelationOf(last + 1 < facts.Count ? last + 1 : last) == DependencyRelation.Fixed
            && last < cue + 3
        )
            last++;
        return new TokenRange(cue, last);
    }

    private FrameKind FrameOf(Report report, VerbGroup? group)
    {
        var tag = facts.Parse.TagOf(report.Cue);
        if (article.Tokens[report.Cue].Kind == TokenKind.Colon)
            return FrameKind.Colon;
        if (group is null)
            return tag is UniversalTag.Noun or UniversalTag.ProperNoun or UniversalTag.Adjective
                ? FrameKind.Noun
                : FrameKind.According;
        if (group.Passive)
            return FrameKind.Passive;
        var quoted = article.QuotationOpenedAt(report.Start) is not null;
        if (report.End < report.Cue)
            return quoted ? FrameKind.QuotationBefore : FrameKind.Incise;
        if (quoted)
            return FrameKind.Quotation;
        if (article.GroupAt(report.Start) is { Form: WordTags.Infinitive })
            return FrameKind.Infinitive;
        for (var i = report.Start; i <= report.End; i++)
            if (facts.Parse.RelationOf(i) == DependencyRelation.Ccomp && facts.Parse.HeadOf(i) == report.Cue)
                return FrameKind.Clause;
        return FrameKind.Nominal;
    }

    // The words the source ranker chose, read as a mention: the phrase that bears the name, and what is apposed to it.
    private Mention? MentionOf(Report report)
    {
        if (report.Source is not { } range)
            return null;
        if (
            report.Rule?.Source is { } known
            && known.Core.First >= range.First
            && known.Core.Last <= range.Last
            && known.Relative < 0
        )
            return known with
            {
                First = range.First,
                Last = range.Last,
                CoreLast = Math.Clamp(known.CoreLast, known.Core.Last, range.Last),
            };
        var head = Math.Clamp(report.SourceHead, range.First, range.Last);
        if (
            range.First == range.Last
            && facts.Parse.TagOf(head) == UniversalTag.RelativePronoun
            && Antecedent(head) is { } antecedent
        )
            return antecedent with { Relative = head };
        var phrase = article.PhraseAt(head)
            ?? FirstPhrase(range)
            ?? new NounPhrase(range.First, range.Last, head, facts.Parse.TagOf(head) is UniversalTag.Pronoun, false);
        var core = phrase with
        {
            First = Math.Clamp(phrase.First, range.First, range.Last),
            Last = Math.Clamp(phrase.Last, range.First, range.Last),
            Head = Math.Clamp(phrase.Head, range.First, range.Last),
        };
        var end = core.IsPronoun ? core.Last : Math.Clamp(mentions.WithPrepositions(phrase), core.Last, range.Last);
        return new Mention(range.First, range.Last, core, end);
    }

    private NounPhrase? FirstPhrase(TokenRange range)
    {
        for (var i = range.First; i <= range.Last; i++)
            if (article.PhraseAt(i) is { IsTime: false } phrase)
                return phrase;
        return null;
    }

    // "qui" stands for the noun its clause hangs on.
    private Mention? Antecedent(int relative)
    {
        for (int at = relative, hops = 0; at >= 0 && hops < 5; at = facts.Parse.HeadOf(at), hops++)
            if (
                facts.Parse.RelationOf(at) is DependencyRelation.AclRelcl or DependencyRelation.Acl
                && facts.Parse.HeadOf(at) is >= 0 and var noun
                && noun < relative
                && article.PhraseAt(noun) is { } phrase
            )
                return new Mention(phrase.First, phrase.Last, phrase, phrase.Last);
        return null;
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Finds what a reporting verb reports, and who reports it.</summary>
internal sealed class VerbFrames
{
    private readonly Article article;
    private readonly Mentions mentions;
    private readonly Clauses clauses;
    private readonly VerbSubjects subjects;
    private readonly ContentAfterVerb after;
    private readonly ContentBeforeVerb before;
    private readonly PassiveReports passives;

    /// <param name="article">The article.</param>
    /// <param name="mentions">Its noun phrases as speakers.</param>
    /// <param name="clauses">Its clauses.</param>
    /// <param name="introduced">Whether an earlier cue has introduced this quotation already.</param>
    public VerbFrames(Article article, Mentions mentions, Clauses clauses, Predicate<Quotation> introduced)
    {
        this.article = article;
        this.mentions = mentions;
        this.clauses = clauses;
        subjects = new VerbSubjects(article, mentions, clauses);
        after = new ContentAfterVerb(article, mentions, clauses);
        before = new ContentBeforeVerb(article, clauses, introduced);
        passives = new PassiveReports(article, mentions, clauses, after);
    }

    private Token[] Tokens => article.Tokens;

    /// <summary>What the verb of this group reports with; after a quotation any verb whose subject can speak reports it: "« … », renchérit X", "“…,” agreed X".</summary>
    public Cue? CueOf(VerbGroup group)
    {
        const CueFrames Wanted = CueFrames.Quotation | CueFrames.Incise;
        var known = group.Cue;
        if (
            known is not null && (known.Frames & Wanted) == Wanted
            || group.Form != WordTags.Finite
            || group.Passive
            || !clauses.ClosesQuotation(group.First - 1)
        )
            return known;
        var quotation = clauses.QuotationBefore(group.First - 1);
        return
            (quotation.Words > 3 || Tokens[quotation.Close - 1].Kind is TokenKind.Stop or TokenKind.Comma)
            && (group.Pronoun >= 0 || subjects.Inverted(group) is { } subject && mentions.CanSpeak(subject.Core))
            ? known is null
                ? new Cue(group.Lemma ?? article.Form(group.Head), LinkStance.Neutral, Wanted)
                : known with
                {
                    Frames = known.Frames | Wanted,
                }
            : known;
    }

    public Candidate? Find(VerbGroup group, Cue cue, Candidate? previous)
    {
        var candidate = Read(group, cue, previous);
        return
            candidate is { Frame: FrameKind.Infinitive }
            && article.GroupAt(candidate.Start) is { } done
            && SaysNothing(group, done)
            ? null
            : candidate;
    }

    // "refused to show his ticket" is an act; of "refused to say that P" the report is what was refused; who asks not to be named asks it of the reporter.
    private bool SaysNothing(VerbGroup governor, VerbGroup done) =>
        Tokens[governor.Head].Can(WordTags.Negative)
        || Tokens[done.Head].Can(WordTags.Anonymity)
            && done.Passive
            && (done.Negated || governor.Negated || done.First > 0 && Tokens[done.First - 1].Is(WordTags.Negation));

    private Candidate? Read(VerbGroup group, Cue cue, Candidate? previous)
    {
        var (source, shares) = subjects.Of(group, previous);
        Mention? receiver = null;
        if (cue.Has(CueTraits.Receives) && subjects.Informant(group, source) is { } informant)
            (receiver, source) = (source, informant);
        if (
            !MayReport(group, cue, source)
            || source is { Relative: < 0 } && Tokens[source.Core.Head].Word?.Noun == NounClass.Abstract
        )
            return null;
        if (group.Passive)
            return passives.Find(group, cue);
        if (Compared(group, source) is { } compared)
            return compared;
        var candidate = new Candidate
        {
            Frame = FrameKind.Clause,
            Cue = cue,
            CueTokens = new TokenRange(group.First, group.Last),
            Group = group,
            Source = source,
            Receiver = receiver,
            Content = [],
            SharesSubject = shares,
        };
        if (source is not null && Relativized(candidate, group, source, previous) is { } relativized)
            return relativized;
        var incise = cue.Frames.HasFlag(CueFrames.Quotation);
        var inverted = (receiver ?? source) is { } subject && subject.First > group.Last || group.Pronoun >= 0;
        if (incise && group.Form == WordTags.Finite && source is not null && !shares)
        {
            var left = before.Find(candidate, group, source, inverted);
            if (inverted && AfterSubject(candidate, source) is { } introduced)
                return introduced;
            if (left is not null && (inverted || clauses.ClosesQuotation(Math.Min(group.First, source.First) - 1)))
                return left;
            var right = after.Find(candidate, group);
            if (right is not null && !inverted && !cue.Frames.HasFlag(CueFrames.Incise))
                return right;
            return
                left is not null
                && right is not { Frame: FrameKind.Clause or FrameKind.Quotation or FrameKind.Infinitive }
                ? left
                : right;
        }
        return inverted ? AfterSubject(candidate, source) : after.Find(candidate, group);
    }

    // The content stands before the pronoun that resumes it: ", ce que l'armée dément", "a system which he said was unfair".
    private Candidate? Relativized(Candidate candidate, VerbGroup group, Mention source, Candidate? previous)
    {
        var pronoun = Math.Min(group.First, source.First) - 1;
        if (pronoun < 2 || group.Form != WordTags.Finite)
            return null;
        var resumes = Tokens[pronoun - 1].Can(WordTags.Resumptive) && Tokens[pronoun].Is(WordTags.Complementizer);
        var comma = resumes ? pronoun - 2 : pronoun - 1;
        if (!resumes && !(Tokens[pronoun].Is(WordTags.Relative) && article.Language.AllowsZeroComplementizer))
            return null;
        var after = Math.Max(group.Last, source.Last) + 1;
        if (article.GroupAt(after) is { Form: WordTags.Finite } said && said.First == after && !resumes)
            return mentions.Antecedent(pronoun) is { } antecedent
                ? candidate with
                {
                    Frame = FrameKind.BareClause,
                    Content =
                    [
                        new TokenRange(antecedent.First, antecedent.Last),
                        new TokenRange(after, clauses.End(after)),
                    ],
                }
                : null;
        if (Tokens[comma].Kind != TokenKind.Comma)
            return null;
        var end = comma - 1;
        var start = article.Sentences.First(end);
        return candidate with
        {
            Frame = FrameKind.Incise,
            Content =
                previous is not null && previous.End == end && previous.Start >= start
                    ? previous.Content
                    : [new TokenRange(start, end)],
        };
    }

    // "comme l'indique X : « … »", "a déclaré X : « … »".
    private Candidate? AfterSubject(Candidate candidate, Mention? source) =>
        source is not null && Tokens[source.Last + 1].Kind == TokenKind.Colon
            ? after.Introduced(candidate, source.Last + 1, article.Sentences.End(candidate.CueTokens.First))
            : null;

    // "s'assurer" is not "assurer"; a participle alone reports only in "a dit … et ajouté"; an infinitive only where its subject is known.
    private bool MayReport(VerbGroup group, Cue cue, Mention? source)
    {
        if (!article.Language.AdjectivesFollow)
            return true;
        if (group.Cue is null)
            return true;
        var reflexive = false;
        for (var k = group.First; k < group.Head; k++)
            reflexive |= Tokens[k].Can(WordTags.Reflexive);
        // "veut dire", "il faut dire" report nothing.
        if (
            reflexive
                ? !cue.Has(CueTraits.Reflexive)
                : cue.Has(CueTraits.OnlyReflexive) || group.Modal && cue.Lemma == "dire"
        )
            return false;
        // "cela dit", "ce qui veut dire"
        if (source is { Core.IsPronoun: true } && Tokens[source.Core.Head].Can(WordTags.Neuter))
            return false;
        return group.Form switch
        {
            WordTags.Participle => group.First > 0 && Tokens[group.First - 1].Is(WordTags.Coordinator),
            WordTags.Infinitive => source is not null,
            _ => true,
        };
    }

    // "Comme l'a dit X, P", "As X put it, P".
    private Candidate? Compared(VerbGroup group, Mention? source)
    {
        var first = article.Sentences.First(group.First);
        while (first < group.First && Tokens[first].Is(WordTags.Adverb))
            first++;
        if (
            !Tokens[first].Can(WordTags.Comparing)
            || group.First - first > 12
            || source is null
            || source.First < first
        )
            return null;
        var end = Math.Max(source.Last, group.Last) + 1;
        while (end < Tokens.Length && end < group.Last + 14 && Tokens[end].Kind == TokenKind.Word)
            end++;
        if (end + 1 >= article.Sentences.End(first) || Tokens[end].Kind != TokenKind.Comma)
            return null;
        return new Candidate
        {
            Frame = FrameKind.According,
            Cue = group.Cue,
            CueTokens = new TokenRange(group.First, group.Last),
            Group = group,
            Source = source,
            Content = [new TokenRange(end + 1, clauses.End(end + 1))],
        };
    }
}

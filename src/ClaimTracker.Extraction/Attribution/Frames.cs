namespace ClaimTracker.Extraction;

/// <summary>Reads through an article and finds every attribution in it, in the order of the cues.</summary>
internal sealed class Frames
{
    private readonly Article article;
    private readonly VerbFrames verbs;
    private readonly PhraseFrames phrases;
    private readonly List<Candidate> found = [];

    // Quotations that an attribution holds already.
    private readonly bool[] taken;

    private Frames(Article article)
    {
        this.article = article;
        var mentions = new Mentions(article);
        var clauses = new Clauses(article);
        taken = new bool[article.Quotations.Count];
        verbs = new VerbFrames(article, mentions, clauses, quotation => taken[quotation.Index]);
        phrases = new PhraseFrames(article, mentions, clauses);
    }

    public static List<Candidate> Find(Article article)
    {
        var frames = new Frames(article);
        frames.AddIntroduced();
        frames.AddFree();
        return frames.found;
    }

    private void AddIntroduced()
    {
        var tokens = article.Tokens;
        Candidate? previous = null;
        var cued = -1;
        for (var i = 0; i < tokens.Length - 1; i++)
        {
            Candidate? candidate = null;
            if (article.GroupAt(i) is { } group && group.First == i && verbs.CueOf(group) is { } cue)
                candidate = verbs.Find(group, cue, previous);
            else if (article.AttributiveAt(i) is { } attributive)
                candidate = phrases.According(attributive);
            else if (i > cued && tokens[i].Is(WordTags.Noun) && tokens[i].Word?.NounCue is not null)
                candidate = phrases.Noun(i);
            else if (tokens[i].Is(WordTags.Preposition) && article.Form(i) == "pour")
                candidate = phrases.Opinion(i);
            else if (i > 0 && tokens[i].Is(WordTags.Preposition) && article.Form(i) == "de")
                candidate = phrases.FromSource(i);
            if (candidate is null && (i == 0 || tokens[i - 1].Kind == TokenKind.Break))
                candidate = phrases.Headed(i);
            if (candidate is null)
                continue;
            found.Add(candidate);
            cued = candidate.CueTokens.Last;
            foreach (var range in candidate.Content)
                Take(range);
            if (candidate.Source is not null && candidate.Frame is not FrameKind.Noun and not FrameKind.Passive)
                previous = candidate;
        }
    }

    private void Take(TokenRange range)
    {
        for (var k = range.First; k <= range.Last; k++)
            if (article.QuotationOpenedAt(k) is { } quotation)
            {
                taken[quotation.Index] = true;
                k = Math.Max(k, quotation.Close);
            }
    }

    private void AddFree()
    {
        var ordered = found.Where(c => c.Source is not null && c.CueTokens.First >= 0).ToList();
        var next = 0;
        foreach (var quotation in article.Quotations)
        {
            while (next < ordered.Count && ordered[next].CueTokens.First < quotation.Open)
                next++;
            if (!taken[quotation.Index] && phrases.Free(quotation, next > 0 ? ordered[next - 1] : null) is { } free)
                found.Add(free);
        }
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Reads through an article and finds every attribution in it, in the order of the cues.</summary>
internal static class Frames
{
    public static List<Candidate> Find(Article article)
    {
        var mentions = new Mentions(article);
        var clauses = new Clauses(article);
        var verbs = new VerbFrames(article, mentions, clauses);
        var phrases = new PhraseFrames(article, mentions, clauses);
        var found = new List<Candidate>();
        var tokens = article.Tokens;
        Candidate? previous = null;
        for (var i = 0; i < tokens.Length - 1; i++)
        {
            Candidate? candidate = null;
            if (article.GroupAt(i) is { Cue: not null } group && group.First == i)
                candidate = verbs.Find(group, previous);
            else if (tokens[i].Is(WordTags.According))
                candidate = phrases.According(i);
            else if (tokens[i].Is(WordTags.Noun) && tokens[i].Word?.NounCue is not null)
                candidate = phrases.Noun(i);
            else if (tokens[i].Is(WordTags.Preposition) && article.Form(i) == "pour")
                candidate = phrases.Opinion(i);
            else if (i > 0 && tokens[i].Is(WordTags.Preposition) && article.Form(i) == "de")
                candidate = phrases.FromSource(i);
            if (candidate is null && (i == 0 || tokens[i - 1].Kind == TokenKind.Break))
                candidate = phrases.Headed(i);
            if (candidate is null)
                continue;
            found.AddRange(mentions.Split(candidate.Source).Select(speaker => candidate with { Source = speaker }));
            if (candidate.Source is not null && candidate.Frame is not FrameKind.Noun and not FrameKind.Passive)
                previous = candidate;
        }
        AddFree(article, phrases, found);
        return found;
    }

    private static void AddFree(Article article, PhraseFrames phrases, List<Candidate> found)
    {
        var taken = new bool[article.Quotations.Count];
        foreach (var range in found.SelectMany(c => c.Content))
            for (var k = range.First; k <= range.Last; k++)
                if (article.QuotationOpenedAt(k) is { } quotation)
                {
                    taken[quotation.Index] = true;
                    k = Math.Max(k, quotation.Close);
                }
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

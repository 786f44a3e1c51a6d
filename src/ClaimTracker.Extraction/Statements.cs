namespace ClaimTracker.Extraction;

/// <summary>Proposes a wording that stands alone.</summary>
internal static class PreparedStatements
{
    public static string Of(Article article, Candidate candidate, IReadOnlyList<TextSpan> content, KnownSource origin)
    {
        var text = string.Join(" ", content.Select(s => s.In(article.Text)));
        var first = candidate.Start;
        // Outside quotation marks "he" at the head of what someone says is that someone, where number and gender agree.
        if (
            article.PhraseAt(first) is { IsPronoun: true } subject
            && article.Level(first) == article.Level(candidate.CueTokens.First >= 0 ? candidate.CueTokens.First : first)
            && origin is { Name: { } name, Kind: ProposedSourceKind.Person, GenderKnown: true }
            && candidate.Frame is FrameKind.Clause or FrameKind.BareClause
            && article.Tokens[first].Can(WordTags.Personal)
            && article.Tokens[subject.Head].Can(WordTags.Feminine) == origin.Feminine
            && article.GroupAt(first + 1) is { Form: WordTags.Finite, Lemma: not "falloir" } group
            && group.Head > first
            && article.Form(group.Last + 1) is not "que" and not "y"
        )
            return name + text[(article.Tokens[first].End - content[0].Start)..];
        return text;
    }
}

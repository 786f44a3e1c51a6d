namespace ClaimTracker.Extraction;

/// <summary>Speakers joined by "and": each a name, a body or a person of its own.</summary>
internal sealed class Coordination(Article article, SpeakerPhrases phrases)
{
    private Token[] Tokens => article.Tokens;

    /// <summary>Coordinated speakers, each for itself; anyone else alone.</summary>
    public IReadOnlyList<Mention?> Split(Mention? mention)
    {
        if (mention is not { Relative: < 0 } || !phrases.HasCoordinator(mention))
            return [mention];
        var speakers = new List<Mention?>();
        var start = mention.First;
        for (var k = mention.First + 1; k < mention.Last; k++)
        {
            // Behind an aside nothing is on a level with the first.
            if (article.GroupAt(k) is not null || Tokens[k].Is(WordTags.Relative))
                return [mention];
            if (Tokens[k].Kind != TokenKind.Comma && !phrases.IsAnd(k))
                continue;
            // ", and X"
            var next = phrases.IsAnd(k + 1) ? k + 2 : k + 1;
            if (
                article.PhraseAt(start) is not { } left
                || left.First != start
                || article.PhraseAt(next) is not { } right
                || right.First != next
                || !AreTwo(left, k - 1, right)
                // "Michael Wertheim, an adviser": what stands behind a comma may be said of the name before it.
                || Tokens[k].Kind == TokenKind.Comma && !(IsName(left) && IsName(right))
            )
                continue;
            speakers.Add(new Mention(start, k - 1, left, k - 1));
            start = next;
            k = next;
        }
        if (start == mention.First || !phrases.IsAnd(start - 1) || article.PhraseAt(start) is not { } last)
            return [mention];
        speakers.Add(new Mention(start, mention.Last, last, Math.Max(last.Last, mention.CoreLast)));
        return speakers;
    }

    // "the mayor and the prefect", "l'Union européenne et les Nations unies", "Paul Roy et Anne Le Goff": each a name, a body or a person of its own;
    // not "le ministre de l'Économie et des Finances", "the Ministry of Defence and the Interior".
    private bool AreTwo(NounPhrase left, int leftLast, NounPhrase right) =>
        IsOneSpeaker(left)
        && (leftLast == left.Last || IsDetermined(right))
        && (
            IsOneSpeaker(right)
            || leftLast == left.Last
                && IsDetermined(right)
                && !Tokens[right.Head].Can(WordTags.Plural)
                && Tokens[right.Head].Word?.Noun is null or NounClass.None
        );

    private bool IsDetermined(NounPhrase phrase) =>
        !phrase.IsTime
        && !phrase.IsPronoun
        && Tokens[phrase.First].Is(WordTags.Determiner | WordTags.Own)
        && !Tokens[phrase.First].Can(WordTags.Contracted);

    private bool IsName(NounPhrase phrase) =>
        Tokens[phrase.First].Is(WordTags.Proper) && Tokens[phrase.Last].Is(WordTags.Proper);

    // A name, or one body or person with its own article.
    private bool IsOneSpeaker(NounPhrase phrase) =>
        !phrase.IsPronoun
        && !phrase.IsTime
        && (
            IsName(phrase)
            || IsDetermined(phrase)
                && (
                    Tokens[phrase.Head].Capital
                        ? Tokens[phrase.Head].Is(WordTags.Proper) && Tokens[phrase.First + 1].Capital
                            || Tokens[phrase.Head].Word?.Noun == NounClass.Organization
                        : !Tokens[phrase.First].Can(WordTags.Plural)
                            && Tokens[phrase.Head].Word?.Noun
                                is NounClass.Organization
                                    or NounClass.Role
                                    or NounClass.Medium
                                    or NounClass.Person
                                    or NounClass.Unnamed
                )
        );
}

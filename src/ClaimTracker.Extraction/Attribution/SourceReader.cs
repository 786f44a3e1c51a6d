namespace ClaimTracker.Extraction;

/// <summary>What the words of a mention say of its source.</summary>
internal sealed record SourceDescription(
    string Name,
    ProposedSourceKind Kind,
    string? Office,
    IReadOnlyList<string> Nouns,
    bool IsNamed,
    bool Definite,
    bool Plural,
    bool Feminine,
    bool GenderKnown,
    bool Specific
);

/// <summary>Reads name, office and kind out of a mention: "le porte-parole de l'armée américaine, Sean Ryan".</summary>
internal static class SourceReader
{
    public static SourceDescription Read(Article article, Mention mention)
    {
        var tokens = article.Tokens;
        var core = mention.Core;
        var end = Math.Max(mention.CoreLast, core.Last);
        var named = NameIn(article, core.First, core.Last);
        string? office = null;
        var head = HeadNoun(article, core);
        var nounClass = head >= 0 ? tokens[head].Word!.Noun : NounClass.None;
        // "Yonhap news agency", "l'agence de presse Yonhap"
        if (nounClass == NounClass.Organization && HasPressWord(tokens, core.First, end))
        {
            nounClass = NounClass.Medium;
            named ??= NameIn(article, core.Last + 1, end);
        }
        var nouns = new List<string>();
        if (head >= 0)
            nouns.Add(Singular(article.Form(head)));
        var isPersonNoun = nounClass is NounClass.Role or NounClass.Title or NounClass.Person;
        // "Energy minister Tom Vale": the name is what follows the office.
        if (isPersonNoun && head < core.Last && NameIn(article, head + 1, core.Last) is { } afterOffice)
            named = afterOffice;
        // "l'archevêque de Rouen Dominique Lebrun", "le porte-parole de X, Sean Ryan": the name comes after.
        var apposed = NameAfter(article, mention, end);
        var title = nounClass == NounClass.Title;
        var fullText = Text(article, core.First, end);
        // "the Northern Post": neither a post nor anything northern.
        if (!isPersonNoun && !title && article.Language.MediumNamed(fullText) is { } medium)
            return Named(medium, ProposedSourceKind.Outlet, null, core.First);
        if (
            named is { } name
            && (isPersonNoun || nounClass is NounClass.None or NounClass.FirstName)
            && !(nounClass is NounClass.Role && name.First < head && !IsFirstName(tokens, name.First))
        )
        {
            if (nounClass == NounClass.Role && name.First > core.First)
                office = Text(article, core.First, name.First - 1);
            office ??= OfficeAfter(article, mention, end);
            var kind = KindOfName(
                article,
                Text(article, name.First, name.Last),
                isPersonNoun || office is not null || IsFirstName(tokens, name.First),
                name.First > core.First && tokens[name.First - 1].Is(WordTags.Determiner)
            );
            if (end > core.Last && kind is not ProposedSourceKind.Person)
                name = name with { Last = end };
            return Named(Text(article, name.First, name.Last), kind, office, name.First);
        }
        if (
            apposed is { } other
            && (
                isPersonNoun
                || nounClass is NounClass.Medium or NounClass.Organization or NounClass.None or NounClass.Unnamed
            )
        )
        {
            var kind =
                nounClass is NounClass.Medium
                    ? ProposedSourceKind.Outlet
                    : KindOfName(article, Text(article, other.First, other.Last), isPersonNoun);
            if (isPersonNoun)
                office = Text(article, core.First, other.First <= end ? other.First - 1 : end);
            return Named(Text(article, other.First, other.Last), kind, office, other.First);
        }
        if (
            named is { } body
            && (
                nounClass is NounClass.Medium
                || article.Language.MediumNamed(Text(article, body.First, body.Last)) is not null
            )
        )
            return Named(Text(article, body.First, body.Last), ProposedSourceKind.Outlet, null, body.First);
        if (nounClass == NounClass.Document && AuthorOf(article, core, end) is { } author)
            return new SourceDescription(
                fullText,
                author,
                null,
                nouns,
                false,
                IsDefinite(article, core.First),
                IsPlural(tokens, head),
                Gender(article, core.First) ?? false,
                Gender(article, core.First) is not null,
                end > core.Last
            );
        var definite = IsDefinite(article, core.First);
        var classKind = nounClass switch
        {
            NounClass.Organization when definite || named is not null => ProposedSourceKind.Organization,
            NounClass.Medium when definite && named is not null => ProposedSourceKind.Outlet,
            NounClass.Group when definite || tokens[head].Capital => ProposedSourceKind.Group,
            NounClass.Document => ProposedSourceKind.Document,
            NounClass.None when named is not null => KindOfName(article, fullText, false),
            _ => ProposedSourceKind.Unnamed,
        };
        var gender = Gender(article, core.First);
        return new SourceDescription(
            fullText,
            classKind,
            null,
            nouns,
            classKind is ProposedSourceKind.Organization or ProposedSourceKind.Outlet && named is not null,
            definite,
            IsPlural(tokens, head >= 0 ? head : core.Head) || IsPlural(tokens, core.First),
            gender ?? (head >= 0 && tokens[head].Word!.Is(WordTags.Feminine)),
            gender is not null || head >= 0 && article.Language.AdjectivesFollow,
            end > core.Last
        );

        SourceDescription Named(string value, ProposedSourceKind kind, string? position, int first)
        {
            var gender = Gender(article, mention.First);
            var feminine = gender
                ?? head >= 0 && tokens[head].Word!.Is(WordTags.Feminine)
                    || tokens[first].Word is { Noun: NounClass.FirstName } firstName && firstName.Is(WordTags.Feminine);
            var genderKnown =
                gender is not null
                || title
                || tokens[first].Word is { Noun: NounClass.FirstName }
                || feminine
                || head >= 0
                    && article.Language.AdjectivesFollow
                    && isPersonNoun
                    && !tokens[head].Can(WordTags.Epicene);
            return new SourceDescription(
                kind == ProposedSourceKind.Outlet ? article.Language.MediumNamed(value) ?? value : value,
                kind,
                Clean(position),
                nouns,
                true,
                true,
                false,
                feminine,
                genderKnown,
                false
            );
        }
    }

    private static bool HasPressWord(Token[] tokens, int first, int last)
    {
        for (var k = first; k <= last; k++)
            if (tokens[k].Can(WordTags.Press))
                return true;
        return false;
    }

    // Feminine, masculine, or not told by the article before the noun.
    private static bool? Gender(Article article, int first) =>
        !article.Language.AdjectivesFollow ? null
        : article.Tokens[first].Can(WordTags.Determiner | WordTags.Own) && article.Tokens[first].Can(WordTags.Feminine)
            ? true
        : article.Tokens[first].Can(WordTags.Masculine) ? false
        : null;

    private static string? Clean(string? office) => office is null ? null : Names.StripArticle(office);

    private static string Text(Article article, int first, int last)
    {
        var start = article.Tokens[first].Start;
        while (start < article.Tokens[first].End && article.Text[start] == '-')
            start++;
        return article.Text[start..article.Tokens[last].End].Trim();
    }

    private static bool IsFirstName(Token[] tokens, int token) =>
        tokens[token].Word is { Noun: NounClass.FirstName } && tokens[token].Capital;

    // The run of proper names in a phrase.
    private static TokenRange? NameIn(Article article, int first, int last)
    {
        var tokens = article.Tokens;
        var start = -1;
        for (var k = first; k <= last; k++)
        {
            if (tokens[k].Is(WordTags.Possessive))
                return start >= 0 && k == last ? new TokenRange(start, k - 1) : null;
            if (tokens[k].Is(WordTags.Proper) || (start >= 0 && tokens[k].Capital))
                start = start < 0 ? k : start;
            else if (start >= 0)
                return new TokenRange(start, k - 1);
        }
        return start < 0 ? null : new TokenRange(start, last);
    }

    private static int HeadNoun(Article article, NounPhrase core)
    {
        var tokens = article.Tokens;
        var found = -1;
        for (var k = core.First; k <= core.Last; k++)
            // "the farmers' union": what owns is not the head.
            if (tokens[k].Is(WordTags.Possessive))
                found = -1;
            else if (
                tokens[k].Word is { Noun: not NounClass.None and not NounClass.FirstName } word
                && (
                    tokens[k].Is(WordTags.Noun | WordTags.Proper)
                    || word.Noun == NounClass.Title
                    // "police chief Sam Ford"
                    || word.Noun == NounClass.Role && k < core.Last && tokens[k + 1].Capital
                )
            )
            {
                if (
                    found >= 0
                    && tokens[k].Word!.Noun is NounClass.Group or NounClass.Organization or NounClass.Medium
                    && tokens[found].Word!.Noun is NounClass.Role or NounClass.Title or NounClass.Unnamed
                )
                    continue;
                // French heads come first, English ones last.
                if (
                    found < 0
                    || !article.Language.AdjectivesFollow
                    || k <= core.Head && !tokens[found].Is(WordTags.Noun)
                    || k == core.Head
                )
                    found = k;
            }
        return found;
    }

    public static string Singular(string form) =>
        form.Length > 4 && form[^1] is 's' or 'x' ? Names.Fold(form[..^1]) : Names.Fold(form);

    // ", Sean Ryan," after the description; or right after its prepositional phrases.
    private static TokenRange? NameAfter(Article article, Mention mention, int end)
    {
        var tokens = article.Tokens;
        var comma = -1;
        for (var k = end; k < mention.Last && comma < 0; k++)
            if (tokens[k].Kind == TokenKind.Comma)
                comma = k;
        if (
            comma > 0
            && comma < mention.Last
            && NameIn(article, comma + 1, Math.Min(mention.Last, comma + 6)) is { } name
            && name.First <= comma + 2
        )
            return name;
        if (
            end > mention.Core.Last
            && tokens[end].Is(WordTags.Proper)
            && article.PhraseAt(end) is { } last
            && last.First > mention.Core.Last
        )
        {
            // "archevêque de Rouen Dominique Lebrun": from the first name on.
            for (var k = last.First + 1; k <= last.Last; k++)
                if (IsFirstName(tokens, k) && k < last.Last)
                    return new TokenRange(k, last.Last);
            // "ministre de la Défense Anton Weiss": an article takes one word, what follows it is a name of two.
            if (
                last.Last - last.First == 3
                && tokens[last.First].Is(WordTags.Determiner | WordTags.Preposition)
                && tokens[last.First + 1].Word is not { Noun: NounClass.Role or NounClass.Title }
                && IsRunOfNames(tokens, last.First + 2, last.Last)
            )
                return new TokenRange(last.Last - 1, last.Last);
        }
        return null;
    }

    private static bool IsRunOfNames(Token[] tokens, int first, int last)
    {
        for (var k = first; k <= last; k++)
            if (!tokens[k].Is(WordTags.Proper))
                return false;
        return true;
    }

    private static string? OfficeAfter(Article article, Mention mention, int end)
    {
        var tokens = article.Tokens;
        var first = mention.First < mention.Core.First ? mention.First : -1;
        if (first >= 0)
        {
            var stop = mention.Core.First - 1;
            return Text(article, first, tokens[stop].Kind == TokenKind.Comma ? stop - 1 : stop);
        }
        for (var k = Math.Min(end, mention.Core.Last); k < mention.Last; k++)
            if (
                tokens[k].Kind == TokenKind.Comma
                && article.PhraseAt(k + 1) is not null
                && tokens[k + 1].Kind == TokenKind.Word
            )
            {
                var last = k + 1;
                while (last < mention.Last && tokens[last + 1].Kind is not TokenKind.Comma)
                    last++;
                return Text(article, k + 1, last);
            }
        return null;
    }

    // "un communiqué de l'armée": a paper speaks for nobody but itself, but keeps its own kind.
    private static ProposedSourceKind? AuthorOf(Article article, NounPhrase core, int end) =>
        end > core.Last || article.Language.AdjectivesFollow ? ProposedSourceKind.Document : null;

    private static ProposedSourceKind KindOfName(Article article, string name, bool person, bool withArticle = false)
    {
        var bare = Names.Fold(Names.StripArticle(name));
        var full = Names.Fold(name);
        if (article.Language.MediumNamed(name) is not null)
            return ProposedSourceKind.Outlet;
        if (article.Language.IsOrganization(full) || article.Language.IsOrganization(bare))
            return ProposedSourceKind.Organization;
        if (person)
            return ProposedSourceKind.Person;
        var hasArticle = withArticle || full != bare;
        var acronym = name.Length is >= 2 and <= 6 && name.All(char.IsUpper);
        return hasArticle || acronym ? ProposedSourceKind.Organization : ProposedSourceKind.Person;
    }

    private static bool IsDefinite(Article article, int first) =>
        article.Tokens[first].Can(WordTags.Definite)
        || article.Tokens[first].Is(WordTags.Own)
        || first > 0 && article.Tokens[first - 1].Can(WordTags.Contracted);

    private static bool IsPlural(Token[] tokens, int head) => tokens[head].Word is { } word && word.Is(WordTags.Plural);
}

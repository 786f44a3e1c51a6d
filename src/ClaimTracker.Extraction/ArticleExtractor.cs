namespace ClaimTracker.Extraction;

/// <summary>Finds what a news text claims, and who is said to have said it.</summary>
public static class ArticleExtractor
{
    // The confidence of what rules alone propose, in a language without annotated news.
    private const double Unmeasured = 0.5;

    /// <summary>The language of a text: its BCP 47 primary subtag, or <c>und</c>.</summary>
    /// <param name="title">Helps where the text is short.</param>
    public static string DetectLanguage(string text, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LanguageGuess.Of(title is null ? text : title + "\n" + text);
    }

    /// <summary>Reads one text. Deterministic, without state, safe on any number of threads, linear in the length of the text.</summary>
    public static ExtractionResult Extract(string text, ExtractionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var code = options?.Language is { } given
            ? given.Split('-')[0].ToLowerInvariant()
            : DetectLanguage(text, options?.Title);
        var parts = LanguageParts.Of(text, code);
        if (code == LanguageGuess.Unknown && LanguageParts.Longest(parts) is var most and not LanguageGuess.Unknown)
        {
            code = most;
            parts = LanguageParts.Of(text, code);
        }
        var claims = new List<ProposedClaim>();
        var sources = new SharedSources();
        foreach (var part in parts)
        {
            var read = ReadPart(parts.Count == 1 ? text : text[part.Start..part.End], part.Language, options);
            claims.AddRange(parts.Count == 1 ? read : sources.Place(read, part.Start));
        }
        return new ExtractionResult(
            code,
            [.. claims.OrderBy(c => c.Content[0].Start).ThenBy(c => c.Content[^1].End)],
            [.. Warnings([.. parts.Select(part => part.Language).Distinct()])]
        );
    }

    /// <summary>What should be known of how texts in this language are read; nothing where they are read as well as any.</summary>
    public static IReadOnlyList<Remark> WarningsAbout(string language)
    {
        var code = language.Split('-')[0].ToLowerInvariant();
        return code == LanguageGuess.Unknown ? [new Remark("languageUnknown")]
            : !LanguageData.IsRead(code) ? [new Remark("languageUnsupported", code)]
            : !LanguageData.For(code).IsMeasured ? [new Remark("languageLimited", code)]
            : [];
    }

    private static IEnumerable<Remark> Warnings(List<string> read)
    {
        var each = read.SelectMany(WarningsAbout);
        return read.Count > 1 ? each.Prepend(new Remark("severalLanguages", string.Join(", ", read))) : each;
    }

    private static List<ProposedClaim> ReadPart(string text, string language, ExtractionOptions? options) =>
        Read(
            Look(text, language),
            LanguageData.For(language).Models,
            options?.Outlet,
            options?.CoordinatedTogether == true
        );

    /// <summary>All that is known of a text before any model judges it.</summary>
    internal static TokenFacts Look(string text, string language)
    {
        var article = new Article(text, LanguageData.For(language));
        return new TokenFacts(article, article.Parse, Frames.Find(article));
    }

    /// <summary>Reads a text with these models; null: with the rules alone.</summary>
    /// <param name="together">Coordinated speakers make one claim, as annotated news has it.</param>
    /// <param name="univocal">Every word belongs to one report at most, as some annotated news has it.</param>
    internal static List<ProposedClaim> Read(
        TokenFacts facts,
        AttributionModels? models,
        string? outlet,
        bool together,
        bool univocal = false
    )
    {
        var article = facts.Article;
        var candidates = models is null ? facts.Rules : new AttributionFinder(facts, models).Find(univocal);
        var book = new SourceBook(article);
        var publisher = outlet is { Length: > 0 } ? book.Outlet(outlet) : null;
        var attributed = new List<Attributed>();
        var writer = new ClaimWriter(article, publisher);
        var claims = new List<ProposedClaim>();
        foreach (var found in new Chains(article, book).Build(candidates, together))
        {
            if (found.Candidate.Judgement is { IsShown: false })
                continue;
            attributed.Add(found);
            claims.Add(writer.Write(found, found.Candidate.Judgement?.Confidence ?? Unmeasured));
        }
        claims.AddRange(Narrator.Find(article, attributed).Select(writer.Write));
        return claims;
    }
}

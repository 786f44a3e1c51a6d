using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Wording;

/// <summary>
/// The language in which the answer to a request is worded, and whether anything in it is worded at all. It goes with the flow of the request, so that a view
/// words what it shows without being told for whom. What is worded outside of a request is in English.
/// </summary>
internal sealed class AnswerLanguage
{
    private static readonly AsyncLocal<AnswerLanguage?> Ambient = new();

    private Language wanted;

    private AnswerLanguage(Language wanted) => this.wanted = wanted;

    /// <summary>The language of the words that are in the answer by now; null while there are none.</summary>
    public Language? Spoken { get; private set; }

    /// <summary>The language to word something in.</summary>
    public static Language Current
    {
        get
        {
            if (Ambient.Value is not { } answer)
                return Language.En;
            answer.Spoken = answer.wanted;
            return answer.wanted;
        }
    }

    /// <summary>Begins an answer to a request that accepts these languages.</summary>
    public static AnswerLanguage Begin(string? acceptLanguage) =>
        Ambient.Value = new AnswerLanguage(Preferred(acceptLanguage));

    /// <summary>Words the answer in this language, whatever was asked for.</summary>
    public static void Set(Language language)
    {
        if (Ambient.Value is { } answer)
            answer.wanted = language;
    }

    private static Language Preferred(string? header)
    {
        if (header is null || !StringWithQualityHeaderValue.TryParseList([header], out var wanted))
            return Language.En;
        foreach (
            var tag in wanted
                .Where(one => one.Quality is not 0)
                .OrderByDescending(one => one.Quality ?? 1)
                .Select(one => one.Value.ToString())
        )
            if (
                Enum.TryParse<Language>(tag.Split('-')[0], ignoreCase: true, out var language)
                && Enum.IsDefined(language)
            )
                return language;
        return Language.En;
    }
}

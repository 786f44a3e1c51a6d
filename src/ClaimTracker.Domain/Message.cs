using System.Text.Json;

namespace ClaimTracker.Domain;

/// <summary>What the program has to say to people: a code, and what it is about. It is stored so, and put into words for whoever reads it.</summary>
/// <param name="Parameters">Numbers, words, ids and names by their names; null where the code says all.</param>
public sealed record Message(MessageCode Code, IReadOnlyDictionary<string, JsonElement>? Parameters = null)
{
    public static Message Of(MessageCode code, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var values = new Dictionary<string, JsonElement>(parameters.Length);
        foreach (var (name, value) in parameters)
            values.Add(name, JsonSerializer.SerializeToElement(value));
        return new Message(code, values.Count == 0 ? null : values);
    }
}

/// <summary>All that the program says of its own accord. Names are stored, in records and in the audit trail: they may be added to, and never change.</summary>
public enum MessageCode
{
    /// <summary>A cause of a flag: no chain of the support leads to an origin.</summary>
    NoChainToOrigin = 0,

    /// <summary>A cause of a flag: no origin is guaranteed; <c>n</c> are possible.</summary>
    OriginsPossible = 1,

    /// <summary>A cause of a flag: <c>n</c> outlets carry it, and one origin is guaranteed.</summary>
    SingleOrigin = 2,

    /// <summary>A cause of a flag: reports of the support have it from each other.</summary>
    Circular = 3,

    /// <summary>How a cause went: the claim is weighed no longer.</summary>
    NotWeighed = 4,

    /// <summary>How a cause went: there is support again; <c>n</c> origins are guaranteed.</summary>
    SupportRegained = 5,

    /// <summary>How a cause went: no report leads back to itself.</summary>
    NotCircular = 6,

    /// <summary>How a cause went: one outlet at most carries it.</summary>
    OneOutletAtMost = 7,

    /// <summary>How a cause went: not even one origin is guaranteed.</summary>
    NoOriginLeft = 8,

    /// <summary>How a cause went: <c>n</c> origins are guaranteed.</summary>
    OriginsGuaranteed = 9,

    /// <summary>A cause of a flag: the support rested only on an <c>article</c> that was taken back.</summary>
    RestedOnArticle = 10,

    /// <summary>A cause of a flag: the support rested only on what a <c>source</c> said, who took it back.</summary>
    RestedOnStatement = 11,

    /// <summary>How a cause went: an <c>article</c> stands again.</summary>
    ArticleReinstated = 12,

    /// <summary>How a cause went: a <c>source</c> stands by it again.</summary>
    StatementReinstated = 13,

    /// <summary>How a cause went: what stood against the chain was taken back.</summary>
    ChainNoLongerDisputed = 14,

    /// <summary>How a cause went: there was support again in the meantime.</summary>
    SupportRegainedMeanwhile = 15,

    /// <summary>Why an outcome counts: the verdict on the claim, its <c>rating</c> by name.</summary>
    VerdictSaysSo = 16,

    /// <summary>Why an outcome counts no longer: the verdict was withdrawn.</summary>
    VerdictWithdrawn = 17,

    /// <summary>Why an outcome counts no longer: the verdict says something else.</summary>
    VerdictSaysOtherwise = 18,

    /// <summary>Why a suggestion was settled: what it suggests was recorded by hand.</summary>
    RecordedByHand = 19,

    /// <summary>Two claims share the same <c>n</c> words; <c>but</c> one is a denial, or the figures differ: <c>here</c> and <c>there</c>.</summary>
    SameWords = 20,

    /// <summary>Two claims have <c>n</c> words in common, of <c>mine</c> and <c>theirs</c>; <c>but</c> as before.</summary>
    WordsInCommon = 21,

    /// <summary>A <c>claim</c> is a denial: the <c>relation</c> may have been made by the contents.</summary>
    DenialRelated = 22,

    /// <summary>The same, and the <c>other</c> claim says in its own words that something is not so.</summary>
    DenialsOpposed = 23,

    /// <summary>Two names, <c>own</c> and <c>other</c>, are the same words but for accents, case and signs.</summary>
    NamesSameWords = 24,

    /// <summary>The same letters, divided otherwise.</summary>
    NamesSameLetters = 25,

    /// <summary>The same words in another order.</summary>
    NamesReordered = 26,

    /// <summary>The same words but for articles and prepositions.</summary>
    NamesSameBearingWords = 27,

    /// <summary>One letter apart.</summary>
    NamesOneLetterApart = 28,

    /// <summary>The same last word, the others shortened to initials.</summary>
    NamesInitials = 29,

    /// <summary>One is made of the first <c>letters</c> of the other.</summary>
    NamesAcronym = 30,

    /// <summary>All words of the shorter stand in the longer.</summary>
    NamesContained = 31,

    /// <summary><c>n</c> words in common.</summary>
    NamesWordsInCommon = 32,

    /// <summary>A <c>share</c> of the shorter text stands in both; <c>strong</c> where they can hardly be of two hands; <c>from</c> is the earlier article, and <c>copy</c> credits nobody.</summary>
    TextInCommon = 33,

    /// <summary>The outlet of <c>copy</c> reported <c>n</c> statements soon after that of <c>from</c>, naming no origin of its own.</summary>
    OutletFollows = 34,

    /// <summary>The article credits a <c>name</c>.</summary>
    CreditLine = 35,

    /// <summary>The article credits a <c>name</c>, and a <c>share</c> of the shorter text stands in both.</summary>
    CreditLineAndText = 36,
}

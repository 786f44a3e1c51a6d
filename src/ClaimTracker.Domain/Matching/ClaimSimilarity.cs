using ClaimTracker.Domain.Relations;

namespace ClaimTracker.Domain.Matching;

/// <summary>A claim as it is compared with others.</summary>
/// <param name="IsDenied">Its modality is <c>negated</c>.</param>
/// <param name="StatementKey">Its statement as it is searched: folded, without accents.</param>
public readonly record struct ComparedClaim(
    long Claim,
    long Article,
    bool IsAccepted,
    bool IsDenied,
    string StatementKey
);

/// <summary>How much a claim of another article says the same.</summary>
/// <param name="Score">0 to 1: twice the words in common, by the words of both.</param>
/// <param name="Matched">The words in common, as the claim that was asked about has them.</param>
/// <param name="Cause">How many words match, and what speaks against it.</param>
/// <param name="Relation">What the two may be to each other; null where their words do not say.</param>
public sealed record ClaimSimilarity(
    long Claim,
    double Score,
    IReadOnlyList<string> Matched,
    Message Cause,
    RelationType? Relation
);

/// <summary>
/// Claims by the words that bear their meaning: no articles, prepositions, pronouns or auxiliaries of English, French and Spanish, and without the endings
/// of the plural and of the feminine. A claim is looked up by its rarest words, as many as a likeness of <see cref="Least"/> needs to share one of, and by
/// at most <see cref="MostRead"/> places where these stand, the newest first: beyond that it is not looked for. One thread at a time.
/// </summary>
public sealed class ClaimSimilarityIndex
{
    /// <summary>Less is no likeness.</summary>
    public const double Least = .4;

    /// <summary>From here on two claims may be related.</summary>
    public const double Related = .6;

    /// <summary>From here on they may be one statement.</summary>
    public const double Same = .8;

    /// <summary>Fewer words in common prove nothing, unless they are all.</summary>
    public const int FewestWords = 3;

    public const int MostRead = 20_000;

    private readonly Dictionary<string, int> words = [];
    private readonly List<List<int>> places = [];
    private readonly Dictionary<long, int> rowOf = [];
    private readonly List<Row> rows = [];

    public int Count => rowOf.Count;

    /// <summary>Takes in a claim, in place of what it said before.</summary>
    public void Put(ComparedClaim claim)
    {
        var found = Stems(claim.StatementKey);
        var stems = found.Keys.Select(IdOf).Order().ToArray();
        var row = RowOf(claim, found, stems);
        if (rowOf.TryGetValue(claim.Claim, out var at) && rows[at].Words.AsSpan().SequenceEqual(stems))
        {
            rows[at] = row;
            return;
        }

        Remove(claim.Claim);
        rowOf.Add(claim.Claim, rows.Count);
        foreach (var stem in stems)
            places[stem].Add(rows.Count);
        rows.Add(row);
    }

    /// <summary>Lets go of a claim; nothing happens where there is none.</summary>
    public void Remove(long claim)
    {
        // Its places stay behind, and lead to nothing.
        if (rowOf.Remove(claim, out var at))
            rows[at] = default;
    }

    /// <summary>The claims of other articles that are like this one, the most alike first and then the newest.</summary>
    /// <param name="acceptedOnly">Leave out claims nobody accepted.</param>
    /// <param name="most">So many at most.</param>
    public IReadOnlyList<ClaimSimilarity> Find(ComparedClaim claim, bool acceptedOnly, int most)
    {
        var stems = Stems(claim.StatementKey);
        var mine = RowOf(claim, stems, [.. stems.Keys.Select(stem => words.GetValueOrDefault(stem, -1)).Order()]);
        return
        [
            .. Near(mine.Words)
                .Select(at => rows[at])
                .Where(row => IsOfAnotherArticle(row, claim) && (row.IsAccepted || !acceptedOnly))
                .Select(row => (Row: row, Shared: Shared(mine.Words, row.Words)))
                .Where(pair => IsTelling(mine, pair.Row, pair.Shared))
                .Select(pair => (pair.Row, pair.Shared, Score: ScoreOf(mine, pair.Row, pair.Shared)))
                .Where(pair => pair.Score >= Least)
                .OrderByDescending(pair => pair.Score)
                .ThenByDescending(pair => pair.Row.Claim)
                .Take(most)
                .Select(pair => Describe(stems, mine, pair.Row, pair.Shared, pair.Score)),
        ];
    }

    private static Row RowOf(ComparedClaim claim, Dictionary<string, string> stems, int[] words) =>
        new(
            claim.Claim,
            claim.Article,
            claim.IsAccepted,
            claim.IsDenied || IsDenial(claim.StatementKey),
            words,
            FiguresOf(stems.Keys)
        );

    private static bool IsOfAnotherArticle(Row row, ComparedClaim claim) =>
        row.Words is not null && row.Article != claim.Article && row.Claim != claim.Claim;

    /// <summary>Whether so many words in common are enough, or, two at least, are all that either has.</summary>
    private static bool IsTelling(Row mine, Row row, int shared) =>
        shared >= FewestWords || (shared >= 2 && AreAll(mine, row, shared));

    private static bool AreAll(Row mine, Row row, int shared) =>
        shared == mine.Words.Length && shared == row.Words.Length;

    private static double ScoreOf(Row mine, Row row, int shared) =>
        Math.Round(2.0 * shared / (mine.Words.Length + row.Words.Length), 2);

    /// <summary>Where the rarest of some words stand, as many words as a likeness needs to share one of.</summary>
    private HashSet<int> Near(int[] mine)
    {
        var known = mine.Where(word => word >= 0).OrderBy(word => places[word].Count).ThenBy(word => word).ToList();
        var needed = (int)Math.Ceiling(Least / (2 - Least) * mine.Length);
        var met = new HashSet<int>();
        var left = MostRead;
        foreach (var word in known.Take(Math.Max(0, mine.Length - needed + 1)))
            for (var i = places[word].Count - 1; i >= 0 && left > 0; i--, left--)
                met.Add(places[word][i]);
        return met;
    }

    private ClaimSimilarity Describe(Dictionary<string, string> stems, Row mine, Row row, int shared, double score)
    {
        var matched = stems
            .Where(stem => words.TryGetValue(stem.Key, out var id) && Array.BinarySearch(row.Words, id) >= 0)
            .Select(stem => stem.Value)
            .ToList();
        var opposed = mine.IsDenied != row.IsDenied;
        var figuresDiffer = mine.Figures.Count > 0 && row.Figures.Count > 0 && !mine.Figures.SetEquals(row.Figures);
        RelationType? relation =
            score < Related || figuresDiffer ? null
            : opposed ? RelationType.Contradicts
            : score >= Same ? RelationType.Restates
            : RelationType.Corroborates;
        var code = AreAll(mine, row, shared) ? MessageCode.SameWords : MessageCode.WordsInCommon;
        List<(string, object)> parameters = [("n", shared)];
        if (code == MessageCode.WordsInCommon)
            parameters.AddRange([("mine", mine.Words.Length), ("theirs", row.Words.Length)]);
        if (figuresDiffer)
            parameters.AddRange([
                ("but", "figures"),
                ("here", mine.Figures.Order(StringComparer.Ordinal).ToArray()),
                ("there", row.Figures.Order(StringComparer.Ordinal).ToArray()),
            ]);
        else if (opposed)
            parameters.Add(("but", "denied"));
        return new ClaimSimilarity(row.Claim, score, matched, Message.Of(code, [.. parameters]), relation);
    }

    private int IdOf(string stem)
    {
        if (words.TryGetValue(stem, out var id))
            return id;
        words.Add(stem, id = words.Count);
        places.Add([]);
        return id;
    }

    private static int Shared(int[] a, int[] b)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length; )
        {
            if (a[i] == b[j])
                (shared, i, j) = (shared + 1, i + 1, j + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return shared;
    }

    private static HashSet<string> FiguresOf(IEnumerable<string> stems) =>
        [.. stems.Where(stem => stem.All(char.IsDigit))];

    /// <summary>Whether a statement says, in its own words, that something is not so.</summary>
    public static bool IsDenial(string statementKey) => WordsOf(statementKey).Any(Denying.Contains);

    /// <summary>Each word that bears meaning by its stem, with the word as it first stands.</summary>
    private static Dictionary<string, string> Stems(string statementKey)
    {
        var stems = new Dictionary<string, string>();
        foreach (var word in WordsOf(statementKey))
            if ((word.Length > 1 || char.IsDigit(word[0])) && !Empty.Contains(word))
                stems.TryAdd(Stem(word), word);
        return stems;
    }

    // "tués", "tuée" and "tuées" are one word, as are "bridge" and "bridges": that much is worth more than a list of endings for each language.
    private static string Stem(string word)
    {
        var length = word.Length;
        while (length > 3 && word[length - 1] is 's' or 'x' or 'e')
            length--;
        return word[..Math.Max(length, Math.Min(3, word.Length))];
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            while (start < text.Length && !char.IsLetterOrDigit(text[start]) && !char.IsSurrogate(text[start]))
                start++;
            end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || char.IsSurrogate(text[end])))
                end++;
            if (end > start)
                yield return text[start..end];
        }
    }

    private static readonly HashSet<string> Denying = new(
        [
            "ne",
            "n",
            "pas",
            "jamais",
            "aucun",
            "aucune",
            "ni",
            "not",
            "no",
            "never",
            "none",
            "neither",
            "nor",
            "t",
            "nunca",
            "ningun",
            "ninguna",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Empty = new(
        (
            "le la les un une des du de au aux et ou en dans par pour sur avec sans sous ce cet cette ces son sa ses leur leurs il elle ils elles on nous vous je qui que quoi "
            + "dont ne pas jamais aucun aucune ni est sont ete etre etait etaient ont avait avaient avoir aurait auraient serait seraient sera seront se lui eux comme mais donc si "
            + "tout tous toute toutes plus moins meme apres avant selon entre vers chez "
            + "the an of in on at to from by for with and or but is are was were be been being has have had it its he she they them his her their this that these those as not no "
            + "never none neither nor will would could should may might can which who whom what when where than then there after before into over about also "
            + "el los las una unos unas del al por para con sin su sus no nunca es son fue fueron ha han habia lo como mas"
        ).Split(' '),
        StringComparer.Ordinal
    );

    private readonly record struct Row(
        long Claim,
        long Article,
        bool IsAccepted,
        bool IsDenied,
        int[] Words,
        HashSet<string> Figures
    );
}

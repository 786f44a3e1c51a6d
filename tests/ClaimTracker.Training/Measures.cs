using System.Globalization;
using System.Text;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Precision, recall and their harmonic mean over counts.</summary>
internal sealed class Score
{
    public double Matched { get; set; }
    public double Predicted { get; set; }
    public double Gold { get; set; }

    public double Precision => Predicted == 0 ? 0 : Matched / Predicted;
    public double Recall => Gold == 0 ? 0 : Matched / Gold;
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"P {Precision:0.000}  R {Recall:0.000}  F1 {F1:0.000}   ({Matched:0} of {Predicted:0} predicted, {Gold:0} gold)"
        );
}

/// <summary>A share of right ones.</summary>
internal sealed class Share
{
    public int Right { get; private set; }
    public int All { get; private set; }

    public void Add(bool right)
    {
        All++;
        if (right)
            Right++;
    }

    public override string ToString() =>
        All == 0
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{(double)Right / All:0.000}   ({Right} of {All})");
}

/// <summary>The measures of the specification over a set of pairs.</summary>
internal sealed class Measures
{
    private readonly Score[] overlap = [new(), new(), new()];
    private readonly Score[] exact = [new(), new()];
    private readonly Score at03 = new();
    private readonly Score at08 = new();
    private readonly Share speaker = new();
    private readonly Share via = new();
    private readonly Share viaStated = new();
    private readonly Share stance = new();
    private readonly Share stanceOther = new();

    public Measures(IEnumerable<Pair> pairs)
    {
        foreach (var pair in pairs)
            Add(pair);
    }

    private void Add(Pair pair)
    {
        var (article, gold, predicted, f1) = pair;
        var goldWords = gold is null
            ? null
            : new[] { article.WordsIn(gold.Content), article.WordsIn(gold.Source), article.WordsIn(gold.Cue) };
        var predictedWords = predicted is null
            ? null
            : new[]
            {
                article.WordsIn(predicted.Content),
                article.WordsIn(SpanOf(predicted, l => l.Mention)),
                article.WordsIn(SpanOf(predicted, l => l.Cue)),
            };
        for (var i = 0; i < 3; i++)
        {
            overlap[i].Gold += goldWords?[i].Count ?? 0;
            overlap[i].Predicted += predictedWords?[i].Count ?? 0;
            if (goldWords is not null && predictedWords is not null)
                overlap[i].Matched += goldWords[i].Count(predictedWords[i].Contains);
        }
        for (var i = 0; i < 2; i++)
        {
            exact[i].Gold += goldWords is not null && goldWords[i].Count > 0 ? 1 : 0;
            exact[i].Predicted += predictedWords is not null && predictedWords[i].Count > 0 ? 1 : 0;
            exact[i].Matched +=
                goldWords is not null
                && predictedWords is not null
                && goldWords[i].Count > 0
                && goldWords[i].SetEquals(predictedWords[i])
                    ? 1
                    : 0;
        }
        foreach (var (score, threshold) in new[] { (at03, 0.3), (at08, 0.8) })
        {
            score.Gold += gold is null ? 0 : 1;
            score.Predicted += predicted is null ? 0 : 1;
            score.Matched += f1 >= threshold ? 1 : 0;
        }
        if (f1 < 0.3 || gold is null || predicted is null || gold.Via is null)
            return;
        var chain = predicted.Attribution;
        speaker.Add(NameMatch.Same(gold.Speaker, chain.Count == 0 ? null : chain[^1].Source.Name));
        var right =
            chain.Count - 1 == gold.Via.Length
            && gold.Via.Zip(chain).All(p => NameMatch.Same(p.First, p.Second.Source.Name));
        via.Add(right);
        if (gold.Via.Length > 0)
            viaStated.Add(right);
        var sameStance =
            chain.Count > 0
            && string.Equals(gold.Stance, chain[^1].Stance.ToString(), StringComparison.OrdinalIgnoreCase);
        stance.Add(sameStance);
        if (gold.Stance != "neutral")
            stanceOther.Add(sameStance);
    }

    public static IEnumerable<TextSpan> SpanOf(ProposedClaim claim, Func<ProposedLink, TextSpan?> part) =>
        claim.Attribution.Count > 0 && part(claim.Attribution[^1]) is { } span ? [span] : [];

    public override string ToString()
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"content overlap  {overlap[0]}");
        table.AppendLine(CultureInfo.InvariantCulture, $"source overlap   {overlap[1]}");
        table.AppendLine(CultureInfo.InvariantCulture, $"cue overlap      {overlap[2]}");
        table.AppendLine(CultureInfo.InvariantCulture, $"content exact    {exact[0]}");
        table.AppendLine(CultureInfo.InvariantCulture, $"source exact     {exact[1]}");
        table.AppendLine(CultureInfo.InvariantCulture, $"quote@0.3        {at03}");
        table.AppendLine(CultureInfo.InvariantCulture, $"quote@0.8        {at08}");
        if (speaker.All > 0)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"speaker          {speaker}");
            table.AppendLine(CultureInfo.InvariantCulture, $"via              {via}");
            table.AppendLine(CultureInfo.InvariantCulture, $"via, where any   {viaStated}");
            table.AppendLine(CultureInfo.InvariantCulture, $"stance           {stance}");
            table.AppendLine(CultureInfo.InvariantCulture, $"stance, other    {stanceOther}");
        }
        return table.ToString();
    }

    /// <summary>One line, for a category.</summary>
    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"gold {at03.Gold, 5:0}  content {overlap[0].Recall:0.000}  source {overlap[1].Recall:0.000}  quote@0.3 {at03.Recall:0.000}  quote@0.8 {at08.Recall:0.000}  speaker {speaker}"
        );
}

/// <summary>Whether two names mean the same: without case, accents and articles; containment or 60 % of the words in common.</summary>
internal static class NameMatch
{
    private static readonly HashSet<string> Articles = ["le", "la", "les", "l", "un", "une", "des", "the", "a", "an"];

    public static bool Same(string? gold, string? predicted)
    {
        if (string.IsNullOrEmpty(gold) || string.IsNullOrEmpty(predicted))
            return string.IsNullOrEmpty(gold) && string.IsNullOrEmpty(predicted);
        var a = Words(gold);
        var b = Words(predicted);
        if (a.Length == 0 || b.Length == 0)
            return a.Length == b.Length;
        var left = " " + string.Join(' ', a) + " ";
        var right = " " + string.Join(' ', b) + " ";
        return left.Contains(right, StringComparison.Ordinal)
            || right.Contains(left, StringComparison.Ordinal)
            || a.Intersect(b).Count() >= 0.6 * Math.Max(a.Distinct().Count(), b.Distinct().Count());
    }

    private static string[] Words(string name) =>
        [.. Names.Fold(name).Split(' ').Where(w => w.Length > 0 && !Articles.Contains(w))];
}

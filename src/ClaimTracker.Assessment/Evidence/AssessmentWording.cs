using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Assessment.Evidence;

/// <summary>Says in sentences what an assessment found, with the names of sources put in; every sentence rests on ids that the assessment carries.</summary>
/// <param name="nameOf">The name of a source, as it is shown.</param>
public sealed class AssessmentWording(Func<long, string> nameOf)
{
    // A list that nobody would read to its end is cut; the ids of all stand in the chains.
    private const int MostNamed = 20;

    /// <summary>Why a relation has its verdict.</summary>
    public string Because(RelationVerdict verdict) =>
        verdict.Verdict switch
        {
            ChainComparison.Established =>
                $"The chains share no source, and finding {verdict.Finding} establishes that their origins are independent.",
            ChainComparison.NotEstablished when verdict.Shared.Count > 0 =>
                $"The chains share no source for certain, but both may pass {List(verdict.Shared, verdict.AsOne)}.",
            ChainComparison.NotEstablished when IsUnknown(verdict) =>
                "The chains share no known source, but not every one of them is known to its origin.",
            ChainComparison.NotEstablished =>
                "The chains share no source, but nobody has found their origins independent.",
            ChainComparison.SameOrigin =>
                $"Both have it from {List(verdict.Shared, verdict.AsOne)}: this is one origin told twice{(verdict.Kind == ReportRelationKind.Contradicts ? "" : ", not corroboration")}.",
            ChainComparison.SharedRelay =>
                $"Both pass {List(verdict.Shared, verdict.AsOne)}: {(verdict.Shared.Count > 1 ? "the same sources stand" : "one source stands")} between them and their origins.",
            ChainComparison.Circular => $"Both stand in one ring: {List(verdict.Shared)} cite each other.",
            _ => "At least one of them has no grounded chain, so that there is nothing to compare.",
        };

    /// <summary>What could be found out, and what it would lead to.</summary>
    /// <param name="proposed">What is proposed now; null where nothing is.</param>
    public string Describe(SensitivityPoint change, int? proposed = null)
    {
        var sentence = change.Kind switch
        {
            ChangeKind.Independence => $"A finding that {Two(change.Sources)} are independent.",
            ChangeKind.UnknownLineage =>
                $"The source of claim {change.Claims[0]}, if it is none of those already counted.",
            ChangeKind.LookAlike =>
                $"A decision whether {List(change.Sources, shown: id => $"{nameOf(id)} (source {id})")} are one; until then they count as one at the lower end.",
            ChangeKind.Unnamed =>
                $"A finding that {(change.Sources.Count > 2 ? "two of " : "")}the unnamed sources {List(change.Sources)} are different; until then they count as one at the lower end.",
            ChangeKind.Bottleneck => change.Sources.Count == 1
                ? $"A chain that does not pass {List(change.Sources, change.AsOne)}: all known ones do."
                : $"A chain that passes none of these: {List(change.Sources, change.AsOne)}. Every known one passes them all.",
            ChangeKind.Ring => $"An origin outside the ring of {List(change.Sources)}, who only cite each other.",
            ChangeKind.BothSides => change.Claims.Count == 1
                ? $"Claim {change.Claims[0]} stands for a proposition that counts on both sides: one of its relations may be wrong."
                : $"Claims {Enumerate([.. change.Claims.Select(claim => $"{claim}")])} stand for propositions that count on both sides: some of their relations may be wrong.",
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, null),
        };
        return change.Credibility is not { } rating || proposed is null ? sentence
            : rating == proposed ? $"{sentence} Alone it would leave the proposal at {rating}."
            : $"{sentence} Then {rating} would be proposed.";
    }

    private static bool IsUnknown(RelationVerdict verdict) => verdict.Path.Any(s => s.Basis == LinkBasis.Unknown);

    private string Two(IReadOnlyList<long> sources) => sources.Count > 2 ? $"two of {List(sources)}" : List(sources);

    /// <param name="sources">Their ids.</param>
    /// <param name="asOne">Those of them that stand for several, read as one.</param>
    /// <param name="shown">How each is named, where not by its name.</param>
    private string List(
        IReadOnlyList<long> sources,
        IReadOnlyList<IReadOnlyList<long>>? asOne = null,
        Func<long, string>? shown = null
    ) =>
        sources.Count == 0
            ? "an unknown outlet"
            : Enumerate([
                .. sources.Select(source =>
                    asOne?.FirstOrDefault(group => group.Contains(source)) is { } group
                        ? $"{Enumerate([.. group.Select(nameOf)], "or")} (who count as one)"
                        : (shown ?? nameOf)(source)
                ),
            ]);

    private static string Enumerate(List<string> items, string and = "and")
    {
        if (items.Count > MostNamed)
            items = [.. items.Take(MostNamed - 1), $"{items.Count - MostNamed + 1} others"];
        return items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} {and} {items[^1]}";
    }
}

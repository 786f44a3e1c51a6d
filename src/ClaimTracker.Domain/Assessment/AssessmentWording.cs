namespace ClaimTracker.Domain.Assessment;

/// <summary>Says in sentences what an assessment found, with the names of sources put in; every sentence rests on ids that the assessment carries.</summary>
/// <param name="nameOf">The name of a source, as it is shown.</param>
public sealed class AssessmentWording(Func<long, string> nameOf)
{
    /// <summary>Why a relation has its verdict.</summary>
    public string Because(RelationVerdict verdict) => verdict.Verdict switch
    {
        Verdict.Established => $"The chains share no source, and finding {verdict.Finding} establishes that their origins are independent.",
        Verdict.NotEstablished when IsUnknown(verdict) => "The chains share no known source, but not every one of them is known to its origin.",
        Verdict.NotEstablished => "The chains share no source, but nobody has found their origins independent.",
        Verdict.SameOrigin => $"Both have it from {List(verdict.Shared)}: this is one origin told twice, not corroboration.",
        Verdict.SharedRelay => $"Both pass {List(verdict.Shared)}: one source stands between them and their origins.",
        Verdict.Circular => $"Both stand in one ring: {List(verdict.Shared)} cite each other.",
        _ => "At least one of them has no grounded chain, so that there is nothing to compare.",
    };

    /// <summary>What could be found out, and what it would lead to.</summary>
    /// <param name="proposed">What is proposed now; null where nothing is.</param>
    public string Describe(PossibleChange change, int? proposed = null)
    {
        var sentence = change.Kind switch
        {
            ChangeKind.Independence => $"A finding that two of {List(change.Sources)} are independent.",
            ChangeKind.UnknownLineage => $"The source of claim {change.Claims[0]}, if it is none of those already counted.",
            ChangeKind.LookAlike => $"A decision whether {List(change.Sources, id => $"{nameOf(id)} (source {id})")} are one; until then they count as one at the lower end.",
            ChangeKind.Unnamed => $"A finding that two of the unnamed sources {List(change.Sources)} are different; until then they count as one at the lower end.",
            ChangeKind.Bottleneck => $"A chain that does not pass {List(change.Sources)}: all known ones do.",
            ChangeKind.Ring => $"An origin outside the ring of {List(change.Sources)}, who only cite each other.",
            ChangeKind.BothSides => $"Claim {string.Join(", claim ", change.Claims)} stands for a proposition that counts on both sides: one of its relations may be wrong.",
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, null),
        };
        return change.Credibility is not { } rating ? sentence
            : rating == proposed ? $"{sentence} Alone it would leave the proposal at {rating}."
            : $"{sentence} Then {rating} would be proposed.";
    }

    private static bool IsUnknown(RelationVerdict verdict) => verdict.Path.Any(s => s.Basis == LinkBasis.Unknown);

    private string List(IReadOnlyList<long> sources, Func<long, string>? shown = null) => sources.Select(shown ?? nameOf).ToList() switch
    {
        [] => "an unknown outlet",
        [var one] => one,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };
}

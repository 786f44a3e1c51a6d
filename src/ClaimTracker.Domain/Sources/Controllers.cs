namespace ClaimTracker.Domain.Sources;

/// <summary>Who controls whom: a source has controllers, they have theirs, and whoever is followed upwards must come to an end.</summary>
public static class Controllers
{
    /// <summary>
    /// The circle that an affiliation would close: from its source through controllers back to the same, all of them holding at one instant.
    /// Null when there is none. Dates that may fall together count as together.
    /// </summary>
    /// <param name="added">Not yet among the standing ones.</param>
    /// <param name="controllers">Standing affiliations by their source, as far as they can be reached from <see cref="Affiliation.With"/>.</param>
    public static IReadOnlyList<Source>? CircleClosedBy(Affiliation added, ILookup<long, Affiliation> controllers)
    {
        ArgumentNullException.ThrowIfNull(added);
        ArgumentNullException.ThrowIfNull(controllers);
        return added.IsControl ? Follow(added, Span.Always, added.Source, controllers, []) : null;
    }

    // Leads from the affiliation's other side to the goal while the time that all steps share is not empty.
    private static IReadOnlyList<Source>? Follow(
        Affiliation step,
        Span before,
        Source goal,
        ILookup<long, Affiliation> controllers,
        HashSet<(long With, Span During)> seen
    )
    {
        var during = before.And(step);
        if (during.IsEmpty || !seen.Add((step.With.Id, during)))
            return null;
        if (step.With.Id == goal.Id)
            return [step.Source, step.With];
        foreach (var next in controllers[step.With.Id].Where(next => next.IsControl))
            if (Follow(next, during, goal, controllers, seen) is { } rest)
                return [step.Source, .. rest];
        return null;
    }

    private readonly record struct Span(DateTime From, DateTime To)
    {
        public static readonly Span Always = new(DateTime.MinValue, DateTime.MaxValue);

        public bool IsEmpty => From >= To;

        public Span And(Affiliation affiliation) =>
            new(
                affiliation.FromEarliest > From ? affiliation.FromEarliest.Value : From,
                affiliation.ToLatest < To ? affiliation.ToLatest.Value : To
            );
    }
}

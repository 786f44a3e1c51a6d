namespace ClaimTracker.Web.Rules;

/// <summary>A step of a walk.</summary>
internal readonly record struct Step<T>
{
    public required T Near { get; init; }

    public required T Far { get; init; }

    /// <summary>Id of the record that leads from the one to the other, where that matters.</summary>
    public long Via { get; init; }
}

/// <summary>How far a walk may go.</summary>
/// <param name="Most">How many may be reached.</param>
/// <param name="Refusal">What is thrown where more are reached; null: the walk ends once so many are.</param>
internal sealed record Cap(int Most, Func<Exception>? Refusal = null)
{
    /// <summary>For what ends soon by itself.</summary>
    public static readonly Cap None = new(int.MaxValue);
}

/// <summary>What a walk has reached: each with the step by which it was reached first, and none where the walk began; in the order in which it was.</summary>
internal sealed class Walk<T>
    where T : struct
{
    private readonly OrderedDictionary<T, Step<T>?> reached = [];

    public Walk(IEnumerable<T> start)
    {
        foreach (var one in start)
            reached.TryAdd(one, null);
        Edge = [.. reached.Keys];
    }

    public IReadOnlyDictionary<T, Step<T>?> Reached => reached;

    /// <summary>What was reached last, from where the walk goes on.</summary>
    public List<T> Edge { get; private set; }

    public void Advance(IEnumerable<Step<T>> steps)
    {
        Edge = [];
        foreach (var step in steps)
            if (reached.TryAdd(step.Far, step))
                Edge.Add(step.Far);
    }

    /// <summary>The steps that led to one, the last first.</summary>
    public IEnumerable<Step<T>> StepsBackFrom(T one)
    {
        for (var step = reached[one]; step is { } taken; step = reached[taken.Near])
            yield return taken;
    }

    /// <summary>From one back to where the walk began, both included.</summary>
    public IEnumerable<T> WayBackFrom(T one) => StepsBackFrom(one).Select(step => step.Near).Prepend(one);
}

/// <summary>Walks outwards level by level, so that each level costs one question, however many stand on it.</summary>
internal static class BreadthFirst
{
    /// <param name="start">Where the walk begins.</param>
    /// <param name="next">The steps that lead on from what was reached last; asked once for each level, and once to find that there is no more.</param>
    /// <param name="goal">The walk ends where this is reached.</param>
    public static async Task<Walk<T>> ReachAsync<T>(
        IEnumerable<T> start,
        Func<List<T>, Task<IEnumerable<Step<T>>>> next,
        Cap cap,
        T? goal = null
    )
        where T : struct
    {
        var walk = new Walk<T>(start);
        while (walk.Edge.Count > 0 && (cap.Refusal is not null || walk.Reached.Count < cap.Most))
        {
            walk.Advance(await next(walk.Edge));
            walk.Reached.Count.EnsureWithin(cap);
            if (goal is { } sought && walk.Reached.ContainsKey(sought))
                break;
        }

        return walk;
    }

    /// <exception cref="Exception">The cap's refusal: more were reached.</exception>
    public static void EnsureWithin(this int reached, Cap cap)
    {
        if (reached > cap.Most && cap.Refusal is { } refusal)
            throw refusal();
    }
}

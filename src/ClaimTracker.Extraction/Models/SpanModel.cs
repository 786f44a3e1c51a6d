namespace ClaimTracker.Extraction;

/// <summary>What a token is to a cue.</summary>
internal enum SpanLabel
{
    Other,
    Content,
    Source,
    Cue,
}

/// <summary>How likely each token around a cue belongs to its content, its source or itself: log odds in units of <see cref="LogSpace.One"/>.</summary>
internal sealed class SpanMarginals
{
    private int[] odds = [];
    private long[] contentSums = [];
    private long[] sourceSums = [];

    /// <summary>The first token of the window.</summary>
    public int First { get; private set; }

    public int Last { get; private set; }

    public void Start(int first, int last)
    {
        First = first;
        Last = last;
        var size = last - first + 1;
        if (odds.Length < size * 4)
        {
            odds = new int[size * 4];
            contentSums = new long[size + 1];
            sourceSums = new long[size + 1];
        }
    }

    public void Set(int token, SpanLabel label, int logOdds) => odds[(token - First) * 4 + (int)label] = logOdds;

    /// <summary>To be called when all tokens are set.</summary>
    public void Sum(TokenFacts facts)
    {
        for (var i = First; i <= Last; i++)
        {
            var word = facts.IsWord(i);
            contentSums[i - First + 1] = contentSums[i - First] + (word ? Of(i, SpanLabel.Content) : 0);
            sourceSums[i - First + 1] = sourceSums[i - First] + (word ? Of(i, SpanLabel.Source) : 0);
        }
    }

    public int Of(int token, SpanLabel label) =>
        token < First || token > Last ? -8 * LogSpace.One : odds[(token - First) * 4 + (int)label];

    /// <summary>The sum of the log odds of all words of a range; what lies outside the window counts as unlikely.</summary>
    public long Mass(TokenRange range, SpanLabel label)
    {
        var first = Math.Max(range.First, First);
        var last = Math.Min(range.Last, Last);
        var outside = (long)(range.Last - range.First + 1 - Math.Max(0, last - first + 1));
        var sums = label == SpanLabel.Content ? contentSums : sourceSums;
        return (last < first ? 0 : sums[last - First + 1] - sums[first - First]) - outside * 4 * LogSpace.One;
    }
}

/// <summary>Labels the tokens around a cue: a conditional random field whose features say how a token stands to the cue.</summary>
internal sealed class SpanModel(QuantizedWeights emissions, QuantizedWeights transitions)
{
    private const int Labels = 4;

    private int[] scores = [];
    private int[] steps = [];
    private int[] forward = [];
    private int[] backward = [];

    /// <summary>Marginal log odds for every token of the window.</summary>
    public void Label(SpanWindow window, SpanMarginals into)
    {
        var size = window.Last - window.First + 1;
        into.Start(window.First, window.Last);
        if (scores.Length < size * Labels)
        {
            scores = new int[size * Labels];
            forward = new int[size * Labels];
            backward = new int[size * Labels];
            steps = new int[size * Labels * Labels];
        }
        Span<int> step = stackalloc int[Labels * Labels];
        for (var k = 0; k < size; k++)
        {
            var sums = scores.AsSpan(k * Labels, Labels);
            sums.Clear();
            foreach (var feature in window.Emissions(window.First + k))
                emissions.AddTo(sums, feature);
            for (var y = 0; y < Labels; y++)
                sums[y] = emissions.ToLog(sums[y]);
            Constrain(sums, window.First + k == window.Cue);
            if (k == 0)
                continue;
            step.Clear();
            foreach (var feature in window.Transitions(window.First + k))
                transitions.AddTo(step, feature);
            for (var y = 0; y < step.Length; y++)
                steps[k * Labels * Labels + y] = transitions.ToLog(step[y]);
        }
        Propagate(size);
        for (var k = 0; k < size; k++)
        for (var y = 0; y < Labels; y++)
        {
            var rest = LogSpace.Nothing;
            for (var other = 0; other < Labels; other++)
                if (other != y)
                    rest = LogSpace.Add(rest, Joint(k, other));
            into.Set(
                window.First + k,
                (SpanLabel)y,
                Math.Clamp(Joint(k, y) - rest, -12 * LogSpace.One, 12 * LogSpace.One)
            );
        }
        into.Sum(window.Facts);
    }

    // The cue's head is known to be the cue.
    private static void Constrain(Span<int> sums, bool isCue)
    {
        if (!isCue)
            return;
        for (var y = 0; y < Labels; y++)
            if (y != (int)SpanLabel.Cue)
                sums[y] -= 64 * LogSpace.One;
    }

    private int Joint(int k, int y) => forward[k * Labels + y] + backward[k * Labels + y];

    private void Propagate(int size)
    {
        for (var y = 0; y < Labels; y++)
        {
            forward[y] = scores[y];
            backward[(size - 1) * Labels + y] = 0;
        }
        for (var k = 1; k < size; k++)
        for (var y = 0; y < Labels; y++)
        {
            var sum = LogSpace.Nothing;
            for (var before = 0; before < Labels; before++)
                sum = LogSpace.Add(
                    sum,
                    forward[(k - 1) * Labels + before] + steps[k * Labels * Labels + before * Labels + y]
                );
            forward[k * Labels + y] = sum + scores[k * Labels + y];
        }
        for (var k = size - 2; k >= 0; k--)
        for (var y = 0; y < Labels; y++)
        {
            var sum = LogSpace.Nothing;
            for (var after = 0; after < Labels; after++)
                sum = LogSpace.Add(
                    sum,
                    backward[(k + 1) * Labels + after]
                        + scores[(k + 1) * Labels + after]
                        + steps[(k + 1) * Labels * Labels + y * Labels + after]
                );
            backward[k * Labels + y] = sum;
        }
    }
}

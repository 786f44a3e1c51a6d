namespace ClaimTracker.Training;

/// <summary>Several options of which one is to be chosen: what speaks for each, and which of them are right.</summary>
internal sealed record Choice(List<ulong[]> Options, List<bool> Right);

/// <summary>Learns to choose: each step raises the likelihood of any right option.</summary>
internal sealed class ChoiceTrainer
{
    private const int Bits = 14;
    private const float Least = 0.001f;
    private const uint Seed = 19_700_101;

    private readonly AdaGradWeights weights;

    private ChoiceTrainer(float rate, float penalty) => weights = new AdaGradWeights(Bits, 1, rate, penalty);

    public static ChoiceTrainer Train(IEnumerable<Choice> choices, int rounds, float rate, float penalty)
    {
        var trainer = new ChoiceTrainer(rate, penalty);
        var telling = choices.Where(c => c.Right.Contains(true) && c.Right.Contains(false)).ToArray();
        var random = new Shuffle(Seed);
        int[] order = [.. Enumerable.Range(0, telling.Length)];
        for (var round = 0; round < rounds; round++)
            foreach (var i in random.Order(order))
                trainer.Learn(telling[i]);
        return trainer;
    }

    /// <summary>The option with the highest sum.</summary>
    public int Best(Choice choice)
    {
        var best = 0;
        for (var i = 1; i < choice.Options.Count; i++)
            if (Sum(choice.Options[i]) > Sum(choice.Options[best]))
                best = i;
        return best;
    }

    public void Write(BinaryWriter writer) => weights.Write(writer, Least);

    /// <summary>The model as the library would read it.</summary>
    public T ReadBack<T>(Func<BinaryReader, T> read)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Write(writer);
        writer.Flush();
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        return read(reader);
    }

    private void Learn(Choice choice)
    {
        var scores = choice.Options.ConvertAll(Sum);
        var most = scores.Max();
        var shares = scores.ConvertAll(score => Math.Exp(score - most));
        var sum = shares.Sum();
        var sumOfRight = shares.Where((_, i) => choice.Right[i]).Sum();
        for (var i = 0; i < shares.Count; i++)
        {
            var error = shares[i] / sum - (choice.Right[i] ? shares[i] / sumOfRight : 0);
            if (Math.Abs(error) > 0.001)
                foreach (var feature in choice.Options[i])
                    weights.Step(feature, 0, (float)error);
        }
    }

    private double Sum(ulong[] features)
    {
        double sum = 0;
        foreach (var feature in features)
            sum += weights.Of(feature);
        return sum;
    }
}

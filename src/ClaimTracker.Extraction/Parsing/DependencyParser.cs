namespace ClaimTracker.Extraction;

/// <summary>Builds the tree of one sentence from left to right, greedily, by three moves (the arc-hybrid system): the next token goes onto the
/// stack, or the top of the stack is hung on the next token, or on the one below it. One linear model chooses the move, another the relation.</summary>
internal sealed class DependencyParser
{
    private readonly QuantizedWeights moves;
    private readonly QuantizedWeights relations;

    private DependencyParser(QuantizedWeights moves, QuantizedWeights relations)
    {
        this.moves = moves;
        this.relations = relations;
    }

    /// <summary>Parses the sentence that the state was set to.</summary>
    public void Parse(ParserState state)
    {
        Span<uint> features = stackalloc uint[Math.Max(ParserFeatures.OfMove, ParserFeatures.OfRelation)];
        Span<int> sums = stackalloc int[ParserFeatures.RelationColumns];
        while (!state.IsDone)
        {
            var move = state.OnlyMove();
            if (move < 0)
            {
                ParserFeatures.CollectMove(state, features);
                var best = sums[..ParserFeatures.MoveColumns];
                best.Clear();
                moves.AddTo(best, features[..ParserFeatures.OfMove]);
                move = state.Best(best);
            }
            if (move == ParserState.Shift)
            {
                state.Push();
                continue;
            }
            ParserFeatures.CollectRelation(state, move, features);
            sums.Clear();
            relations.AddTo(sums, features[..ParserFeatures.OfRelation]);
            state.Attach(move, (DependencyRelation)PartOfSpeechTagger.Best(sums));
        }
    }

    public static DependencyParser Read(BinaryReader reader) =>
        new(QuantizedWeights.Read(reader), QuantizedWeights.Read(reader));
}

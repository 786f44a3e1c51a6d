using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>Knows for every state of the parser, right so far or not, which moves lose the fewest arcs of the tree that should come out
/// (Goldberg and Nivre, 2013).</summary>
internal sealed class DynamicOracle
{
    private readonly int[] costs = new int[3];
    private int[] heads = [];

    /// <param name="tree">The head of each token; -1 for the root of the sentence.</param>
    public void Set(int[] tree) => heads = tree;

    public bool IsBest(ParserState state, int move) => costs[move] == Least(state);

    /// <summary>Of the moves that lose least, the one with the highest sum.</summary>
    public int Best(ParserState state, ReadOnlySpan<int> sums)
    {
        for (var move = 0; move < 3; move++)
            costs[move] = state.May(move) ? Cost(state, move) : int.MaxValue;
        var least = Least(state);
        var best = -1;
        for (var move = 0; move < 3; move++)
            if (costs[move] == least && (best < 0 || sums[move] > sums[best]))
                best = move;
        return best;
    }

    private int Least(ParserState state) => Math.Min(costs[0], Math.Min(costs[1], costs[2]));

    private int Cost(ParserState state, int move)
    {
        var cost = 0;
        if (move == ParserState.Shift)
        {
            // The next token loses children on the stack, and its head there unless it is the top.
            var next = state.Next;
            for (var k = 0; k < state.Depth; k++)
            {
                var token = state.StackAt(k);
                if (HeadOf(state, token) == next || k > 0 && HeadOf(state, next) == token)
                    cost++;
            }
            return cost;
        }
        var top = state.StackAt(0);
        var head = HeadOf(state, top);
        // The top loses its children among what comes.
        for (var token = state.Next; token < state.Root; token++)
            if (heads[token] == top)
                cost++;
        if (move == ParserState.Left)
            return cost + (head == state.StackAt(1) || head > state.Next ? 1 : 0);
        return cost + (head >= state.Next ? 1 : 0);
    }

    private int HeadOf(ParserState state, int token) => heads[token] < 0 ? state.Root : heads[token];
}

namespace ClaimTracker.Extraction;

/// <summary>A sentence while it is parsed: the stack, the next token, and the tree as far as it stands. Tokens count from 0 within the sentence;
/// after the last one stands the root, and after the root one that stands for "none".</summary>
internal sealed class ParserState
{
    public const int Shift = 0;

    /// <summary>The top of the stack hangs on the next token.</summary>
    public const int Left = 1;

    /// <summary>The top of the stack hangs on the one below it.</summary>
    public const int Right = 2;

    /// <summary>A sentence that runs on longer is cut.</summary>
    public const int Longest = 160;

    private const int Size = Longest + 2;

    private readonly int[] stack = new int[Size];

    public uint[] Words { get; } = new uint[Size];

    public uint[] Classes { get; } = new uint[Size];

    public uint[] Tags { get; } = new uint[Size];

    public int[] Heads { get; } = new int[Size];

    public uint[] Relations { get; } = new uint[Size];

    /// <summary>The outermost children on each side, the ones before them, how many there are, and which relations they have as a set of bits.</summary>
    public int[] Leftmost { get; } = new int[Size];

    public int[] Left2 { get; } = new int[Size];

    public int[] Rightmost { get; } = new int[Size];

    public int[] Right2 { get; } = new int[Size];

    public uint[] LeftCount { get; } = new uint[Size];

    public uint[] RightCount { get; } = new uint[Size];

    public ulong[] LeftSet { get; } = new ulong[Size];

    public ulong[] RightSet { get; } = new ulong[Size];

    /// <summary>How many tokens the sentence has.</summary>
    public int Count { get; private set; }

    public int Next { get; private set; }

    public int Depth { get; private set; }

    public int Root => Count;

    public int None => Count + 1;

    public bool IsDone => Next == Root && Depth == 0;

    /// <summary>A place on the stack, counted from the top.</summary>
    public int StackAt(int fromTop) => Depth > fromTop ? stack[Depth - 1 - fromTop] : None;

    public int BufferAt(int offset) => Next + offset <= Root ? Next + offset : None;

    public void Set(WordForms forms, UniversalTag[] tags, int first, int end)
    {
        Count = end - first;
        for (var i = 0; i < Count; i++)
        {
            Words[i] = forms.Words[first + i];
            Classes[i] = forms.Classes[first + i];
            Tags[i] = (uint)tags[first + i];
        }
        (Words[Root], Tags[Root], Classes[Root]) = (3, 28, 0);
        (Words[None], Tags[None], Classes[None]) = (5, 29, 0);
        for (var i = 0; i < Count + 2; i++)
        {
            Heads[i] = -1;
            Relations[i] = 0;
            Leftmost[i] = Left2[i] = Rightmost[i] = Right2[i] = None;
            LeftCount[i] = RightCount[i] = 0;
            LeftSet[i] = RightSet[i] = 0;
        }
        Relations[None] = 60;
        Relations[Root] = 61;
        Next = 0;
        Depth = 0;
    }

    /// <summary>The move where only one is possible; else -1. One token alone hangs on the root.</summary>
    public int OnlyMove() =>
        Depth == 0 ? Shift
        : Next < Root ? -1
        : Depth == 1 ? Left
        : Right;

    public bool May(int move) =>
        move switch
        {
            Shift => Next < Root,
            Left => Depth > 0 && (Next < Root || Depth == 1),
            _ => Depth > 1,
        };

    /// <summary>The possible move with the highest sum.</summary>
    public int Best(ReadOnlySpan<int> sums)
    {
        var best = -1;
        for (var move = 0; move < 3; move++)
            if (May(move) && (best < 0 || sums[move] > sums[best]))
                best = move;
        return best;
    }

    public void Push() => stack[Depth++] = Next++;

    /// <summary>Hangs the top of the stack on its head and takes it off.</summary>
    public void Attach(int move, DependencyRelation relation)
    {
        var child = stack[--Depth];
        Relations[child] = (uint)relation;
        if (move == Left)
        {
            var head = Next;
            Heads[child] = head;
            Left2[head] = Leftmost[head];
            Leftmost[head] = child;
            LeftCount[head]++;
            LeftSet[head] |= 1UL << (int)relation;
        }
        else
        {
            var head = stack[Depth - 1];
            Heads[child] = head;
            Right2[head] = Rightmost[head];
            Rightmost[head] = child;
            RightCount[head]++;
            RightSet[head] |= 1UL << (int)relation;
        }
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Tags, heads and relations of all tokens of one article, by token number. Trees are projective: what hangs on a token is one run of
/// tokens around it. Each sentence, and each paragraph end, has its own root, whose head is -1.</summary>
internal sealed class Parse
{
    private readonly UniversalTag[] tags;
    private readonly int[] heads;
    private readonly DependencyRelation[] relations;
    private readonly int[] firstChild;
    private readonly int[] nextSibling;
    private readonly int[] leftEdge;
    private readonly int[] rightEdge;

    public Parse(UniversalTag[] tags, int[] heads, DependencyRelation[] relations)
    {
        this.tags = tags;
        this.heads = heads;
        this.relations = relations;
        firstChild = new int[heads.Length];
        nextSibling = new int[heads.Length];
        leftEdge = new int[heads.Length];
        rightEdge = new int[heads.Length];
        Array.Fill(firstChild, -1);
        for (var token = heads.Length - 1; token >= 0; token--)
        {
            leftEdge[token] = rightEdge[token] = token;
            var head = heads[token];
            nextSibling[token] = head < 0 ? -1 : firstChild[head];
            if (head >= 0)
                firstChild[head] = token;
        }
        SpreadEdges();
    }

    public int Length => heads.Length;

    public UniversalTag TagOf(int token) => tags[token];

    /// <summary>The governing token; -1 for the root of a sentence.</summary>
    public int HeadOf(int token) => heads[token];

    public DependencyRelation RelationOf(int token) => relations[token];

    /// <summary>The first token of what hangs on this one, itself included.</summary>
    public int LeftEdge(int token) => leftEdge[token];

    /// <summary>The last token of what hangs on this one, itself included.</summary>
    public int RightEdge(int token) => rightEdge[token];

    /// <summary>Whether the one token governs the other, directly or not, or is the same.</summary>
    public bool Governs(int governor, int token) => token >= leftEdge[governor] && token <= rightEdge[governor];

    /// <summary>The tokens that hang directly on this one, in the order of the text.</summary>
    public Children ChildrenOf(int token) => new(this, token);

    /// <summary>The first child with this relation; -1 where there is none.</summary>
    public int ChildOf(int token, DependencyRelation relation)
    {
        foreach (var child in ChildrenOf(token))
            if (relations[child] == relation)
                return child;
        return -1;
    }

    // Each token hands its edges to its head once its own children have handed theirs to it.
    private void SpreadEdges()
    {
        var waiting = new int[heads.Length];
        foreach (var head in heads)
            if (head >= 0)
                waiting[head]++;
        for (var leaf = 0; leaf < heads.Length; leaf++)
        {
            if (firstChild[leaf] >= 0)
                continue;
            for (var token = leaf; heads[token] is var head and >= 0; token = head)
            {
                leftEdge[head] = Math.Min(leftEdge[head], leftEdge[token]);
                rightEdge[head] = Math.Max(rightEdge[head], rightEdge[token]);
                if (--waiting[head] > 0)
                    break;
            }
        }
    }

    /// <summary>Enumerates the children of one token.</summary>
    public struct Children
    {
        private readonly Parse parse;
        private int next;

        internal Children(Parse parse, int token)
        {
            this.parse = parse;
            next = parse.firstChild[token];
        }

        public int Current { get; private set; }

        public readonly Children GetEnumerator() => this;

        public bool MoveNext()
        {
            if (next < 0)
                return false;
            Current = next;
            next = parse.nextSibling[next];
            return true;
        }
    }
}

namespace ClaimTracker.Extraction;

/// <summary>What the parser looks at. Each part of a feature (a word or tag in its place) is multiplied once; a feature is a sum of parts and the
/// number of its template, and the topmost bits of the sum are its row.</summary>
internal static class ParserFeatures
{
    public const int MoveColumns = 4;

    public const int RelationColumns = 48;

    /// <summary>How many features the choice of a move has.</summary>
    public const int OfMove = 92;

    /// <summary>How many features the choice of a relation has.</summary>
    public const int OfRelation = 42;

    private const uint Salt = 0x6C8E9CF5;

    public static void CollectMove(ParserState state, Span<uint> features)
    {
        var words = state.Words;
        var tags = state.Tags;
        var relations = state.Relations;
        var s0 = state.StackAt(0);
        var s1 = state.StackAt(1);
        var s2 = state.StackAt(2);
        var b0 = state.BufferAt(0);
        var b1 = state.BufferAt(1);
        var b2 = state.BufferAt(2);
        var s0w = words[s0] * 0x9E3779B1;
        var s0t = (tags[s0] + 1) * 0x85EBCA6B;
        var s1w = words[s1] * 0xC2B2AE35;
        var s1t = (tags[s1] + 1) * 0x27D4EB2F;
        var s2t = (tags[s2] + 1) * 0x165667B1;
        var b0w = words[b0] * 0xD3A2646D;
        var b0t = (tags[b0] + 1) * 0xFD7046C5;
        var b1w = words[b1] * 0xB55A4F09;
        var b1t = (tags[b1] + 1) * 0xB5297A4D;
        var b2t = (tags[b2] + 1) * 0x68E31DA5;
        var s0l = state.Leftmost[s0];
        var s0r = state.Rightmost[s0];
        var s0l2 = state.Left2[s0];
        var s0r2 = state.Right2[s0];
        var s1l = state.Leftmost[s1];
        var s1r = state.Rightmost[s1];
        var b0l = state.Leftmost[b0];
        var b0l2 = state.Left2[b0];
        var s0lw = words[s0l] * 0x1B56C4E9;
        var s0lt = (tags[s0l] + 1) * 0x7FEB352D;
        var s0lr = relations[s0l] * 0x846CA68B;
        var s0rw = words[s0r] * 0x58F38DED;
        var s0rt = (tags[s0r] + 1) * 0x3C6EF373;
        var s0rr = relations[s0r] * 0xA54FF53B;
        var s1rt = (tags[s1r] + 1) * 0x510E527F;
        var s1rr = relations[s1r] * 0x9B05688D;
        var s1lt = (tags[s1l] + 1) * 0x1F83D9AB;
        var b0lt = (tags[b0l] + 1) * 0x5BE0CD19;
        var b0lr = relations[b0l] * 0xCBBB9D5D;
        var b0lw = words[b0l] * 0x629A292B;
        var s0vl = (Math.Min(state.LeftCount[s0], 4) + 1) * 0x9159015B;
        var s0vr = (Math.Min(state.RightCount[s0], 4) + 1) * 0x152FECD9;
        var s1vr = (Math.Min(state.RightCount[s1], 4) + 1) * 0x67332667;
        var b0vl = (Math.Min(state.LeftCount[b0], 4) + 1) * 0x8EB44A87;
        var s0sl = Fold(state.LeftSet[s0]) * 0xDB0C2E0D;
        var s0sr = Fold(state.RightSet[s0]) * 0x47B5481D;
        var s1sr = Fold(state.RightSet[s1]) * 0xAE5F9157;
        var b0sl = Fold(state.LeftSet[b0]) * 0xCF6C85D3;
        var distance = (Distance(b0 - s0) + 1) * 0x2F73477D;
        var distance1 = (Distance(s0 - s1) + 1) * 0x6D1826CB;
        var sum = 0u;
        var at = 0;
        features[at++] = (sum += Salt) + s0w + s0t;
        features[at++] = (sum += Salt) + s0w;
        features[at++] = (sum += Salt) + s0t;
        features[at++] = (sum += Salt) + b0w + b0t;
        features[at++] = (sum += Salt) + b0w;
        features[at++] = (sum += Salt) + b0t;
        features[at++] = (sum += Salt) + b1w + b1t;
        features[at++] = (sum += Salt) + b1w;
        features[at++] = (sum += Salt) + b1t;
        features[at++] = (sum += Salt) + b2t;
        features[at++] = (sum += Salt) + words[b2] * 0x4CF5AD43;
        features[at++] = (sum += Salt) + s1w + s1t;
        features[at++] = (sum += Salt) + s1w;
        features[at++] = (sum += Salt) + s1t;
        features[at++] = (sum += Salt) + s2t + s1t;
        features[at++] = (sum += Salt) + words[s2] * 0x2745937F;
        features[at++] = (sum += Salt) + s0w + s0t + b0w + b0t;
        features[at++] = (sum += Salt) + s0w + s0t + b0w;
        features[at++] = (sum += Salt) + s0w + b0w + b0t;
        features[at++] = (sum += Salt) + s0w + s0t + b0t;
        features[at++] = (sum += Salt) + s0t + b0w + b0t;
        features[at++] = (sum += Salt) + s0w + b0w;
        features[at++] = (sum += Salt) + s0t + b0t;
        features[at++] = (sum += Salt) + b0t + b1t;
        features[at++] = (sum += Salt) + s0t + b1t;
        features[at++] = (sum += Salt) + s1t + b0t;
        features[at++] = (sum += Salt) + s1t + s0t;
        features[at++] = (sum += Salt) + s1w + s1t + s0t;
        features[at++] = (sum += Salt) + s1t + s0w + s0t;
        features[at++] = (sum += Salt) + s1w + s0w;
        features[at++] = (sum += Salt) + s1w + s1t + b0t;
        features[at++] = (sum += Salt) + s1w + b0w;
        features[at++] = (sum += Salt) + s1t + b0w + b0t;
        features[at++] = (sum += Salt) + b0w + b1w;
        features[at++] = (sum += Salt) + b0w + b1t;
        features[at++] = (sum += Salt) + b0t + b1t + b2t;
        features[at++] = (sum += Salt) + s0t + b0t + b1t;
        features[at++] = (sum += Salt) + s1t + s0t + b0t;
        features[at++] = (sum += Salt) + s2t + s1t + s0t;
        features[at++] = (sum += Salt) + s1t + s0t + b0t + b1t;
        features[at++] = (sum += Salt) + s0t + s0lt + b0t;
        features[at++] = (sum += Salt) + s0t + s0rt + b0t;
        features[at++] = (sum += Salt) + s0t + b0t + b0lt;
        features[at++] = (sum += Salt) + s1t + s1rt + s0t;
        features[at++] = (sum += Salt) + s1t + s1lt + s0t;
        features[at++] = (sum += Salt) + s1t + s0t + s0lt;
        features[at++] = (sum += Salt) + s1t + s0t + s0rt;
        features[at++] = (sum += Salt) + s0w + b0t + b1t;
        features[at++] = (sum += Salt) + s0t + b0w + b1t;
        features[at++] = (sum += Salt) + s1t + s0t + b0w;
        features[at++] = (sum += Salt) + s1w + s0t + b0t;
        features[at++] = (sum += Salt) + s1t + s0w + b0t;
        features[at++] = (sum += Salt) + s0lw;
        features[at++] = (sum += Salt) + s0lt + s0lr;
        features[at++] = (sum += Salt) + s0rw;
        features[at++] = (sum += Salt) + s0rt + s0rr;
        features[at++] = (sum += Salt) + b0lw;
        features[at++] = (sum += Salt) + b0lt + b0lr;
        features[at++] = (sum += Salt) + s1rt + s1rr + s1t;
        features[at++] = (sum += Salt) + s0t + s0lr + s0rr + b0t;
        features[at++] = (sum += Salt) + s0t + s0lt + relations[s0l2] * 0x0FC19DC7;
        features[at++] = (sum += Salt) + s0t + s0rt + relations[s0r2] * 0x240CA1CD;
        features[at++] = (sum += Salt) + b0t + b0lt + relations[b0l2] * 0x2DE92C6F;
        features[at++] = (sum += Salt) + s0t + s0lw + b0t;
        features[at++] = (sum += Salt) + s0lw + s1w + s0t;
        features[at++] = (sum += Salt) + s0lw + s1t + s0t;
        features[at++] = (sum += Salt) + s0lw + s1t + b0t;
        features[at++] = (sum += Salt) + s0lw + s0w + s1t;
        features[at++] = (sum += Salt) + b0lw + b0t + s0t;
        features[at++] = (sum += Salt) + b0lw + s0w;
        features[at++] = (sum += Salt) + s0w + s0vl;
        features[at++] = (sum += Salt) + s0t + s0vl + b0t;
        features[at++] = (sum += Salt) + s0w + s0vr;
        features[at++] = (sum += Salt) + s0t + s0vr + b0t;
        features[at++] = (sum += Salt) + b0w + b0vl;
        features[at++] = (sum += Salt) + b0t + b0vl + s0t;
        features[at++] = (sum += Salt) + s1t + s1vr + s0t;
        features[at++] = (sum += Salt) + s1w + s1vr;
        features[at++] = (sum += Salt) + s0w + s0sl;
        features[at++] = (sum += Salt) + s0t + s0sl;
        features[at++] = (sum += Salt) + s0w + s0sr;
        features[at++] = (sum += Salt) + s0t + s0sr + b0t;
        features[at++] = (sum += Salt) + b0t + b0sl;
        features[at++] = (sum += Salt) + b0t + b0sl + s0t;
        features[at++] = (sum += Salt) + s1t + s1sr + s0t;
        features[at++] = (sum += Salt) + s0w + distance;
        features[at++] = (sum += Salt) + s0t + distance;
        features[at++] = (sum += Salt) + b0w + distance;
        features[at++] = (sum += Salt) + b0t + distance;
        features[at++] = (sum += Salt) + s0w + b0w + distance;
        features[at++] = (sum += Salt) + s0t + b0t + distance;
        features[at] = sum + Salt + s1t + s0t + distance1;
    }

    public static void CollectRelation(ParserState state, int move, Span<uint> features)
    {
        var words = state.Words;
        var tags = state.Tags;
        var relations = state.Relations;
        var child = state.StackAt(0);
        var isLeft = move == ParserState.Left;
        var head = isLeft ? state.BufferAt(0) : state.StackAt(1);
        var hw = words[head] * 0x9E3779B1;
        var ht = (tags[head] + 1) * 0x85EBCA6B;
        var cw = words[child] * 0xC2B2AE35;
        var ct = (tags[child] + 1) * 0x27D4EB2F;
        var cl = state.Leftmost[child];
        var cr = state.Rightmost[child];
        var clw = words[cl] * 0x165667B1;
        var clt = (tags[cl] + 1) * 0xD3A2646D;
        var clr = relations[cl] * 0xFD7046C5;
        var crw = words[cr] * 0xB55A4F09;
        var crt = (tags[cr] + 1) * 0xB5297A4D;
        var crr = relations[cr] * 0x68E31DA5;
        var cl2 = state.Left2[child];
        var cl2w = words[cl2] * 0x1B56C4E9;
        var cl2r = relations[cl2] * 0x7FEB352D;
        var csl = Fold(state.LeftSet[child]) * 0x846CA68B;
        var csr = Fold(state.RightSet[child]) * 0x58F38DED;
        var hsl = Fold(state.LeftSet[head]) * 0x3C6EF373;
        var hsr = Fold(state.RightSet[head]) * 0xA54FF53B;
        var hl = state.Leftmost[head];
        var hlw = words[hl] * 0x510E527F;
        var hlr = relations[hl] * 0x9B05688D;
        var hr = state.Rightmost[head];
        var hrr = relations[hr] * 0x1F83D9AB;
        var hrt = (tags[hr] + 1) * 0x5BE0CD19;
        var distance = (Distance(Math.Abs(head - child)) + 1) * 0xCBBB9D5D;
        var before = child > 0 ? child - 1 : state.None;
        var beforeW = words[before] * 0x629A292B;
        var beforeT = (tags[before] + 1) * 0x9159015B;
        var afterT = (tags[Math.Min(child + 1, state.Root)] + 1) * 0x152FECD9;
        var headAfterT = (tags[Math.Min(head + 1, state.None)] + 1) * 0x67332667;
        var headBeforeT = (tags[head > 0 ? head - 1 : state.None] + 1) * 0x8EB44A87;
        var classes = state.Classes[child] * 0xDB0C2E0D;
        var sum = isLeft ? 0x47B5481Du : 0;
        var at = 0;
        features[at++] = (sum += Salt) + hw + ht;
        features[at++] = (sum += Salt) + ht;
        features[at++] = (sum += Salt) + cw + ct;
        features[at++] = (sum += Salt) + cw;
        features[at++] = (sum += Salt) + ct;
        features[at++] = (sum += Salt) + hw + cw;
        features[at++] = (sum += Salt) + hw + ct;
        features[at++] = (sum += Salt) + ht + cw;
        features[at++] = (sum += Salt) + ht + ct;
        features[at++] = (sum += Salt) + ht + ct + distance;
        features[at++] = (sum += Salt) + ht + ct + clw;
        features[at++] = (sum += Salt) + hw + clw;
        features[at++] = (sum += Salt) + ht + clw;
        features[at++] = (sum += Salt) + ct + clw;
        features[at++] = (sum += Salt) + cw + clw;
        features[at++] = (sum += Salt) + hw + ct + clr;
        features[at++] = (sum += Salt) + ht + ct + clt + clr;
        features[at++] = (sum += Salt) + ht + ct + cl2r + clr;
        features[at++] = (sum += Salt) + ct + cl2w;
        features[at++] = (sum += Salt) + ht + ct + crr;
        features[at++] = (sum += Salt) + ct + crw;
        features[at++] = (sum += Salt) + ct + crt + ht;
        features[at++] = (sum += Salt) + ht + ct + csl;
        features[at++] = (sum += Salt) + ht + ct + csr;
        features[at++] = (sum += Salt) + hw + csl;
        features[at++] = (sum += Salt) + ht + ct + hsl;
        features[at++] = (sum += Salt) + hw + ct + hsl;
        features[at++] = (sum += Salt) + ht + ct + hsr;
        features[at++] = (sum += Salt) + hw + ct + hsr;
        features[at++] = (sum += Salt) + ht + ct + hlr + hlw;
        features[at++] = (sum += Salt) + ht + ct + hrr + hrt;
        features[at++] = (sum += Salt) + ct + beforeW;
        features[at++] = (sum += Salt) + ht + ct + beforeT;
        features[at++] = (sum += Salt) + ht + ct + afterT;
        features[at++] = (sum += Salt) + ht + ct + headAfterT;
        features[at++] = (sum += Salt) + ht + ct + headBeforeT;
        features[at++] = (sum += Salt) + ct + classes + ht;
        features[at++] = (sum += Salt) + hw + classes;
        features[at++] = (sum += Salt) + cw + distance;
        features[at++] = (sum += Salt) + hw + ct + distance;
        features[at++] = (sum += Salt) + ht + ct + clw + crr;
        features[at] = sum + Salt + ht + ct + hsl + hsr;
    }

    // A set of relations in 32 bits.
    private static uint Fold(ulong set) => (uint)((set * 0x9E3779B97F4A7C15) >> 32) | 1;

    private static uint Distance(int tokens) =>
        tokens switch
        {
            <= 0 => 0,
            <= 4 => (uint)tokens,
            <= 6 => 5,
            <= 10 => 6,
            <= 20 => 7,
            _ => 8,
        };
}

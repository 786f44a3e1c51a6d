using System.Runtime.CompilerServices;

namespace ClaimTracker.Extraction;

/// <summary>The tokens around one cue, and how each stands to it.</summary>
internal sealed class SpanWindow(TokenFacts facts, int[] cueScores)
{
    private const int Back = 110;
    private const int Ahead = 160;

    /// <summary>Log odds from which another word counts as a cue of its own.</summary>
    private const int StrongCue = -LogSpace.One * 2 / 5;

    private readonly List<ulong> buffer = [];

    // By token less First: the path from the cue to the token, its first one, two and three steps down.
    private ulong[] path1 = [];
    private ulong[] path2 = [];
    private ulong[] path3 = [];
    private byte[] depth = [];
    private int[] climb = [];
    private byte[] cuesBetween = [];
    private byte[] verbsBetween = [];
    private byte[] ruleLabels = [];
    private ulong cueLemma;
    private ulong cueTag;
    private ulong cueHow;
    private ulong cueFrame;
    private ulong cueClass;
    private ulong cueSenses;
    private ulong headline;
    private ulong frame;

    public TokenFacts Facts => facts;

    public int Cue { get; private set; }

    public int First { get; private set; }

    public int Last { get; private set; }

    public void Open(int cue)
    {
        Cue = cue;
        Place();
        var size = Last - First + 1;
        if (path1.Length < size)
        {
            path1 = new ulong[size];
            path2 = new ulong[size];
            path3 = new ulong[size];
            depth = new byte[size];
            cuesBetween = new byte[size];
            verbsBetween = new byte[size];
            ruleLabels = new byte[size];
        }
        cueLemma = facts.Lemmas[cue];
        cueTag = facts.Tags[cue];
        cueHow = FeatureHash.Mix(cueTag, facts.Relations[cue]);
        cueFrame = FeatureHash.Mix(cueHow, facts.Children[cue]);
        cueClass = facts.Classes[cue];
        cueSenses = facts.Senses[cue];
        headline = facts.ParagraphOf(cue) == 0 ? 1ul : 0;
        frame = facts.RuleAt[cue] is { } rule ? (ulong)rule.Frame + 1 : 0;
        WalkPaths();
        CountBetween();
        LabelByRule();
    }

    private void Place()
    {
        var paragraph = facts.ParagraphOf(Cue);
        var own = facts.Paragraph(paragraph);
        First = Math.Max(own.First, Cue - Back);
        Last = Math.Min(own.Last, Cue + Ahead);
        if (Cue - own.First < 25 && paragraph > 0)
            First = Math.Max(facts.Paragraph(paragraph - 1).First, Cue - Back);
        while (
            Last == facts.Paragraph(paragraph).Last
            && paragraph + 1 < facts.Paragraphs
            && Last < Cue + Ahead
            && facts.Paragraph(paragraph + 1).First is var next
            && (
                facts.Article.Tokens[next].Kind is TokenKind.Quote or TokenKind.Dash
                || paragraph == facts.ParagraphOf(Cue)
                    && own.Last > own.First
                    && facts.Article.Tokens[own.Last - 1].Kind == TokenKind.Colon
            )
        )
            Last = Math.Min(facts.Paragraph(++paragraph).Last, Cue + Ahead);
    }

    private void WalkPaths()
    {
        var parse = facts.Parse;
        var sentence = facts.Sentence(facts.SentenceOf(Cue));
        for (var i = First; i <= Last; i++)
        {
            depth[i - First] = 255;
            if (i >= sentence.First && i <= sentence.Last)
                continue;
            var apart = facts.SentenceOf(i) - facts.SentenceOf(Cue);
            path1[i - First] =
                path2[i - First] =
                path3[i - First] =
                    FeatureHash.Mix(3, (ulong)(Math.Clamp(apart, -3, 3) + 4), SameParagraph(i));
            depth[i - First] = 0;
        }
        var up = 17ul;
        var steps = 0;
        for (var at = Cue; at >= 0; at = parse.HeadOf(at))
        {
            if (at >= First && at <= Last)
            {
                path1[at - First] = path2[at - First] = path3[at - First] = FeatureHash.Mix(up, 1);
                depth[at - First] = 0;
            }
            if (steps++ < 4)
                up = FeatureHash.Mix(up, facts.Relations[at]);
            if (steps > 200)
                break;
        }
        for (var i = Math.Max(First, sentence.First); i <= Math.Min(Last, sentence.Last); i++)
            if (depth[i - First] == 255)
                Descend(i);
    }

    private void Descend(int token)
    {
        var parse = facts.Parse;
        if (climb.Length == 0)
            climb = new int[512];
        var count = 0;
        var at = token;
        while (at >= First && at <= Last && depth[at - First] == 255 && count < climb.Length)
        {
            climb[count++] = at;
            at = parse.HeadOf(at);
        }
        var known = at >= First && at <= Last && count < climb.Length;
        while (count > 0)
        {
            var node = climb[--count];
            var relation = facts.Relations[node];
            var k = node - First;
            var head = parse.HeadOf(node);
            if (!known || head < First || head > Last)
            {
                path1[k] = path2[k] = path3[k] = FeatureHash.Mix(5, relation);
                depth[k] = 3;
                known = true;
                continue;
            }
            var h = head - First;
            var deep = depth[h];
            var step = deep == 0 ? FeatureHash.Mix(relation, node < head ? 1ul : 2ul) : relation;
            path1[k] = deep == 0 ? FeatureHash.Mix(path1[h], step) : path1[h];
            path2[k] = deep < 2 ? FeatureHash.Mix(path2[h], step) : path2[h];
            path3[k] = deep < 3 ? FeatureHash.Mix(path3[h], step) : path3[h];
            depth[k] = (byte)Math.Min(deep + 1, 3);
        }
    }

    private void CountBetween()
    {
        var cues = 0;
        var verbs = 0;
        for (var i = Cue; i <= Last; i++)
            Count(i, ref cues, ref verbs);
        cues = verbs = 0;
        for (var i = Cue; i >= First; i--)
            Count(i, ref cues, ref verbs);
    }

    private void Count(int i, ref int cues, ref int verbs)
    {
        cuesBetween[i - First] = (byte)Math.Min(cues, 2);
        verbsBetween[i - First] = (byte)(Math.Min(verbs & 15, 3) * 4 + Math.Min(verbs >> 4, 3));
        if (i == Cue)
            return;
        if (cueScores[i] > StrongCue)
            cues++;
        if (facts.Parse.TagOf(i) is UniversalTag.FiniteVerb or UniversalTag.FiniteAuxiliary && (verbs & 15) < 15)
            verbs++;
        if (facts.Article.Tokens[i].Kind == TokenKind.Comma && verbs < 64)
            verbs += 16;
    }

    // What the rules' candidate for the same cue makes of each token: its label, and whether it is an edge of it.
    private void LabelByRule()
    {
        Array.Clear(ruleLabels, 0, Last - First + 1);
        if (facts.RuleAt[Cue] is not { } rule)
            return;
        foreach (var range in rule.Content)
            Mark(range, 1);
        if (rule.Source is { } source)
            Mark(new TokenRange(source.First, source.Last), 4);
        Mark(rule.CueTokens, 7);

        void Mark(TokenRange range, byte label)
        {
            for (var i = Math.Max(First, range.First); i <= Math.Min(Last, range.Last); i++)
                ruleLabels[i - First] = (byte)(
                    i == range.First ? label
                    : i == range.Last ? label + 1
                    : label + 2
                );
        }
    }

    private ulong SameParagraph(int token) => facts.ParagraphOf(token) == facts.ParagraphOf(Cue) ? 1ul : 0;

    private static ulong Bucket(int distance) =>
        (ulong)(
            distance <= 3 ? distance
            : distance <= 6 ? 4
            : distance <= 12 ? 5
            : distance <= 25 ? 6
            : distance <= 60 ? 7
            : 8
        );

    /// <summary>What speaks for one label or another of a token.</summary>
    public ReadOnlySpan<ulong> Emissions(int t)
    {
        buffer.Clear();
        var k = t - First;
        var b1 = path1[k];
        var b2 = path2[k];
        var b3 = path3[k];
        var tag = facts.Tags[t];
        var form = facts.Forms[t];
        var side =
            t < Cue ? 1ul
            : t > Cue ? 2ul
            : 3ul;
        var apart = facts.SentenceOf(t) - facts.SentenceOf(Cue);
        var far = FeatureHash.Mix(side, Bucket(Math.Abs(t - Cue)), (ulong)(Math.Clamp(apart, -2, 2) + 3));
        var trigram = FeatureHash.Mix(facts.TagNear(t, -1), tag, facts.TagNear(t, 1));
        var head = facts.Parse.HeadOf(t);
        Add(1, tag);
        Add(2, b1);
        Add(3, b2);
        Add(4, b3);
        Add(5, b1, cueLemma);
        Add(6, b1, cueFrame);
        Add(7, b1, tag);
        Add(8, b1, form);
        Add(9, b1, trigram);
        Add(10, b1, FeatureHash.Mix(facts.Relations[t], head < 0 ? 0 : facts.Tags[head]));
        Add(11, b1, cueClass);
        Add(12, b2, cueHow);
        Add(13, b2, cueLemma);
        Add(14, b2, facts.Children[Cue]);
        Add(15, far);
        Add(16, far, tag);
        Add(17, far, cueTag);
        Add(18, far, cueLemma);
        var quotation = Quotation(t);
        var where = FeatureHash.Mix(quotation, (ulong)(Math.Clamp(apart, -2, 2) + 3), SameParagraph(t));
        var strong = (ulong)cuesBetween[k];
        Add(19, where);
        Add(20, where, cueLemma);
        Add(21, where, b1);
        Add(22, where, cueClass);
        Add(23, where, strong);
        Add(24, where, tag);
        ulong between = verbsBetween[k];
        Add(25, b1, between);
        Add(26, between, cueHow, side);
        Add(27, between, cueClass, side);
        Add(28, strong, b1);
        Add(29, form, side);
        Add(30, facts.FormNear(t, -1), side);
        Add(31, facts.FormNear(t, 1), side);
        Add(32, trigram, side);
        if (Math.Abs(t - Cue) <= 3)
        {
            var place = (ulong)(t - Cue + 4);
            Add(33, place, form);
            Add(34, place, cueLemma);
            Add(35, place, trigram);
        }
        Add(36, headline, b1);
        ulong label = ruleLabels[k];
        Add(37, label, frame);
        Add(38, label, b1);
        Add(39, label, tag);
        Add(40, label, quotation);
        Add(41, label, cueTag, strong);
        if (cueSenses != 0)
        {
            Add(43, b1, cueSenses);
            Add(44, where, cueSenses);
        }
        if (t != Cue && cueScores[t] > StrongCue)
            Add(42, b1, side);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(buffer);
    }

    /// <summary>What speaks for a change of label from the token before to this one.</summary>
    public ReadOnlySpan<ulong> Transitions(int t)
    {
        buffer.Clear();
        var k = t - First;
        var tokens = facts.Article.Tokens;
        var side = t <= Cue ? 1ul : 2ul;
        var starts = facts.SentenceOf(t) != facts.SentenceOf(t - 1);
        var kinds = FeatureHash.Mix((ulong)tokens[t - 1].Kind, (ulong)tokens[t].Kind);
        Add(1, 1);
        Add(2, starts ? 1ul : 0, facts.ParagraphOf(t) != facts.ParagraphOf(t - 1) ? 1ul : 0);
        Add(3, kinds);
        Add(4, kinds, side);
        Add(
            5,
            path1[k] == path1[k - 1] ? 1ul : 0,
            path2[k] == path2[k - 1] ? 1ul : 0,
            path3[k] == path3[k - 1] ? 1ul : 0
        );
        Add(
            6,
            t == Cue ? 1ul
                : t - 1 == Cue ? 2ul
                : 0,
            cueTag
        );
        Add(7, facts.Tags[t - 1], facts.Tags[t]);
        Add(8, path1[k], path1[k - 1]);
        Add(9, (ulong)facts.Article.Level(t) + 1 != 0 ? 1ul : 0, kinds);
        Add(10, ruleLabels[k - 1], ruleLabels[k]);
        Add(11, facts.Forms[t], side);
        Add(12, facts.Forms[t - 1], side);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(buffer);
    }

    private ulong Quotation(int t)
    {
        var level = facts.Article.Level(t);
        var own = facts.Article.Level(Cue);
        return (level >= 0 ? 1ul : 0)
            | (own >= 0 ? 2ul : 0)
            | (level == own ? 4ul : 0)
            | (facts.Article.Tokens[t].Kind == TokenKind.Quote ? 8ul : 0)
            | ((facts.Quoting[t] & (Marks.Before | Marks.After)) != 0 ? 16ul : 0)
            | ((facts.Quoting[Cue] & (Marks.Before | Marks.After | Marks.Colon | Marks.Next)) != 0 ? 32ul : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ulong template, ulong a) => buffer.Add(FeatureHash.Mix(template, a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ulong template, ulong a, ulong b) => buffer.Add(FeatureHash.Mix(template, a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ulong template, ulong a, ulong b, ulong c) => buffer.Add(FeatureHash.Mix(template, a, b, c));
}

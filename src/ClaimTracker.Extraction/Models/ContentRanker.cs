namespace ClaimTracker.Extraction;

/// <summary>Chooses what a cue reports among the candidate spans.</summary>
internal sealed class ContentRanker(QuantizedWeights weights)
{
    /// <summary>So many candidates, the likeliest by their labels, are looked at closely.</summary>
    public const int Closely = 24;

    public int Score(FeatureList features) => features.Score(weights);

    /// <summary>Keeps the candidates that the labels favour.</summary>
    public static void Prune(TokenFacts facts, SpanMarginals marginals, List<SpanCandidate> candidates)
    {
        if (candidates.Count <= Closely)
            return;
        var keys = new long[candidates.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = -(
                marginals.Mass(candidates[i].Extent.One, SpanLabel.Content)
                + (candidates[i].Extent.HasTwo ? marginals.Mass(candidates[i].Extent.Two, SpanLabel.Content) : 0)
                + (candidates[i].Kind is SpanKind.Rule or SpanKind.Labels ? 1L << 40 : 0)
            );
        var sorted = candidates.ToArray();
        Array.Sort(keys, sorted);
        candidates.Clear();
        for (var i = 0; i < Closely; i++)
            candidates.Add(sorted[i]);
    }

    public static void Collect(SpanWindow window, SpanMarginals marginals, SpanCandidate candidate, FeatureList f)
    {
        f.Clear();
        var facts = window.Facts;
        var parse = facts.Parse;
        var tokens = facts.Article.Tokens;
        var cue = window.Cue;
        var tag = facts.Tags[cue];
        var lemma = facts.Lemmas[cue];
        var known = facts.Classes[cue];
        var (kind, extent, node) = candidate;
        var k = (ulong)kind + 1;
        var first = extent.First;
        var last = extent.Last;
        f.About = Aspect.Extent;
        var mass = marginals.Mass(extent.One, SpanLabel.Content);
        if (extent.HasTwo)
            mass += marginals.Mass(extent.Two, SpanLabel.Content);
        f.Measure(1, (int)(mass / (LogSpace.One / 4)));
        f.Measure(2, Math.Min(last - first + 1, 100) * 2);
        f.Add(3, k);
        f.Add(4, k, tag);
        f.Add(5, k, lemma);
        f.Add(6, k, known);
        var how =
            node < 0
                ? 0
                : FeatureHash.Mix(
                    facts.Relations[node],
                    parse.HeadOf(node) == cue ? 1ul
                        : parse.Governs(node, cue) ? 2ul
                        : 3ul
                );
        if (node >= 0)
        {
            f.Add(7, how, tag);
            f.Add(8, how, facts.Tags[node]);
            f.Add(9, how, k);
            f.Add(10, how, lemma);
            f.Add(11, how, known);
        }
        var side =
            last < cue ? 1ul
            : first > cue ? 2ul
            : 3ul;
        var shape = FeatureHash.Mix(side, extent.HasTwo ? 1ul : 0);
        f.Add(12, shape, tag);
        f.Add(13, shape, known);
        f.Add(14, shape, lemma);
        f.Add(15, shape, facts.Quoting[cue]);
        if (facts.Senses[cue] is > 0 and var senses)
        {
            f.Add(64, shape, senses);
            f.Add(65, k, senses);
            f.Add(66, how, senses);
        }
        f.Add(16, Length(last - first + 1), tag);
        f.Add(17, Length(last - first + 1), k);
        var quoted = Quoted(facts, extent);
        f.About = Aspect.Quotation;
        f.Add(18, quoted, tag);
        f.Add(19, quoted, known);
        f.Add(20, quoted, lemma);
        f.Add(21, quoted, shape);
        // Quotations that go together have nothing but a few words between them.
        var plain = Plain(facts, extent);
        f.Add(70, plain, quoted);
        f.Add(71, plain, k);
        f.Add(72, plain, tag, (ulong)(facts.Quoting[cue] & (Marks.Before | Marks.After)));
        f.About = Aspect.Extent;
        Edge(facts, marginals, first, last, 0, tag, f);
        if (extent.HasTwo)
        {
            f.About = Aspect.Extent;
            Edge(facts, marginals, extent.One.First, extent.One.Last, 1, tag, f);
        }
        // What follows and hangs on a word inside.
        Hanging(facts, parse, last + 1, extent, 50, tag, f);
        Hanging(facts, parse, first - 1, extent, 53, tag, f);
        var heads = 0;
        for (var i = first; i <= Math.Min(last, first + 80); i++)
            if (extent.Holds(i) && parse.HeadOf(i) is var head && (head < 0 || !extent.Holds(head)) && facts.IsWord(i))
                heads++;
        f.Add(56, (ulong)Math.Min(heads, 4));
        f.Add(57, (ulong)Math.Min(heads, 4), k);
        f.Add(58, extent.Holds(cue) ? 1ul : 0);
        f.Add(59, tokens[last].Kind == TokenKind.Word ? Ends(facts, last) : 9ul, side);
        f.About = Aspect.Rule;
        var agreement = Agreement(facts.RuleAt[cue], extent);
        var frame = facts.RuleAt[cue] is { } rule ? (ulong)rule.Frame + 1 : 0;
        f.Add(60, agreement);
        f.Add(61, agreement, frame);
        f.Add(62, agreement, quoted);
        f.Add(63, agreement, k);
    }

    // So many words of a span stand in no quotation marks, where others do; 0 where none of them does.
    private static ulong Plain(TokenFacts facts, Extent extent)
    {
        var plain = 0;
        var quoted = 0;
        for (var i = extent.First; i <= Math.Min(extent.Last, extent.First + 200); i++)
            if (extent.Holds(i) && facts.IsWord(i))
            {
                if (facts.Article.Level(i) >= 0)
                    quoted++;
                else
                    plain++;
            }
        return quoted == 0 ? 0 : 1 + Length(plain);
    }

    private static ulong Ends(TokenFacts facts, int last)
    {
        var sentence = facts.Sentence(facts.SentenceOf(last));
        return last >= sentence.Last - 1 ? 1ul : 2ul;
    }

    public static ulong Agreement(Candidate? rule, Extent extent)
    {
        if (rule is null)
            return 0;
        var starts = rule.Start == extent.First;
        var ends = rule.End == extent.Last;
        return starts && ends ? 1ul
            : starts ? (extent.Last < rule.End ? 2ul : 3ul)
            : ends ? (extent.First > rule.Start ? 4ul : 5ul)
            : extent.First > rule.End || extent.Last < rule.Start ? 6ul
            : 7ul;
    }

    public static ulong Length(int words) =>
        (ulong)(
            words <= 4 ? words
            : words <= 7 ? 5
            : words <= 12 ? 6
            : words <= 20 ? 7
            : words <= 35 ? 8
            : words <= 60 ? 9
            : 10
        );

    private static void Hanging(
        TokenFacts facts,
        Parse parse,
        int token,
        Extent extent,
        ulong template,
        ulong tag,
        FeatureList f
    )
    {
        if (token < 0 || token >= facts.Count)
            return;
        var at = token;
        for (var hops = 0; hops < 6; hops++)
        {
            var head = parse.HeadOf(at);
            if (head < 0)
            {
                f.Add(template, 99);
                return;
            }
            if (extent.Holds(head))
            {
                f.Add(template, facts.Relations[at]);
                f.Add(template + 1, facts.Relations[at], facts.Tags[at]);
                f.Add(template + 2, facts.Relations[at], tag);
                return;
            }
            at = head;
        }
    }

    private static void Edge(
        TokenFacts facts,
        SpanMarginals marginals,
        int first,
        int last,
        ulong part,
        ulong tag,
        FeatureList f
    )
    {
        var before = first - 1;
        var after = last + 1;
        f.Add(25 + part, facts.Forms[first], 1);
        f.Add(25 + part, facts.Forms[last], 2);
        f.Add(25 + part, facts.FormNear(first, -1), 3);
        f.Add(25 + part, facts.FormNear(last, 1), 4);
        f.Add(27 + part, facts.TagNear(first, -1), facts.Tags[first], 1);
        f.Add(27 + part, facts.Tags[last], facts.TagNear(last, 1), 2);
        f.Add(29 + part, FeatureHash.Mix(facts.TagNear(first, -1), facts.Tags[first]), tag, 1);
        f.Add(29 + part, FeatureHash.Mix(facts.Tags[last], facts.TagNear(last, 1)), tag, 2);
        f.Add(31 + part, facts.FormNear(last, 1), facts.FormNear(last, 2), 1);
        f.Add(33 + part, Step(marginals.Of(first, SpanLabel.Content)), 1);
        f.Add(33 + part, Step(marginals.Of(last, SpanLabel.Content)), 2);
        f.Add(33 + part, Step(marginals.Of(before, SpanLabel.Content)), 3);
        f.Add(33 + part, Step(marginals.Of(after, SpanLabel.Content)), 4);
        f.Add(
            35 + part,
            facts.IsWord(Math.Max(0, before)) ? 1ul : 0,
            Step(marginals.Of(before - 1, SpanLabel.Content)),
            1
        );
        f.Add(
            35 + part,
            after < facts.Count && facts.IsWord(after) ? 1ul : 0,
            Step(marginals.Of(after + 1, SpanLabel.Content)),
            2
        );
        f.Measure(
            37 + part,
            Math.Clamp(marginals.Of(before, SpanLabel.Content), -6 * LogSpace.One, 6 * LogSpace.One)
                / (LogSpace.One / 16)
        );
        f.Measure(
            39 + part,
            Math.Clamp(marginals.Of(after, SpanLabel.Content), -6 * LogSpace.One, 6 * LogSpace.One)
                / (LogSpace.One / 16)
        );
        var least = int.MaxValue;
        for (var i = first; i <= Math.Min(last, first + 60); i++)
            if (facts.IsWord(i))
                least = Math.Min(least, marginals.Of(i, SpanLabel.Content));
        f.Add(41 + part, Step(least));
    }

    /// <summary>Log odds in coarse steps.</summary>
    public static ulong Step(int odds) => (ulong)Math.Clamp((odds + 6 * LogSpace.One) / (LogSpace.One * 3 / 4), 0, 16);

    /// <summary>Whether quotation marks stand at the edges, inside, or half in half out.</summary>
    public static ulong Quoted(TokenFacts facts, Extent extent)
    {
        ulong state = 0;
        foreach (var range in extent.HasTwo ? stackalloc[] { extent.One, extent.Two } : [extent.One])
        {
            var opens = facts.Article.QuotationOpenedAt(range.First);
            if (opens is not null)
                state |= opens.Close >= range.Last ? 1ul : 2ul;
            else if (
                range.First > 0
                && facts.Article.QuotationOpenedAt(range.First - 1) is { } just
                && just.Close <= range.Last + 1
            )
                state |= 4ul;
            if (facts.Article.Level(range.First) != facts.Article.Level(range.Last) && opens is null)
                state |= 8ul;
            if (facts.Article.QuotationClosedAt(range.Last) is not null)
                state |= 16ul;
            else if (range.Last + 1 < facts.Count && facts.Article.QuotationClosedAt(range.Last + 1) is not null)
                state |= 32ul;
            if (facts.Article.Level(range.First) >= 0)
                state |= 64ul;
        }
        return state;
    }
}

namespace ClaimTracker.Extraction;

/// <summary>Gathers the spans that may name who speaks, and "nobody"; and tells them apart by their features.</summary>
internal sealed class SourceRanker(QuantizedWeights weights)
{
    private const int FarSentences = 2;

    /// <summary>Log odds of the head, or of an edge, from which a noun phrase is looked at.</summary>
    private const int Unlikely = -LogSpace.One * 7 / 2;

    private const int Likely = -LogSpace.One * 3 / 5;

    private static readonly SpanCandidate Nobody = new(SpanKind.None, new Extent(Extent.Empty), -1);

    public int Score(FeatureList features) => features.Score(weights);

    public static List<SpanCandidate> Find(SpanWindow window, SpanMarginals marginals, List<SpanCandidate> into)
    {
        into.Clear();
        into.Add(Nobody);
        var facts = window.Facts;
        var seen = new HashSet<TokenRange>();
        var rule = facts.RuleAt[window.Cue];
        if (rule?.Source is { } mention)
        {
            if (mention.Relative >= 0)
                Add(SpanKind.Rule, mention.Relative, mention.Relative, mention.Relative);
            Add(SpanKind.Rule, mention.First, mention.Last, mention.Core.Head);
        }
        for (var i = window.First; i <= window.Last; i++)
        {
            if (!facts.IsWord(i) || marginals.Of(i, SpanLabel.Source) < Likely)
                continue;
            var last = i;
            for (var k = i + 1; k <= window.Last; k++)
                if (!facts.IsWord(k))
                    continue;
                else if (marginals.Of(k, SpanLabel.Source) >= Likely)
                    last = k;
                else
                    break;
            Add(SpanKind.Labels, i, last, HeadIn(facts, i, last));
            i = last;
        }
        var own = facts.SentenceOf(window.Cue);
        var from = Math.Max(window.First, facts.Sentence(Math.Max(0, own - FarSentences)).First);
        var to = Math.Min(window.Last, facts.Sentence(Math.Min(facts.Sentences - 1, own + FarSentences)).Last);
        for (var node = from; node <= to; node++)
            if (
                facts.Parse.TagOf(node).IsNominal()
                && facts.IsWord(node)
                && marginals.Of(node, SpanLabel.Source) > Unlikely
            )
                AddNoun(node);
        return into;

        void AddNoun(int node)
        {
            var parse = facts.Parse;
            var first = parse.LeftEdge(node);
            foreach (var child in parse.ChildrenOf(node))
                if (
                    child < node
                    && parse.RelationOf(child)
                        is DependencyRelation.Case
                            or DependencyRelation.Punct
                            or DependencyRelation.Mark
                            or DependencyRelation.Cc
                )
                    first = Math.Max(first, parse.RightEdge(child) + 1);
            var last = parse.RightEdge(node);
            Add(SpanKind.Subtree, first, last, node);
            foreach (var child in parse.ChildrenOf(node))
                if (child > node && parse.LeftEdge(child) > node)
                    Add(SpanKind.LessRight, first, parse.LeftEdge(child) - 1, node);
            for (var inner = node + 1; inner <= Math.Min(last, node + 40); inner++)
                if (
                    parse.LeftEdge(inner) > node
                    && parse.RelationOf(inner)
                        is DependencyRelation.AclRelcl
                            or DependencyRelation.Acl
                            or DependencyRelation.Appos
                            or DependencyRelation.Conj
                            or DependencyRelation.Advcl
                            or DependencyRelation.Parataxis
                )
                    Add(SpanKind.Cut, first, parse.LeftEdge(inner) - 1, node);
            Add(SpanKind.Head, node, node, node);
        }

        void Add(SpanKind kind, int first, int last, int head)
        {
            while (first < last && !facts.IsWord(first) && facts.Article.Tokens[first].Kind is not TokenKind.Quote)
                first++;
            while (
                last > first
                && facts.Article.Tokens[last].Kind
                    is TokenKind.Comma
                        or TokenKind.Dash
                        or TokenKind.Stop
                        or TokenKind.Break
                        or TokenKind.Colon
                        or TokenKind.OpenParenthesis
                        or TokenKind.Semicolon
            )
                last--;
            var range = new TokenRange(first, last);
            if (last >= first && last - first < 60 && seen.Add(range))
                into.Add(new SpanCandidate(kind, new Extent(range), head));
        }
    }

    /// <summary>The word of a phrase whose head lies outside; a noun or name rather than another.</summary>
    public static int HeadIn(TokenFacts facts, int first, int last)
    {
        var best = first;
        var most = -1;
        for (var i = first; i <= last; i++)
        {
            var outside = facts.Parse.HeadOf(i) is var head && (head < first || head > last);
            var rank = (outside ? 2 : 0) + (facts.Parse.TagOf(i).IsNominal() ? 1 : 0);
            if (rank > most && facts.IsWord(i))
            {
                most = rank;
                best = i;
            }
        }
        return best;
    }

    public static void Collect(
        SpanWindow window,
        SpanMarginals marginals,
        SpanCandidate candidate,
        Extent content,
        FeatureList f
    )
    {
        f.Clear();
        f.About = Aspect.Source;
        var facts = window.Facts;
        var parse = facts.Parse;
        var cue = window.Cue;
        var tag = facts.Tags[cue];
        var lemma = facts.Lemmas[cue];
        var known = facts.Classes[cue];
        var children = facts.Children[cue];
        var rule = facts.RuleAt[cue];
        var frame = rule is null ? 0 : (ulong)rule.Frame + 1;
        if (candidate.Kind == SpanKind.None)
        {
            f.Add(1, tag);
            f.Add(2, lemma);
            f.Add(3, tag, children);
            f.Add(4, known, children);
            f.Add(
                5,
                rule is null ? 0
                    : rule.Source is null ? 1ul
                    : 2ul,
                frame
            );
            f.Add(6, facts.Relations[cue], tag);
            f.Add(7, facts.SubjectOf(cue) >= 0 ? 1ul : 0, tag);
            var most = -12 * LogSpace.One;
            for (var i = window.First; i <= window.Last; i++)
                most = Math.Max(most, marginals.Of(i, SpanLabel.Source));
            f.Add(8, ContentRanker.Step(most));
            f.Measure(9, most / (LogSpace.One / 16));
            return;
        }
        var range = candidate.Extent.One;
        var (first, last) = range;
        var head = candidate.Head;
        var k = (ulong)candidate.Kind + 1;
        f.Measure(10, (int)(marginals.Mass(range, SpanLabel.Source) / (LogSpace.One / 8)));
        f.Measure(11, Math.Min(last - first + 1, 40) * 4);
        f.Add(12, k);
        f.Add(13, k, tag);
        f.Add(14, ContentRanker.Length(last - first + 1), k);
        var how = FeatureHash.Mix(
            facts.Relations[head],
            parse.HeadOf(head) == cue ? 1ul
                : facts.SubjectOf(cue) == head ? 2ul
                : parse.HeadOf(cue) == head ? 3ul
                : 4ul
        );
        f.Add(15, how, tag);
        f.Add(16, how, lemma);
        f.Add(17, how, facts.Tags[head]);
        f.Add(18, how, known);
        f.Add(19, how, facts.Relations[cue]);
        var apart = (ulong)(Math.Clamp(facts.SentenceOf(head) - facts.SentenceOf(cue), -2, 2) + 3);
        var side = last < cue ? 1ul : 2ul;
        var distance = side == 1 ? cue - last : first - cue;
        f.Add(20, apart, side, ContentRanker.Length(Math.Abs(distance)));
        f.Add(21, apart, side, tag);
        f.Add(22, apart, side, known);
        f.Add(23, facts.Forms[first], 1);
        f.Add(23, facts.Forms[last], 2);
        f.Add(23, facts.FormNear(first, -1), 3);
        f.Add(23, facts.FormNear(last, 1), 4);
        f.Add(24, facts.TagNear(first, -1), facts.Tags[first], 1);
        f.Add(24, facts.Tags[last], facts.TagNear(last, 1), 2);
        f.Add(25, facts.TagNear(last, 1), facts.TagNear(last, 2), tag);
        f.Add(26, ContentRanker.Step(marginals.Of(first, SpanLabel.Source)), 1);
        f.Add(26, ContentRanker.Step(marginals.Of(last, SpanLabel.Source)), 2);
        f.Add(26, ContentRanker.Step(marginals.Of(first - 1, SpanLabel.Source)), 3);
        f.Add(26, ContentRanker.Step(marginals.Of(last + 1, SpanLabel.Source)), 4);
        f.Add(26, ContentRanker.Step(marginals.Of(head, SpanLabel.Source)), 5);
        f.Measure(
            27,
            Math.Clamp(marginals.Of(last + 1, SpanLabel.Source), -6 * LogSpace.One, 6 * LogSpace.One)
                / (LogSpace.One / 16)
        );
        f.Measure(
            28,
            Math.Clamp(marginals.Of(first - 1, SpanLabel.Source), -6 * LogSpace.One, 6 * LogSpace.One)
                / (LogSpace.One / 16)
        );
        var noun = (ulong?)facts.Article.Tokens[head].Word?.Noun ?? 0;
        f.Add(29, facts.Tags[head], noun);
        f.Add(30, facts.Lemmas[head]);
        f.Add(31, facts.Tags[head], noun, known);
        f.Add(32, Following(facts, parse, last + 1, range));
        f.Add(33, Following(facts, parse, last + 1, range), noun, facts.Tags[head]);
        f.Add(34, content.Holds(head) ? 1ul : 0, k);
        f.Add(
            35,
            (ulong)(facts.Article.Level(head) + 1 > 0 ? 1 : 0),
            facts.Article.Level(cue) == facts.Article.Level(head) ? 1ul : 0
        );
        var agreement = Agreement(rule, range, head);
        f.Add(36, agreement);
        f.Add(37, agreement, frame);
        f.Add(38, agreement, k);
        f.Add(39, agreement, facts.Tags[head], noun);
        f.Add(40, agreement, how);
        f.Add(41, facts.RuleAt[cue] is { SharesSubject: true } ? 1ul : 0, agreement);
    }

    private static ulong Following(TokenFacts facts, Parse parse, int token, TokenRange range)
    {
        if (token >= facts.Count)
            return 0;
        for (var hops = 0; token >= 0 && hops < 6; hops++)
        {
            var head = parse.HeadOf(token);
            if (head >= range.First && head <= range.Last)
                return facts.Relations[token];
            token = head;
        }
        return 98;
    }

    public static ulong Agreement(Candidate? rule, TokenRange range, int head)
    {
        if (rule is null)
            return 0;
        if (rule.Source is not { } mention)
            return 1;
        return mention.First == range.First && mention.Last == range.Last ? 2ul
            : mention.Relative == range.First && range.First == range.Last ? 3ul
            : mention.Core.Head == head ? (range.Last < mention.Last ? 4ul : 5ul)
            : mention.First <= range.Last && range.First <= mention.Last ? 6ul
            : 7ul;
    }
}

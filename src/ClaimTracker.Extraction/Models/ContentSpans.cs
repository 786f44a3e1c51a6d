namespace ClaimTracker.Extraction;

/// <summary>One run of tokens, or two with something between; the second is empty where it ends before it starts.</summary>
internal readonly record struct Extent(TokenRange One, TokenRange Two)
{
    public static readonly TokenRange Empty = new(0, -1);

    public Extent(TokenRange one)
        : this(one, Empty) { }

    public int First => One.First;

    public int Last => HasTwo ? Two.Last : One.Last;

    public bool HasTwo => Two.Last >= Two.First;

    public bool Holds(int token) => token >= One.First && token <= One.Last || token >= Two.First && token <= Two.Last;

    public IReadOnlyList<TokenRange> Ranges => HasTwo ? [One, Two] : [One];
}

/// <summary>How a candidate span was come by.</summary>
internal enum SpanKind : byte
{
    None,
    Subtree,
    LessLeft,
    LessRight,
    Cut,
    Before,
    After,
    Around,
    Sentence,
    Quotation,
    Quotations,
    ToQuotation,
    Sentences,
    Labels,
    Rule,
    Head,
}

/// <summary>A span that may be the content or the source of a cue.</summary>
internal readonly record struct SpanCandidate(SpanKind Kind, Extent Extent, int Head);

/// <summary>Gathers the spans that may be what a cue reports: from the parse, the quotations, the labels and the rules.</summary>
internal sealed class ContentSpans(TokenFacts facts)
{
    private const int Farthest = 160;

    private const int MostQuotations = 16;

    /// <summary>Log odds from which a token counts as content.</summary>
    private const int Likely = -LogSpace.One * 2 / 5;

    private readonly List<SpanCandidate> found = [];
    private readonly HashSet<Extent> seen = [];
    private List<TokenRange> groups = [];
    private int cue;

    private Token[] Tokens => facts.Article.Tokens;

    private Parse Parse => facts.Parse;

    public List<SpanCandidate> Find(SpanWindow window, SpanMarginals marginals)
    {
        found.Clear();
        seen.Clear();
        cue = window.Cue;
        groups = Groups(cue);
        if (facts.RuleAt[cue] is { } rule)
            AddRule(rule);
        AddLabels(marginals);
        var sentence = facts.Sentence(facts.SentenceOf(cue));
        var first = Math.Max(sentence.First, cue - Farthest);
        var last = Math.Min(sentence.Last, cue + Farthest);
        AddNodes(first, last);
        foreach (var group in groups)
        {
            Add(SpanKind.Sentence, new TokenRange(first, group.First - 1), -1);
            Add(SpanKind.Sentence, new TokenRange(group.Last + 1, last), -1);
            Add(SpanKind.Sentence, new TokenRange(first, group.First - 1), new TokenRange(group.Last + 1, last), -1);
        }
        AddQuotations(window);
        AddSentences(window);
        return found;
    }

    // The words that belong to the report rather than to what is reported: with all that hangs on the cue, or the verb group alone.
    private List<TokenRange> Groups(int cue)
    {
        var groups = new List<TokenRange>(3);
        var top = cue;
        if (
            Parse.TagOf(cue) is UniversalTag.Adposition or UniversalTag.Subordinator
            && Parse.HeadOf(cue) is >= 0 and var noun
        )
            top = noun;
        groups.Add(new TokenRange(Parse.LeftEdge(top), Parse.RightEdge(top)));
        var group = facts.Article.GroupAt(cue) is { } verb
            ? new TokenRange(verb.First, verb.Last)
            : new TokenRange(cue, cue);
        groups.Add(group);
        if (facts.SubjectOf(cue) is >= 0 and var subject && Parse.HeadOf(subject) == cue)
        {
            var with = new TokenRange(
                Math.Min(group.First, Parse.LeftEdge(subject)),
                Math.Max(group.Last, Parse.RightEdge(subject))
            );
            if (with.Last - with.First < 60)
                groups.Add(with);
        }
        return groups;
    }

    private void AddRule(Candidate rule)
    {
        if (rule.Content.Count == 1)
            Add(SpanKind.Rule, rule.Content[0], -1);
        else
        {
            Add(SpanKind.Rule, rule.Content[0], rule.Content[^1], -1);
            Add(SpanKind.Rule, new TokenRange(rule.Start, rule.End), -1);
        }
    }

    private void AddLabels(SpanMarginals marginals)
    {
        TokenRange largest = Extent.Empty;
        TokenRange second = Extent.Empty;
        var hull = Extent.Empty;
        for (var i = marginals.First; i <= marginals.Last; i++)
        {
            if (!facts.IsWord(i) || marginals.Of(i, SpanLabel.Content) < Likely)
                continue;
            var run = new TokenRange(i, i);
            for (var k = i + 1; k <= marginals.Last; k++)
                if (!facts.IsWord(k))
                    continue;
                else if (marginals.Of(k, SpanLabel.Content) >= Likely)
                    run = run with { Last = k };
                else
                    break;
            hull = hull.Last < 0 ? run : hull with { Last = run.Last };
            if (Size(run) > Size(largest))
                (largest, second) = (run, largest);
            else if (Size(run) > Size(second))
                second = run;
            Add(SpanKind.Labels, run, -1);
            i = run.Last;
        }
        if (second.Last < second.First)
            return;
        if (largest.First < second.First)
            Add(SpanKind.Labels, largest, second, -1);
        else
            Add(SpanKind.Labels, second, largest, -1);
        Add(SpanKind.Labels, hull, -1);
    }

    private static int Size(TokenRange range) => range.Last - range.First + 1;

    private void AddNodes(int first, int last)
    {
        for (var node = first; node <= last; node++)
        {
            var left = Math.Max(first, Parse.LeftEdge(node));
            var right = Math.Min(last, Parse.RightEdge(node));
            if (Tokens[node].Kind is not TokenKind.Word and not TokenKind.Number)
                continue;
            if (cue >= left && cue <= right)
            {
                foreach (var group in groups)
                {
                    if (group.First < left || group.Last > right)
                        continue;
                    Add(SpanKind.Before, new TokenRange(left, group.First - 1), node);
                    Add(SpanKind.After, new TokenRange(group.Last + 1, right), node);
                    Add(
                        SpanKind.Around,
                        new TokenRange(left, group.First - 1),
                        new TokenRange(group.Last + 1, right),
                        node
                    );
                }
                if (node == cue)
                    continue;
            }
            else
                Add(SpanKind.Subtree, new TokenRange(left, right), node);
            AddTrimmed(node, left, right);
        }
    }

    // Without the outer children of a node one after the other, and cut before what hangs on its last words.
    private void AddTrimmed(int node, int left, int right)
    {
        var close = Parse.HeadOf(node) == cue || Parse.TagOf(node).IsVerb() || Parse.HeadOf(node) < 0;
        var from = left;
        foreach (var child in Parse.ChildrenOf(node))
            if (child < node && close)
            {
                from = Math.Max(from, Parse.RightEdge(child) + 1);
                if (from > left && from <= node)
                    Add(SpanKind.LessLeft, new TokenRange(from, right), node);
            }
            else if (child > node && Parse.LeftEdge(child) - 1 >= node)
                Add(SpanKind.LessRight, new TokenRange(left, Parse.LeftEdge(child) - 1), node);
        if (!close)
            return;
        for (var inner = node + 1; inner <= right; inner++)
            if (
                Parse.LeftEdge(inner) > node
                && Parse.RelationOf(inner)
                    is DependencyRelation.AclRelcl
                        or DependencyRelation.Acl
                        or DependencyRelation.Advcl
                        or DependencyRelation.Conj
                        or DependencyRelation.Parataxis
                        or DependencyRelation.Appos
                        or DependencyRelation.Obl
                        or DependencyRelation.Cc
            )
                Add(SpanKind.Cut, new TokenRange(left, Parse.LeftEdge(inner) - 1), node);
    }

    private void AddQuotations(SpanWindow window)
    {
        var sentence = facts.Sentence(facts.SentenceOf(window.Cue));
        Quotation? before = null;
        var quotations = facts.Article.Quotations;
        var from = FirstFrom(quotations, window.First);
        for (var q = from; q < Math.Min(quotations.Count, from + MostQuotations); q++)
        {
            var quotation = quotations[q];
            if (quotation.Open > window.Last)
                break;
            var marks = new TokenRange(quotation.Open, quotation.Close);
            Add(SpanKind.Quotation, marks, -1);
            if (before is not null && before.Close < quotation.Open)
            {
                Add(SpanKind.Quotations, new TokenRange(before.Open, before.Close), marks, -1);
                Add(SpanKind.Quotations, new TokenRange(before.Open, quotation.Close), -1);
            }
            before = quotation;
            if (quotation.Close < sentence.First || quotation.Open > sentence.Last)
                continue;
            foreach (var group in groups)
                if (group.Last < quotation.Open)
                    Add(SpanKind.ToQuotation, new TokenRange(group.Last + 1, quotation.Close), -1);
                else if (group.First > quotation.Close)
                    Add(SpanKind.ToQuotation, new TokenRange(quotation.Open, group.First - 1), -1);
            Add(SpanKind.ToQuotation, new TokenRange(sentence.First, quotation.Close), -1);
            Add(SpanKind.ToQuotation, new TokenRange(quotation.Open, sentence.Last), -1);
        }
    }

    // The first quotation that opens there or later; the one around the cue, if it opens before, is known by its sentences.
    private static int FirstFrom(List<Quotation> quotations, int token)
    {
        var low = 0;
        var high = quotations.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (quotations[middle].Open < token)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private void AddSentences(SpanWindow window)
    {
        var own = facts.SentenceOf(window.Cue);
        var last = -1;
        for (var next = own + 1; next <= own + 3 && next < facts.Sentences; next++)
        {
            var range = facts.Sentence(next);
            if (range.Last > window.Last || range.First > window.Last)
                break;
            if (last < 0)
                last = range.First;
            Add(SpanKind.Sentences, new TokenRange(last, range.Last), -1);
            foreach (var group in groups)
                Add(SpanKind.Sentences, new TokenRange(group.Last + 1, range.Last), -1);
        }
        for (var before = own - 1; before >= own - 2 && before >= 0; before--)
        {
            var range = facts.Sentence(before);
            if (range.First < window.First)
                break;
            Add(SpanKind.Sentences, new TokenRange(range.First, facts.Sentence(own - 1).Last), -1);
        }
    }

    private void Add(SpanKind kind, TokenRange range, int node)
    {
        // The report itself is no part of what it reports.
        if (cue >= range.First && cue <= range.Last)
        {
            var group = groups[^1];
            Add(kind, range with { Last = group.First - 1 }, new TokenRange(group.Last + 1, range.Last), node);
            return;
        }
        var extent = new Extent(Trim(range));
        if (extent.One.Last >= extent.One.First && HasWord(extent.One) && seen.Add(extent))
            found.Add(new SpanCandidate(kind, extent, node));
    }

    private void Add(SpanKind kind, TokenRange one, TokenRange two, int node)
    {
        one = Trim(one);
        two = Trim(two);
        if (one.Last < one.First || !HasWord(one))
            (one, two) = (two, Extent.Empty);
        if (two.Last < two.First || !HasWord(two))
            two = Extent.Empty;
        if (one.Last < one.First || !HasWord(one))
            return;
        var extent = new Extent(one, two);
        if (extent.Holds(cue))
            return;
        if (seen.Add(extent))
            found.Add(new SpanCandidate(kind, extent, node));
    }

    private bool HasWord(TokenRange range)
    {
        for (var i = range.First; i <= range.Last; i++)
            if (facts.IsWord(i))
                return true;
        return false;
    }

    // No subordinator and no comma at the edges; a quotation goes with its marks.
    private TokenRange Trim(TokenRange range)
    {
        var (first, last) = range;
        while (first <= last && IsMark(first))
            first++;
        while (last >= first && IsMark(last))
            last--;
        if (first > last)
            return Extent.Empty;
        if (
            IsSubordinator(first)
            || !facts.Article.Language.KeepsInfinitiveMark
                && Tokens[first].Is(WordTags.Preposition | WordTags.InfinitiveMark)
                && first < last
                && Parse.TagOf(first + 1) is UniversalTag.Infinitive or UniversalTag.InfinitiveAuxiliary
        )
            first++;
        while (first <= last && IsMark(first))
            first++;
        return first > last ? Extent.Empty : WithMarks(facts, new TokenRange(first, last));
    }

    // "that troops would stay", and not "that is fine".
    private bool IsSubordinator(int token) =>
        (Tokens[token].Is(WordTags.Complementizer) || Parse.TagOf(token) == UniversalTag.Subordinator)
        && facts.Article.Form(token) is "that" or "que" or "qu'"
        && facts.Article.GroupAt(token + 1) is not { Form: WordTags.Finite };

    /// <summary>A range with the quotation marks that belong to it: those just outside its edges, with no more than a comma or full stop between.</summary>
    public static TokenRange WithMarks(TokenFacts facts, TokenRange range)
    {
        var article = facts.Article;
        var (first, last) = range;
        var close = last + 1;
        while (
            close < facts.Count && close <= last + 2 && article.Tokens[close].Kind is TokenKind.Comma or TokenKind.Stop
        )
            close++;
        var opened = article.QuotationOpenedAt(first) ?? (first > 0 ? article.QuotationOpenedAt(first - 1) : null);
        if (opened is { Closed: true } && (opened.Close == close || opened.Close == last))
            return new TokenRange(opened.Open, opened.Close);
        if (close < facts.Count && article.QuotationClosedAt(close) is { } closed && closed.Open >= first)
            return range with { Last = close };
        return range;
    }

    private bool IsMark(int token) =>
        Tokens[token].Kind
            is TokenKind.Comma
                or TokenKind.Colon
                or TokenKind.Semicolon
                or TokenKind.Dash
                or TokenKind.Break
                or TokenKind.Stop
        || Tokens[token].Kind == TokenKind.Quote
            && facts.Article.QuotationOpenedAt(token) is null
            && facts.Article.QuotationClosedAt(token) is null;
}

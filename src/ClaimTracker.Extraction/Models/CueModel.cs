namespace ClaimTracker.Extraction;

/// <summary>Judges how likely a word is the head of a cue: logistic regression over what it is and how it stands.</summary>
internal sealed class CueModel(QuantizedWeights weights)
{
    /// <summary>Log odds, in units of <see cref="LogSpace.One"/>; <see cref="LogSpace.Nothing"/> for what can be no cue.</summary>
    public int Score(TokenFacts facts, int token, FeatureList features)
    {
        if (!IsCandidate(facts, token))
            return LogSpace.Nothing;
        Collect(facts, token, features);
        return features.Score(weights);
    }

    /// <summary>The log odds of all tokens.</summary>
    public int[] Score(TokenFacts facts)
    {
        var features = new FeatureList();
        var scores = new int[facts.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Score(facts, i, features);
        return scores;
    }

    public void Explain(TokenFacts facts, int token, FeatureList features, Span<int> byAspect)
    {
        Collect(facts, token, features);
        features.Contribute(weights, byAspect);
    }

    public static bool IsCandidate(TokenFacts facts, int token)
    {
        var kind = facts.Article.Tokens[token].Kind;
        if (kind == TokenKind.Colon)
            return true;
        return kind == TokenKind.Word
            && facts.Parse.TagOf(token)
                is not (
                    UniversalTag.Determiner
                    or UniversalTag.Pronoun
                    or UniversalTag.RelativePronoun
                    or UniversalTag.Punctuation
                    or UniversalTag.Coordinator
                    or UniversalTag.Number
                    or UniversalTag.Symbol
                    or UniversalTag.Particle
                );
    }

    public static void Collect(TokenFacts facts, int i, FeatureList f)
    {
        f.Clear();
        var parse = facts.Parse;
        var article = facts.Article;
        var lemma = facts.Lemmas[i];
        var tag = facts.Tags[i];
        var relation = facts.Relations[i];
        var children = facts.Children[i];
        var known = facts.Classes[i];
        ulong quoting = facts.Quoting[i];
        f.About = Aspect.Word;
        f.Add(1);
        f.Add(2, lemma);
        f.Add(3, tag);
        f.Add(4, lemma, tag);
        f.Add(61, facts.Forms[i]);
        f.Add(63, facts.Stems[i], tag);
        f.Add(64, facts.Stems[i], children);
        f.Add(65, facts.Stems[i], quoting);
        f.About = Aspect.Construction;
        f.Add(5, relation, tag);
        f.Add(6, lemma, relation);
        f.Add(7, tag, children);
        f.Add(8, lemma, children);
        f.Add(9, tag, relation, children);
        f.About = Aspect.Quotation;
        f.Add(10, lemma, quoting);
        f.Add(11, tag, quoting);
        f.Add(60, tag, quoting, children);
        f.About = Aspect.Lexicon;
        f.Add(12, known, tag, children);
        f.Add(13, known, tag, relation);
        f.Add(14, known, tag, quoting);
        f.Add(15, known, tag);
        var senses = facts.Senses[i];
        if (senses != 0)
        {
            f.Add(66, senses, tag);
            f.Add(67, senses, tag, children);
            f.Add(68, senses, relation, tag);
            f.Add(69, senses, tag, quoting);
        }
        var subject = facts.SubjectOf(i);
        f.About = Aspect.Subject;
        Party(f, 16, subject, subject >= 0 && parse.HeadOf(subject) == i ? 1ul : 0);
        foreach (var child in parse.ChildrenOf(i))
        {
            var childRelation = parse.RelationOf(child);
            ulong r = facts.Relations[child];
            switch (childRelation)
            {
                case DependencyRelation.Obj or DependencyRelation.Iobj:
                    f.About = Aspect.Object;
                    Party(f, 24, child, r);
                    break;
                case DependencyRelation.Ccomp
                or DependencyRelation.Xcomp
                or DependencyRelation.Parataxis
                or DependencyRelation.Csubj
                or DependencyRelation.Acl
                or DependencyRelation.Advcl:
                    f.About = Aspect.Clause;
                    var mark = parse.ChildOf(child, DependencyRelation.Mark);
                    var marker = mark >= 0 ? facts.Forms[mark] : 0;
                    var side = child < i ? 1ul : 0;
                    f.Add(32, r, facts.Tags[child], marker);
                    f.Add(33, lemma, r, marker);
                    f.Add(34, known, FeatureHash.Mix(r, marker), side);
                    f.Add(35, tag, FeatureHash.Mix(r, marker), facts.Tags[child]);
                    break;
                case DependencyRelation.Obl or DependencyRelation.OblAgent or DependencyRelation.Nmod:
                    f.About = Aspect.Object;
                    var preposition = parse.ChildOf(child, DependencyRelation.Case);
                    var form = preposition >= 0 ? facts.Forms[preposition] : 0;
                    f.Add(36, lemma, form);
                    f.Add(37, tag, form, r);
                    f.Add(38, known, form, facts.Classes[child]);
                    break;
                case DependencyRelation.Advmod
                or DependencyRelation.Aux
                or DependencyRelation.AuxPass
                or DependencyRelation.Cop
                or DependencyRelation.Expl
                or DependencyRelation.Case:
                    f.About = Aspect.Negation;
                    f.Add(39, facts.Forms[child], tag);
                    f.Add(40, lemma, facts.Forms[child]);
                    break;
            }
            f.About = Aspect.Construction;
            f.Add(41, r, lemma, child < i ? 1ul : 0);
            f.Add(42, r, facts.Lemmas[child], tag);
        }
        f.About = Aspect.Construction;
        var head = parse.HeadOf(i);
        if (head >= 0)
        {
            f.Add(43, facts.Lemmas[head], relation);
            f.Add(44, facts.Tags[head], relation, tag);
            f.Add(45, lemma, facts.Lemmas[head]);
            f.Add(46, facts.Classes[head], relation, known);
            f.Add(47, facts.Tags[head], relation, lemma);
        }
        f.About = Aspect.Neighbours;
        for (var offset = -2; offset <= 2; offset++)
        {
            if (offset == 0)
                continue;
            f.Add(48, (ulong)(offset + 3), facts.FormNear(i, offset), tag);
            f.Add(49, (ulong)(offset + 3), facts.TagNear(i, offset), tag);
        }
        f.Add(50, facts.TagNear(i, -1), tag, facts.TagNear(i, 1));
        f.Add(51, lemma, facts.FormNear(i, 1));
        f.Add(52, facts.FormNear(i, -1), lemma);
        f.Add(53, facts.FormNear(i, 1), facts.FormNear(i, 2), known);
        f.About = Aspect.Place;
        var first = facts.ParagraphOf(i) == 0 ? 1ul : 0;
        f.Add(54, first, tag);
        f.About = Aspect.Rule;
        var rule = facts.RuleAt[i];
        var opinion = rule is null ? 0 : Opinion(article, rule);
        f.Add(55, opinion, tag);
        f.Add(56, opinion, known);
        f.Add(57, opinion, children);
        f.Add(58, opinion, quoting);
        f.Add(59, opinion, lemma);
        if (rule is not null)
            f.Add(62, (ulong)rule.Frame, lemma);

        void Party(FeatureList into, ulong template, int party, ulong how)
        {
            if (party < 0)
            {
                into.Add(template, lemma);
                into.Add(template + 1, known, tag);
                into.Add(template + 2, tag, children);
                return;
            }
            var word = FeatureHash.Mix(how, facts.Lemmas[party]);
            var kind = FeatureHash.Mix(how, facts.Tags[party], Noun(party));
            into.Add(template + 3, kind, lemma);
            into.Add(template + 4, kind, tag, children);
            into.Add(template + 5, kind, known);
            into.Add(template + 6, word, tag);
            into.Add(template + 7, word, known);
            if (facts.Senses[party] != 0)
                into.Add(70 + template, facts.Senses[party], FeatureHash.Mix(how, tag), senses);
            if (senses != 0)
                into.Add(71 + template, senses, kind);
        }

        ulong Noun(int token) => (ulong?)article.Tokens[token].Word?.Noun ?? 0;
    }

    /// <summary>What the rules made of a cue: its frame, what kind of source it has, how long its content is.</summary>
    public static ulong Opinion(Article article, Candidate rule)
    {
        var words = 0;
        foreach (var range in rule.Content)
            words += range.Last - range.First + 1;
        return FeatureHash.Mix(
            (ulong)rule.Frame + 1,
            SourceKind(article, rule),
            words < 3 ? 1ul
                : words < 7 ? 2ul
                : 3ul
        );
    }

    private static ulong SourceKind(Article article, Candidate rule) =>
        rule.Source is not { } source ? 0
        : source.Core.IsPronoun ? 1ul
        : article.Tokens[source.Core.Head].Is(WordTags.Proper) ? 2ul
        : article.Tokens[source.Core.Head].Word?.Noun is NounClass.None or null ? 3ul
        : 4ul;
}

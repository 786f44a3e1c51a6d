namespace ClaimTracker.Extraction;

/// <summary>What the models look at, worked out once for every token of an article.</summary>
internal sealed class TokenFacts
{
    /// <summary>The classes of verbs among the senses of a form; the others are those of nouns.</summary>
    public const uint VerbSenses = (1 << 15) - 1;

    private const ulong Beyond = 99;

    private const int StemLength = 5;

    private readonly int[] wordsBefore;
    private readonly int[] sentences;
    private readonly List<TokenRange> sentenceRanges = [];
    private readonly int[] paragraphs;
    private readonly List<TokenRange> paragraphRanges = [];

    public TokenFacts(Article article, Parse parse, List<Candidate> rules)
    {
        Article = article;
        Parse = parse;
        Rules = rules;
        var count = article.Tokens.Length;
        Forms = new ulong[count];
        Lemmas = new ulong[count];
        Stems = new ulong[count];
        Senses = new ulong[count];
        Classes = new ulong[count];
        Children = new ulong[count];
        Tags = new ulong[count];
        Relations = new ulong[count];
        Quoting = new byte[count];
        sentences = new int[count];
        paragraphs = new int[count];
        RuleAt = new Candidate?[count];
        wordsBefore = new int[count + 1];
        for (var i = 0; i < count; i++)
        {
            Look(i);
            wordsBefore[i + 1] = wordsBefore[i] + (IsWord(i) ? 1 : 0);
        }
        CutSentences();
        CutParagraphs();
        LookAtQuotations();
        foreach (var rule in rules)
            if (rule.CueTokens.First >= 0 && RuleAt[HeadOf(rule.CueTokens)] is null)
                RuleAt[HeadOf(rule.CueTokens)] = rule;
    }

    public Article Article { get; }

    public Parse Parse { get; }

    /// <summary>What the rules found, in the order of the cues.</summary>
    public List<Candidate> Rules { get; }

    public int Count => Forms.Length;

    public ulong[] Forms { get; }

    public ulong[] Lemmas { get; }

    /// <summary>How words begin: what forms of one word, and words of one family, have in common.</summary>
    public ulong[] Stems { get; }

    /// <summary>The classes of meaning a verb or noun may have; 0 where the language has none.</summary>
    public ulong[] Senses { get; }

    /// <summary>What the language's data say of a cue, or of a noun; 0 for any other word.</summary>
    public ulong[] Classes { get; }

    /// <summary>The set of relations in which others hang on the token.</summary>
    public ulong[] Children { get; }

    public ulong[] Tags { get; }

    public ulong[] Relations { get; }

    /// <summary>Where quotation marks stand, seen from the token: bits of <see cref="Marks"/>.</summary>
    public byte[] Quoting { get; }

    /// <summary>The rules' candidate whose cue has its head here.</summary>
    public Candidate?[] RuleAt { get; }

    public int SentenceOf(int token) => sentences[token];

    public TokenRange Sentence(int number) => sentenceRanges[number];

    public int Sentences => sentenceRanges.Count;

    public int ParagraphOf(int token) => paragraphs[token];

    public TokenRange Paragraph(int number) => paragraphRanges[number];

    public int Paragraphs => paragraphRanges.Count;

    /// <summary>The tag of a token some way before or after another; beyond the paragraph there is nothing.</summary>
    public ulong TagNear(int token, int offset) => IsNear(token, token + offset) ? Tags[token + offset] : Beyond;

    /// <summary>The form of a token some way before or after another; beyond the paragraph there is nothing.</summary>
    public ulong FormNear(int token, int offset) => IsNear(token, token + offset) ? Forms[token + offset] : Beyond;

    private bool IsNear(int token, int other) =>
        other >= 0
        && other < Forms.Length
        && paragraphs[token] == paragraphs[other]
        && Article.Tokens[other].Kind != TokenKind.Break;

    public int WordsIn(TokenRange range) =>
        range.Last < range.First ? 0 : wordsBefore[range.Last + 1] - wordsBefore[range.First];

    public bool IsWord(int token) => Article.Tokens[token].Kind is TokenKind.Word or TokenKind.Number;

    /// <summary>The word of a cue that the others hang on: a verb before a noun before the rest, rather one whose head lies outside, rather the last.</summary>
    public int HeadOf(TokenRange cue)
    {
        var best = cue.First;
        var most = -1;
        for (var i = cue.First; i <= cue.Last; i++)
        {
            var tag = Parse.TagOf(i);
            var rank =
                2
                * (
                    tag.IsVerb() ? 4
                    : tag is UniversalTag.Noun ? 3
                    : tag is UniversalTag.Adjective ? 2
                    : tag is UniversalTag.Punctuation or UniversalTag.Pronoun or UniversalTag.Determiner ? 0
                    : 1
                );
            if (Parse.HeadOf(i) is var head && (head < cue.First || head > cue.Last))
                rank++;
            if (rank < most)
                continue;
            most = rank;
            best = i;
        }
        return best;
    }

    /// <summary>Who or what does what this word says: its own subject, or that of the clause it goes on from, or the noun it describes; -1 where there is none.</summary>
    public int SubjectOf(int token)
    {
        for (var hops = 0; token >= 0 && hops < 4; hops++)
        {
            foreach (var child in Parse.ChildrenOf(token))
                if (
                    Parse.RelationOf(child)
                    is DependencyRelation.Nsubj
                        or DependencyRelation.NsubjPass
                        or DependencyRelation.Csubj
                )
                    return child;
            switch (Parse.RelationOf(token))
            {
                case DependencyRelation.Acl or DependencyRelation.AclRelcl:
                    return Parse.HeadOf(token);
                case DependencyRelation.Xcomp
                or DependencyRelation.Conj
                or DependencyRelation.Advcl
                or DependencyRelation.Parataxis:
                    token = Parse.HeadOf(token);
                    break;
                default:
                    return -1;
            }
        }
        return -1;
    }

    private void Look(int i)
    {
        var token = Article.Tokens[i];
        var tag = Parse.TagOf(i);
        Tags[i] = (ulong)tag + 1;
        Relations[i] = (ulong)Parse.RelationOf(i) + 1;
        var text = Article.Text.AsSpan(token.Start, token.End - token.Start);
        Forms[i] = FeatureHash.Of(text);
        Stems[i] = FeatureHash.Of(text[..Math.Min(StemLength, text.Length)]);
        if (Article.Language.Senses is { } senses)
            Senses[i] =
                senses.Of(Forms[i])
                & (
                    tag.IsVerb() ? VerbSenses
                    : tag is UniversalTag.Noun ? ~VerbSenses
                    : 0
                );
        var word = token.Word;
        Lemmas[i] =
            (tag.IsVerb() || tag.IsAuxiliary()) && word?.Lemma is { } lemma ? FeatureHash.Of(lemma)
            : text.Length > 3 && text[^1] is 's' && tag is UniversalTag.Noun or UniversalTag.Adjective
                ? FeatureHash.Of(text[..^1])
            : Forms[i];
        var cue =
            tag is UniversalTag.Noun ? word?.NounCue
            : Article.GroupAt(i) is { } group && group.Head == i ? group.Cue
            : word?.Cue;
        Classes[i] =
            (
                cue is null
                    ? 0
                    : FeatureHash.Mix(7, (ulong)cue.Frames, (ulong)cue.Stance, (ulong)(cue.Traits & CueTraits.Requests))
            ) ^ (word is { Noun: not NounClass.None } && !tag.IsVerb() ? (ulong)word.Noun * 0x51ED270B : 0);
        ulong children = 0;
        foreach (var child in Parse.ChildrenOf(i))
            children |= Telling & (1ul << (int)Parse.RelationOf(child));
        Children[i] = children;
    }

    // Relations that tell constructions apart; the others would only part what is alike.
    private static readonly ulong Telling = new[]
    {
        DependencyRelation.Nsubj,
        DependencyRelation.NsubjPass,
        DependencyRelation.Csubj,
        DependencyRelation.Obj,
        DependencyRelation.Iobj,
        DependencyRelation.Ccomp,
        DependencyRelation.Xcomp,
        DependencyRelation.Obl,
        DependencyRelation.OblAgent,
        DependencyRelation.Mark,
        DependencyRelation.AuxPass,
        DependencyRelation.Parataxis,
        DependencyRelation.Advcl,
        DependencyRelation.Acl,
        DependencyRelation.AclRelcl,
        DependencyRelation.Expl,
        DependencyRelation.ExplSubj,
        DependencyRelation.Cop,
        DependencyRelation.Nmod,
        DependencyRelation.NmodPoss,
        DependencyRelation.Fixed,
        DependencyRelation.Case,
    }.Aggregate(0ul, (all, relation) => all | 1ul << (int)relation);

    private void CutSentences()
    {
        for (var i = 0; i < Count; )
        {
            var root = i;
            for (var hops = 0; Parse.HeadOf(root) >= 0 && hops < Count; hops++)
                root = Parse.HeadOf(root);
            var last = Math.Max(i, Parse.RightEdge(root));
            for (var k = i; k <= last; k++)
                sentences[k] = sentenceRanges.Count;
            sentenceRanges.Add(new TokenRange(i, last));
            i = last + 1;
        }
    }

    private void CutParagraphs()
    {
        var first = 0;
        for (var i = 0; i < Count; i++)
        {
            paragraphs[i] = paragraphRanges.Count;
            if (Article.Tokens[i].Kind != TokenKind.Break && i + 1 < Count)
                continue;
            paragraphRanges.Add(new TokenRange(first, i));
            first = i + 1;
        }
    }

    private void LookAtQuotations()
    {
        foreach (var sentence in sentenceRanges)
        {
            var marks = 0;
            var far = -9;
            for (var i = sentence.First; i <= sentence.Last; i++)
            {
                var state = Article.Level(i) >= 0 ? Marks.Inside : 0;
                if (marks > 0)
                    state |= Marks.Before;
                if (i - far <= 3)
                    state |= Marks.JustBefore;
                Quoting[i] = (byte)state;
                if (Article.Tokens[i].Kind != TokenKind.Quote)
                    continue;
                marks++;
                far = i;
            }
            far = int.MaxValue;
            var ends = sentence.Last + 1 < Count && Article.Tokens[sentence.Last + 1].Kind == TokenKind.Quote;
            var colon = false;
            for (var i = sentence.Last; i >= sentence.First; i--)
            {
                var state = 0;
                if (far < int.MaxValue)
                    state |= far - i <= 4 ? Marks.After | Marks.JustAfter : Marks.After;
                if (colon)
                    state |= Marks.Colon;
                if (ends)
                    state |= Marks.Next;
                Quoting[i] |= (byte)state;
                if (Article.Tokens[i].Kind == TokenKind.Quote)
                    far = i;
                colon |= Article.Tokens[i].Kind == TokenKind.Colon;
            }
        }
    }
}

/// <summary>Where quotation marks stand, seen from a token in its sentence.</summary>
internal static class Marks
{
    public const int Inside = 1;
    public const int Before = 2;
    public const int JustBefore = 4;
    public const int After = 8;
    public const int JustAfter = 16;

    /// <summary>A colon follows.</summary>
    public const int Colon = 32;

    /// <summary>The next sentence opens with one.</summary>
    public const int Next = 64;
}

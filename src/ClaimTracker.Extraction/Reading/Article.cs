namespace ClaimTracker.Extraction;

/// <summary>A preposition that attributes a clause, of one word or several ("selon", "according to", "aux dires de"). Token numbers are inclusive.</summary>
internal readonly record struct Attributive(int First, int Last, Cue Cue);

/// <summary>A text as read: its tokens, quotations, sentences, verb groups and noun phrases, and which of them each token belongs to.</summary>
internal sealed class Article
{
    private readonly int[] groupAt;
    private readonly int[] phraseAt;
    private readonly int[] levels;
    private readonly Dictionary<int, Attributive> attributives = [];

    public Article(string text, LanguageData language)
    {
        Text = text;
        Language = language;
        Speakers = SpeakerRanker.For(language);
        Vias = ViaRanker.For(language);
        Tokens = Tokenizer.Tokenize(text, language);
        Quotations = ClaimTracker.Extraction.Quotations.Find(text, Tokens);
        levels = new int[Tokens.Length];
        Array.Fill(levels, -1);
        foreach (var quotation in Quotations)
            Array.Fill(
                levels,
                quotation.Index,
                quotation.Open + 1,
                (quotation.Closed ? quotation.Close : quotation.Close + 1) - quotation.Open - 1
            );
        MarkApostrophes();
        FindAttributives();
        Tagger.Tag(this);
        Parse = SyntaxModel.For(language)?.Parse(text, Tokens) ?? NeighbourParse.Of(Tokens);
        Sentences = new Sentences(text, Tokens, Quotations, levels);
        groupAt = new int[Tokens.Length];
        phraseAt = new int[Tokens.Length];
        Groups = VerbGroups.Find(Tokens, language, groupAt);
        Phrases = NounPhrases.Find(Tokens, language, groupAt, phraseAt);
    }

    public string Text { get; }

    public LanguageData Language { get; }

    public Token[] Tokens { get; }

    public List<Quotation> Quotations { get; }

    /// <summary>What each token is and hangs on.</summary>
    public Parse Parse { get; }

    /// <summary>Tells who is meant by a mention; null: the rules do.</summary>
    public SpeakerRanker? Speakers { get; set; }

    /// <summary>Tells through whom a statement came; null: the rules do.</summary>
    public ViaRanker? Vias { get; set; }

    public Sentences Sentences { get; }

    public List<VerbGroup> Groups { get; }

    public List<NounPhrase> Phrases { get; }

    /// <summary>The innermost quotation a token stands in; -1 outside. The marks themselves belong to the level around.</summary>
    public int Level(int token) => levels[token];

    public VerbGroup? GroupAt(int token) =>
        token >= 0 && token < groupAt.Length && groupAt[token] >= 0 ? Groups[groupAt[token]] : null;

    public NounPhrase? PhraseAt(int token) =>
        token >= 0 && token < phraseAt.Length && phraseAt[token] >= 0 ? Phrases[phraseAt[token]] : null;

    public int PhraseIndex(int token) => phraseAt[token];

    public Quotation? QuotationOpenedAt(int token) => Opened(token) is var level and >= 0 ? Quotations[level] : null;

    public Quotation? QuotationClosedAt(int token)
    {
        if (token <= 0 || token >= Tokens.Length || Tokens[token].Kind != TokenKind.Quote)
            return null;
        var level = levels[token - 1];
        while (level >= 0 && Quotations[level] is var quotation)
        {
            if (quotation.Close == token)
                return quotation;
            if (quotation.Close > token || quotation.Parent is null || quotation.Parent.Index < 0)
                return null;
            level = quotation.Parent.Index;
        }
        return null;
    }

    public TextSpan Span(int first, int last) => new(Tokens[first].Start, Tokens[last].End);

    /// <summary>The form of a word in lower case, from the data where known.</summary>
    public string Form(int token) =>
        Tokens[token].Word?.Form ?? Text[Tokens[token].Start..Tokens[token].End].ToLowerInvariant();

    private int Opened(int token)
    {
        if (token < 0 || token + 1 >= Tokens.Length || Tokens[token].Kind != TokenKind.Quote)
            return -1;
        var level = levels[token + 1];
        while (level >= 0 && Quotations[level].Open > token && Quotations[level].Parent is { Index: >= 0 } parent)
            level = parent.Index;
        return level >= 0 && Quotations[level].Open == token ? level : -1;
    }

    /// <summary>The attributive preposition that starts at this token.</summary>
    public Attributive? AttributiveAt(int token) => attributives.TryGetValue(token, out var found) ? found : null;

    private void FindAttributives()
    {
        for (var i = 0; i < Tokens.Length; i++)
            foreach (var (words, cue) in Language.AttributivesFrom(Tokens[i].Word?.Form))
                if (
                    Follow(i, words)
                    && !(attributives.TryGetValue(i, out var shorter) && shorter.Last >= i + words.Length)
                )
                    attributives[i] = new Attributive(i, i + words.Length, cue);
    }

    // "du" stands for "de".
    private bool Follow(int first, string[] words)
    {
        for (var k = 0; k < words.Length; k++)
            if (
                first + k + 1 >= Tokens.Length
                || Tokens[first + k + 1].Word is not { } word
                || word.Form != words[k]
                    && !(k == words.Length - 1 && word.Is(WordTags.Contracted) && Language.Linking.Contains(words[k]))
            )
                return false;
        return true;
    }

    // "voters' rights": a mark that quotes nothing and hangs on a word is a possessive.
    private void MarkApostrophes()
    {
        for (var i = 1; i < Tokens.Length; i++)
        {
            ref var token = ref Tokens[i];
            if (
                token.Kind == TokenKind.Quote
                && !token.SpaceBefore
                && Text[token.Start] is '\'' or '’'
                && token.End - token.Start == 1
                && Tokens[i - 1].Kind == TokenKind.Word
                && QuotationOpenedAt(i) is null
                && QuotationClosedAt(i) is null
            )
            {
                token.Kind = TokenKind.Word;
                token.Word = Language.Find("'s");
            }
        }
    }
}

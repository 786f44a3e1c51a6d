using System.Collections.Frozen;

namespace ClaimTracker.Extraction;

/// <summary>The learned grammar of a language: tags every token of a text and builds the trees of its sentences.</summary>
internal sealed class SyntaxModel
{
    public const string FileName = "syntax";

    private static readonly FrozenDictionary<string, Lazy<SyntaxModel?>> All =
        LanguageData.Languages.ToFrozenDictionary(
            code => code,
            code => new Lazy<SyntaxModel?>(() => Load(LanguageData.For(code)))
        );

    private readonly FormClasses classes;
    private readonly PartOfSpeechTagger tagger;
    private readonly DependencyParser parser;

    private SyntaxModel(BinaryReader reader)
    {
        classes = FormClasses.Read(reader);
        tagger = PartOfSpeechTagger.Read(reader);
        parser = DependencyParser.Read(reader);
    }

    /// <summary>The model of a language; null where none was learned.</summary>
    public static SyntaxModel? For(LanguageData language) =>
        All.TryGetValue(language.Code, out var model) ? model.Value : null;

    public static SyntaxModel Read(BinaryReader reader) => new(reader);

    public Parse Parse(string text, Token[] tokens)
    {
        var forms = FormsOf(text, tokens);
        var tags = new UniversalTag[tokens.Length];
        var heads = new int[tokens.Length];
        var relations = new DependencyRelation[tokens.Length];
        var state = new ParserState();
        for (var first = 0; first < tokens.Length; )
        {
            if (tokens[first].Kind == TokenKind.Break)
            {
                tags[first] = UniversalTag.Punctuation;
                heads[first++] = -1;
                continue;
            }
            var end = EndOfSentence(tokens, first);
            Parse(forms, state, first, end, tags, heads, relations);
            first = end;
        }
        return new Parse(tags, heads, relations);
    }

    /// <summary>What the dictionaries know of a form.</summary>
    public uint ClassesOf(ReadOnlySpan<char> form) => classes.Of(FeatureHash.Of(form));

    public WordForms FormsOf(string text, Token[] tokens) => new(text, tokens, classes);

    /// <summary>Tags and parses one sentence.</summary>
    public void Parse(
        WordForms forms,
        ParserState state,
        int first,
        int end,
        UniversalTag[] tags,
        int[] heads,
        DependencyRelation[] relations
    )
    {
        tagger.Tag(forms, first, end, tags);
        state.Set(forms, tags, first, end);
        parser.Parse(state);
        for (var i = first; i < end; i++)
        {
            var head = state.Heads[i - first];
            heads[i] = head == state.Root ? -1 : first + head;
            relations[i] =
                head == state.Root ? DependencyRelation.Root : (DependencyRelation)state.Relations[i - first];
        }
    }

    // A full stop and the quotation marks and parentheses that close after it end a sentence where a new one can start. A sentence inside a
    // quotation is one by itself; what stands around the quotation goes with its first or its last.
    private static int EndOfSentence(Token[] tokens, int first)
    {
        var last = Math.Min(tokens.Length, first + ParserState.Longest);
        for (var i = first; i < last; i++)
        {
            if (tokens[i].Kind == TokenKind.Break)
                return i;
            if (tokens[i].Kind != TokenKind.Stop)
                continue;
            var next = i + 1;
            while (
                next < last
                && tokens[next].Kind is TokenKind.Quote or TokenKind.CloseParenthesis
                && !Opens(tokens, next)
            )
                next++;
            if (next >= last || StartsSentence(tokens[next]))
                return next;
        }
        return last;
    }

    // A mark with a space before it and none after it opens.
    private static bool Opens(Token[] tokens, int mark) =>
        tokens[mark].Kind == TokenKind.Quote
        && tokens[mark].SpaceBefore
        && mark + 1 < tokens.Length
        && tokens[mark + 1].Kind is TokenKind.Word or TokenKind.Number
        && (!tokens[mark + 1].SpaceBefore || tokens[mark + 1].Capital);

    private static bool StartsSentence(Token token) =>
        token.Capital
        || token.Kind
            is TokenKind.Break
                or TokenKind.Quote
                or TokenKind.Dash
                or TokenKind.OpenParenthesis
                or TokenKind.Number
                or TokenKind.Other;

    private static SyntaxModel? Load(LanguageData language)
    {
        if (language.Folder is not { } folder || QuantizedWeights.Open(folder, FileName) is not { } reader)
            return null;
        using (reader)
            return new SyntaxModel(reader);
    }
}

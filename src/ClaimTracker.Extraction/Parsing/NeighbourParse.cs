namespace ClaimTracker.Extraction;

/// <summary>Stands in for a parse where a language has no model: tags from the rules, each token hung on the one before it.</summary>
internal static class NeighbourParse
{
    public static Parse Of(Token[] tokens)
    {
        var heads = new int[tokens.Length];
        var relations = new DependencyRelation[tokens.Length];
        var tags = new UniversalTag[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            var isRoot =
                i == 0 || tokens[i].Kind == TokenKind.Break || tokens[i - 1].Kind is TokenKind.Break or TokenKind.Stop;
            heads[i] = isRoot ? -1 : i - 1;
            relations[i] = isRoot ? DependencyRelation.Root : DependencyRelation.Dep;
            tags[i] = TagOf(tokens[i]);
        }
        return new Parse(tags, heads, relations);
    }

    private static UniversalTag TagOf(Token token) =>
        token.Kind switch
        {
            TokenKind.Number => UniversalTag.Number,
            TokenKind.Other => UniversalTag.Symbol,
            TokenKind.Word => TagOf(token.Tag),
            _ => UniversalTag.Punctuation,
        };

    private static UniversalTag TagOf(WordTags tag) =>
        tag switch
        {
            WordTags.Determiner or WordTags.Own => UniversalTag.Determiner,
            WordTags.Preposition or WordTags.According => UniversalTag.Adposition,
            WordTags.Pronoun or WordTags.Clitic => UniversalTag.Pronoun,
            WordTags.Relative => UniversalTag.RelativePronoun,
            WordTags.Coordinator => UniversalTag.Coordinator,
            WordTags.Subordinator or WordTags.Complementizer => UniversalTag.Subordinator,
            WordTags.Auxiliary or WordTags.Modal => UniversalTag.FiniteAuxiliary,
            WordTags.Finite or WordTags.Conditional => UniversalTag.FiniteVerb,
            WordTags.Infinitive => UniversalTag.Infinitive,
            WordTags.Participle => UniversalTag.Participle,
            WordTags.Gerund => UniversalTag.Gerund,
            WordTags.Adjective => UniversalTag.Adjective,
            WordTags.Proper => UniversalTag.ProperNoun,
            WordTags.Number => UniversalTag.Number,
            WordTags.Possessive or WordTags.InfinitiveMark => UniversalTag.Particle,
            WordTags.Adverb or WordTags.Negation or WordTags.Hedge or WordTags.Doubt => UniversalTag.Adverb,
            _ => UniversalTag.Noun,
        };
}

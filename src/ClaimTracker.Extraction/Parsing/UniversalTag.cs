namespace ClaimTracker.Extraction;

/// <summary>What a token is where it stands: the tags of Universal Dependencies, with verbs and auxiliaries parted by form and relative
/// pronouns by themselves.</summary>
internal enum UniversalTag : byte
{
    Other,
    Adjective,
    Adposition,
    Adverb,
    Coordinator,
    Determiner,
    Interjection,
    Noun,
    Number,
    Particle,
    Pronoun,
    RelativePronoun,
    ProperNoun,
    Punctuation,
    Subordinator,
    Symbol,
    FiniteVerb,
    Infinitive,
    Participle,
    Gerund,
    FiniteAuxiliary,
    InfinitiveAuxiliary,
    ParticipleAuxiliary,
    GerundAuxiliary,
}

/// <summary>Families of <see cref="UniversalTag"/>.</summary>
internal static class UniversalTags
{
    public static bool IsVerb(this UniversalTag tag) => tag is >= UniversalTag.FiniteVerb and <= UniversalTag.Gerund;

    public static bool IsAuxiliary(this UniversalTag tag) =>
        tag is >= UniversalTag.FiniteAuxiliary and <= UniversalTag.GerundAuxiliary;

    public static bool IsNominal(this UniversalTag tag) =>
        tag
            is UniversalTag.Noun
                or UniversalTag.ProperNoun
                or UniversalTag.Pronoun
                or UniversalTag.RelativePronoun
                or UniversalTag.Number
                or UniversalTag.Symbol;
}

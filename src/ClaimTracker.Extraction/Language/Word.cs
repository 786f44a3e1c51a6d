namespace ClaimTracker.Extraction;

/// <summary>One word form as a language's data know it.</summary>
internal sealed class Word(string form)
{
    public string Form { get; } = form;

    public WordTags Tags { get; set; }

    public NounClass Noun { get; set; }

    /// <summary>The verb this is a form of.</summary>
    public string? Lemma { get; set; }

    /// <summary>What that verb, or this noun, does when it reports.</summary>
    public Cue? Cue { get; set; }

    /// <summary>The same for the noun, where the form is a verb too ("claims").</summary>
    public Cue? NounCue { get; set; }

    public bool Is(WordTags tags) => (Tags & tags) != 0;
}

/// <summary>The constructions in which a cue takes its content.</summary>
[Flags]
internal enum CueFrames : ushort
{
    None = 0,

    /// <summary>A content clause, with or without its complementizer.</summary>
    Clause = 1,
    Quotation = 2,
    Infinitive = 4,

    /// <summary>A noun phrase or what stands for one ("a dénoncé leur présence").</summary>
    Nominal = 8,

    /// <summary>Someone of something ("accuse X de Y", "blamed X for Y").</summary>
    About = 16,

    /// <summary>A prepositional object ("called for X", "appelle à X").</summary>
    Oblique = 32,

    /// <summary>In or after the content (", a-t-il dit").</summary>
    Incise = 64,
}

/// <summary>What else a lexical entry says of a cue.</summary>
[Flags]
internal enum CueTraits : ushort
{
    None = 0,

    /// <summary>Asks, orders, promises or wishes.</summary>
    Requests = 1,
    Hedges = 2,

    /// <summary>Passes on what another said ("citer").</summary>
    Passes = 4,

    /// <summary>May report with a reflexive pronoun ("s'exclamer"), or only so.</summary>
    Reflexive = 8,
    OnlyReflexive = 16,

    /// <summary>Its negation is one of the content: who does not think that it is so thinks that it is not.</summary>
    Opinion = 32,

    /// <summary>Its subject hears what another says ("apprendre").</summary>
    Receives = 64,

    /// <summary>Names the one spoken to before what is said ("told reporters that").</summary>
    Addresses = 128,
}

/// <summary>What a lexical entry says of a reporting verb, noun or preposition.</summary>
internal sealed record Cue(string Lemma, LinkStance Stance, CueFrames Frames, CueTraits Traits = CueTraits.None)
{
    public bool Has(CueTraits traits) => (Traits & traits) != 0;

    /// <summary>The entry with what a further line of the data adds to it.</summary>
    public Cue And(Cue other) =>
        new(
            Lemma,
            other.Stance == LinkStance.Neutral ? Stance : other.Stance,
            Frames | other.Frames,
            (Traits | other.Traits) & (Traits & other.Traits | ~CueTraits.OnlyReflexive)
        );
}

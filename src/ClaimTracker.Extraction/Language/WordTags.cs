namespace ClaimTracker.Extraction;

/// <summary>What a word form can be. One form may be several things; the tagger settles which it is where it stands.</summary>
[Flags]
internal enum WordTags : ulong
{
    None = 0,
    Determiner = 1 << 0,
    Preposition = 1 << 1,

    /// <summary>A pronoun that can be a subject.</summary>
    Pronoun = 1 << 2,

    /// <summary>A pronoun that stands before or on a verb and is not its subject.</summary>
    Clitic = 1 << 3,
    Coordinator = 1 << 4,

    /// <summary>Opens a dependent clause other than a content clause ("when", "parce que").</summary>
    Subordinator = 1 << 5,

    /// <summary>Opens a content clause ("that", "que", "whether").</summary>
    Complementizer = 1 << 6,
    Relative = 1 << 7,
    Auxiliary = 1 << 8,
    Modal = 1 << 9,
    Finite = 1 << 10,
    Infinitive = 1 << 11,
    Participle = 1 << 12,
    Gerund = 1 << 13,

    /// <summary>A finite form in the conditional.</summary>
    Conditional = 1 << 14,
    Adverb = 1 << 15,
    Adjective = 1 << 16,
    Noun = 1 << 17,
    Proper = 1 << 18,
    Number = 1 << 19,
    Negation = 1 << 20,
    Possessive = 1 << 21,

    /// <summary>Possessive determiner ("his", "leur").</summary>
    Own = 1 << 22,
    Hedge = 1 << 23,

    /// <summary>Distances the outlet from what is said ("prétendument", "so-called").</summary>
    Doubt = 1 << 24,

    /// <summary>Attributes as a preposition ("selon", "per").</summary>
    According = 1 << 25,

    /// <summary>"to", "de": may introduce an infinitive.</summary>
    InfinitiveMark = 1 << 26,
    Plural = 1 << 27,
    Feminine = 1 << 28,
    Weekday = 1 << 29,

    /// <summary>First or second person.</summary>
    Speaking = 1 << 30,

    /// <summary>Inside a name, between a first and a family name ("van", "al").</summary>
    NameParticle = 1UL << 31,

    /// <summary>The same where it follows a single first name only: elsewhere it ties two nouns ("de").</summary>
    NameLink = 1UL << 32,

    /// <summary>Negates what it introduces ("neither", "aucun", "sans").</summary>
    Negative = 1UL << 33,

    /// <summary>A negation that stands before its verb ("ne").</summary>
    NegationOpener = 1UL << 34,

    /// <summary>A noun that names a time ("night", "semaine").</summary>
    Time = 1UL << 35,

    /// <summary>Leads to one who passes on what is said: "told X", "à X", "cité par X".</summary>
    Relaying = 1UL << 36,

    /// <summary>Leads to the one from whom something was learned: "auprès de", "from".</summary>
    Informing = 1UL << 37,

    /// <summary>A preposition that takes another ("auprès de", "lors de").</summary>
    GovernsDe = 1UL << 38,

    /// <summary>A preposition that holds a definite article ("du", "au").</summary>
    Contracted = 1UL << 39,

    /// <summary>Takes "d'après" for a model, not for a source ("nommé d'après X").</summary>
    NamesAfter = 1UL << 40,

    /// <summary>What those who speak ask not to have done to them ("asked not to be named").</summary>
    Anonymity = 1UL << 41,

    /// <summary>A pronoun that stands alone beside a subject or after a preposition ("lui", "elles").</summary>
    Disjunctive = 1UL << 42,

    /// <summary>With a relative it takes up the clause before ("ce que l'armée dément").</summary>
    Resumptive = 1UL << 43,

    /// <summary>A noun that with what stands beside it makes a medium ("news agency", "agence de presse").</summary>
    Press = 1UL << 44,

    /// <summary>Gives something its name ("appeler", "dub").</summary>
    Naming = 1UL << 45,

    /// <summary>A reflexive pronoun before its verb.</summary>
    Reflexive = 1UL << 46,

    /// <summary>Points to what was said rather than to somebody ("cela").</summary>
    Neuter = 1UL << 47,

    /// <summary>Compares, or presents what somebody puts like that ("comme l'indique X").</summary>
    Comparing = 1UL << 48,

    /// <summary>Opens an indirect question or a condition ("si").</summary>
    Whether = 1UL << 49,

    /// <summary>A complementizer that is no part of the content ("que", "that").</summary>
    Empty = 1UL << 50,

    /// <summary>Ties a noun to another noun ("de").</summary>
    Of = 1UL << 51,

    /// <summary>Leads to what somebody is called or accused of ("comme", "de", "as").</summary>
    Predicating = 1UL << 52,

    /// <summary>A subject that is nobody ("il est dit que").</summary>
    Expletive = 1UL << 53,

    /// <summary>A personal subject pronoun of the third person singular.</summary>
    Personal = 1UL << 54,

    /// <summary>Joins two into one series ("et").</summary>
    Additive = 1UL << 55,

    /// <summary>A preposition of place.</summary>
    Place = 1UL << 56,

    /// <summary>A relative pronoun that can be a subject.</summary>
    SubjectRelative = 1UL << 57,

    /// <summary>Masculine by its form.</summary>
    Masculine = 1UL << 58,

    /// <summary>The same for both genders.</summary>
    Epicene = 1UL << 59,

    /// <summary>Marks what is known already ("the", "ce").</summary>
    Definite = 1UL << 60,

    /// <summary>Opens an amount ("plus de", "près de").</summary>
    Quantity = 1UL << 61,

    /// <summary>What belongs to a closed class: never a verb or noun that the data happen not to know.</summary>
    Closed =
        Determiner
        | Preposition
        | Pronoun
        | Clitic
        | Coordinator
        | Subordinator
        | Complementizer
        | Relative
        | Adverb
        | Negation
        | Own
        | According
        | InfinitiveMark,

    AnyVerb = Auxiliary | Modal | Finite | Infinitive | Participle | Gerund,
    Nominal = Noun | Proper | Adjective | Number,
}

/// <summary>What a noun says about the source it names.</summary>
internal enum NounClass : byte
{
    None,

    /// <summary>An office or trade of a person: "ministre", "spokesman".</summary>
    Role,

    /// <summary>A person or several without office: "homme", "witness".</summary>
    Person,
    Organization,
    Medium,
    Group,
    Document,

    /// <summary>"source", "official": a person who stays unnamed.</summary>
    Unnamed,

    /// <summary>Nobody and no document: "experience", "la logique".</summary>
    Abstract,

    /// <summary>Mr, Mme.</summary>
    Title,
    FirstName,
}

namespace ClaimTracker.Extraction;

/// <summary>A source as the article has named it so far.</summary>
internal sealed class KnownSource(int reference)
{
    public int Reference { get; } = reference;
    public string? Name { get; set; }
    public ProposedSourceKind Kind { get; set; }
    public string? Office { get; set; }
    public bool Feminine { get; set; }
    public bool GenderKnown { get; set; }
    public bool Plural { get; set; }

    /// <summary>Where it was named last; -1 before the first time.</summary>
    public int LastToken { get; set; } = -1;

    public bool LastIsSubject { get; set; }

    /// <summary>The number of its last speech; -1 where it has not spoken.</summary>
    public int LastSpoke { get; set; } = -1;

    public int Mentions { get; set; }

    /// <summary>The nouns it was described by, folded: "source", "ministre".</summary>
    public HashSet<string> Descriptions { get; } = new(StringComparer.Ordinal);

    public ProposedSource Proposed() => new(Reference, Name, Kind, Office);
}

/// <summary>Knows who is who in one article: gives every mention its source, in reading order.</summary>
internal sealed class SourceBook(Article article)
{
    // So many earlier sources are looked at when a description or pronoun is resolved.
    private const int Memory = 40;

    // So many different ones are judged.
    private const int MostOptions = 10;

    private readonly SpeakerRanker? speakers = article.Speakers;

    private readonly Mentions mentions = new(article);
    private readonly List<KnownSource> sources = [];
    private readonly Dictionary<string, KnownSource> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, KnownSource> byPhrase = [];
    private readonly List<(KnownSource Source, bool Prominent)> recent = [];
    private int scanned;

    private Token[] Tokens => article.Tokens;

    /// <summary>Sentences and paragraphs.</summary>
    public Places Places { get; } = new(article);

    /// <summary>All who may be meant are wanted, though no ranker is there to choose.</summary>
    public bool IsLearning { get; init; }

    /// <summary>The publisher, when the outlet is known: the same source wherever the text names it.</summary>
    public KnownSource Outlet(string name)
    {
        var source = New(name, ProposedSourceKind.Outlet);
        byName[Names.Fold(name)] = source;
        return source;
    }

    public KnownSource Unexpressed() => New(null, ProposedSourceKind.Unnamed);

    /// <summary>Who is meant by this mention. Everyone named before it in the text is known by then.</summary>
    public KnownSource Resolve(Mention mention, KnownSource? speaking)
    {
        var options = Options(mention, speaking);
        var source = speakers is null ? options[0].Source : speakers.Choose(Ask(mention, speaking), options);
        Spoke(source, mention.Core.First);
        return source;
    }

    public SpeakerQuestion Ask(Mention mention, KnownSource? speaking) => new(article, Places, mention, speaking);

    /// <summary>Those who may be meant; first the one that the rules would take.</summary>
    public List<SpeakerOption> Options(Mention mention, KnownSource? speaking)
    {
        ScanTo(mention.Core.First);
        var byRule =
            PointsBack(mention.Core) ? LastNamed(mention.Core) ?? Pronoun(mention.Core.First, speaking)
            : mention.Core.IsPronoun ? Pronoun(mention.Core.First, speaking)
            : OfPhrase(mention);
        var self = mention.Core.IsPronoun ? null : OfPhrase(mention);
        var options = new List<SpeakerOption> { new(byRule, true, byRule == self, RankOf(byRule)) };
        if (speakers is null && !IsLearning)
            return options;
        if (self is not null && self != byRule)
            options.Add(new SpeakerOption(self, false, true, RankOf(self)));
        if (NameInside(mention) is { } name && name != byRule && name != self)
            options.Add(new SpeakerOption(name, false, true, RankOf(name)));
        var rank = 0;
        for (var back = recent.Count - 1; back >= 0 && back >= recent.Count - Memory && rank < MostOptions; back--)
            if (recent[back].Source is { Name: not null } source && !IsRepeated(back))
            {
                if (source != byRule && source != self)
                    options.Add(new SpeakerOption(source, false, false, rank));
                rank++;
            }
        if (speaking is { Name: not null } && !options.Exists(o => o.Source == speaking))
            options.Add(new SpeakerOption(speaking, false, false, rank));
        if (byRule.Name is not null)
            options.Add(new SpeakerOption(Unexpressed(), false, false, 0));
        return options;
    }

    // "le studio de développement Bluehole", "l'organisation « État islamique »": the last name of the mention that hangs on its noun without a preposition.
    private KnownSource? NameInside(Mention mention)
    {
        var parse = article.Parse;
        for (var k = mention.Last; k > mention.Core.First; k--)
            if (
                parse.TagOf(k) == UniversalTag.ProperNoun
                && parse.HeadOf(k) is var head
                && head >= mention.First
                && head < k
                && parse.TagOf(head) == UniversalTag.Noun
                && parse.ChildOf(k, DependencyRelation.Case) < 0
            )
            {
                var last = k;
                while (
                    last < mention.Last
                    && parse.TagOf(last + 1) == UniversalTag.ProperNoun
                    && parse.HeadOf(last + 1) >= k
                )
                    last++;
                var phrase = new NounPhrase(k, last, k, false, false);
                return OfName(new Mention(k, last, phrase, last));
            }
        return null;
    }

    // Known or new, by its name alone.
    private KnownSource OfName(Mention mention)
    {
        var description = SourceReader.Read(article, mention);
        return Match(description) ?? Create(mention, description);
    }

    /// <summary>Takes down that this one spoke.</summary>
    public void Spoke(KnownSource source, int token)
    {
        Remember(source, true, token);
        source.LastSpoke = Places.Speeches++;
    }

    private void Remember(KnownSource source, bool prominent, int token)
    {
        recent.Add((source, prominent));
        source.LastToken = token;
        source.LastIsSubject = prominent;
        source.Mentions++;
    }

    private int RankOf(KnownSource sought)
    {
        var rank = 0;
        for (var back = recent.Count - 1; back >= 0 && back >= recent.Count - Memory; back--)
            if (recent[back].Source == sought)
                return rank;
            else if (recent[back].Source.Name is not null && !IsRepeated(back))
                rank++;
        return Memory;
    }

    // Whether it was named again after this.
    private bool IsRepeated(int index)
    {
        for (var k = index + 1; k < recent.Count; k++)
            if (recent[k].Source == recent[index].Source)
                return true;
        return false;
    }

    /// <summary>The same for one that passes on what it was told: an unknown name in that place is a medium's.</summary>
    public KnownSource ResolveMedium(Mention mention)
    {
        var source = Resolve(mention, null);
        if (source is { Kind: not ProposedSourceKind.Document, Name: not null, Office: null, GenderKnown: false })
            source.Kind = ProposedSourceKind.Outlet;
        return source;
    }

    // "ce dernier", "l'intéressée"
    private bool PointsBack(NounPhrase phrase) =>
        phrase.Last - phrase.First == 1
        && article.Form(phrase.Last) is "dernier" or "dernière" or "intéressé" or "intéressée" or "latter";

    // "ce dernier" is the last one named, whatever its place in its sentence.
    private KnownSource? LastNamed(NounPhrase pointer)
    {
        var plural = Tokens[pointer.First].Can(WordTags.Plural);
        var feminine =
            article.Form(pointer.First) is "cette" or "la" or "l'"
            && article.Form(pointer.Last) is "dernière" or "intéressée";
        for (
            var k = article.PhraseIndex(pointer.First) - 1;
            k >= 0 && article.Phrases[k].First > pointer.First - 30;
            k--
        )
            if (
                article.Phrases[k] is { IsPronoun: false, IsTime: false } phrase
                && Tokens[phrase.Last].Is(WordTags.Proper)
                && OfPhrase(new Mention(phrase.First, phrase.Last, phrase, phrase.Last)) is { Name: not null } source
                && source.Plural == plural
                && (!source.GenderKnown || source.Feminine == feminine)
            )
                return source;
        return null;
    }

    // Names are taken up as the reading goes on, speakers or not, so that "il" can mean one who has not spoken yet.
    private void ScanTo(int token)
    {
        for (; scanned < article.Phrases.Count && article.Phrases[scanned].First < token; scanned++)
        {
            var phrase = article.Phrases[scanned];
            if (phrase.IsPronoun || phrase.IsTime || byPhrase.ContainsKey(scanned))
                continue;
            var mention =
                NamesPerson(phrase) || IsKnownName(phrase)
                    ? new Mention(phrase.First, phrase.Last, phrase, phrase.Last)
                    : WithNameAfter(phrase) ?? BodyThatActs(phrase);
            if (mention is null)
                continue;
            var source = OfPhrase(mention);
            if (!IsGoverned(phrase))
                Remember(
                    source,
                    IsSubject(mention) && source.Kind is not ProposedSourceKind.Organization,
                    phrase.First
                );
        }
    }

    private bool IsGoverned(NounPhrase phrase) =>
        phrase.First > 0 && Tokens[phrase.First - 1].Is(WordTags.Preposition)
        || Tokens[phrase.First].Is(WordTags.Preposition);

    private bool IsSubject(Mention mention) =>
        article.GroupAt(mention.Last + 1) is { Form: WordTags.Finite }
        || article.Sentences.First(mention.First) == mention.First;

    // "le ministre de la défense, Jean Veil": an office whose bearer is named after what hangs on it.
    private Mention? WithNameAfter(NounPhrase phrase) =>
        article.Language.AdjectivesFollow
        && Tokens[phrase.Head].Word?.Noun is NounClass.Role or NounClass.Title
        && mentions.After(phrase.First) is { } mention
        && mention.Last > phrase.Last
        && SourceReader.Read(article, mention) is { IsNamed: true, Kind: ProposedSourceKind.Person }
            ? mention
            : null;

    // "Le ministère des Finances a proposé": a body that stands as a subject can be what a pronoun means later.
    private Mention? BodyThatActs(NounPhrase phrase) =>
        Tokens[phrase.Head].Word?.Noun is NounClass.Organization
        && Tokens[phrase.First].Is(WordTags.Determiner)
        && mentions.After(phrase.First) is { } mention
        && article.GroupAt(mention.Last + 1) is { Form: WordTags.Finite }
            ? mention
            : null;

    // "Vallaud-Belkacem" once Najat Vallaud-Belkacem was named.
    private bool IsKnownName(NounPhrase phrase) =>
        phrase.First == phrase.Last
        && Tokens[phrase.First].Is(WordTags.Proper)
        && byName.ContainsKey("… " + LastWord(Names.Fold(article.Span(phrase.First, phrase.First).In(article.Text))));

    private bool NamesPerson(NounPhrase phrase)
    {
        var proper = 0;
        var role = false;
        for (var k = phrase.First; k <= phrase.Last; k++)
        {
            if (Tokens[k].Is(WordTags.Proper))
                proper++;
            role |=
                Tokens[k].Word?.Noun is NounClass.Role or NounClass.Title or NounClass.FirstName or NounClass.Medium;
        }
        return proper >= 1 && role || proper >= 2 && Tokens[phrase.First].Is(WordTags.Proper);
    }

    private KnownSource OfPhrase(Mention mention)
    {
        var index = article.PhraseIndex(mention.Core.First);
        if (index >= 0 && byPhrase.TryGetValue(index, out var seen))
            return Enrich(seen, mention);
        var description = SourceReader.Read(article, mention);
        var source = Match(description) ?? Create(mention, description);
        if (index >= 0)
            byPhrase[index] = source;
        return Enrich(source, mention, description);
    }

    private KnownSource Enrich(KnownSource source, Mention mention, SourceDescription? known = null)
    {
        var description = known ?? SourceReader.Read(article, mention);
        source.Office ??= description.Office;
        foreach (var word in (description.Office ?? "").Split(' '))
            if (article.Language.Find(word) is { Noun: NounClass.Role })
                source.Descriptions.Add(SourceReader.Singular(word.ToLowerInvariant()));
        foreach (var noun in description.Nouns)
            source.Descriptions.Add(noun);
        if (description.GenderKnown && !source.GenderKnown)
        {
            source.Feminine = description.Feminine;
            source.GenderKnown = true;
        }
        if (description.IsNamed && source.Kind == ProposedSourceKind.Unnamed && source.Name is not null)
        {
            source.Name = description.Name;
            source.Kind = description.Kind;
            byName.TryAdd(Names.Fold(description.Name), source);
        }
        return source;
    }

    private KnownSource? Match(SourceDescription description)
    {
        if (description.IsNamed)
        {
            var folded = Names.Fold(description.Name);
            if (byName.TryGetValue(folded, out var exact))
                return exact;
            // "Mr. Trump" is the Donald Trump named before.
            if (
                description.Kind
                is ProposedSourceKind.Person
                    or ProposedSourceKind.Unnamed
                    or ProposedSourceKind.Organization
            )
                return
                    byName.TryGetValue("… " + LastWord(folded), out var person)
                    && (
                        !folded.Contains(' ', StringComparison.Ordinal)
                        || person.Name is { } full && Names.Fold(full).Contains(folded, StringComparison.Ordinal)
                    )
                    ? person
                    : null;
            return null;
        }
        if (!description.Definite)
            return null;
        // "ce dernier", "le quotidien": the last one named, the last medium named.
        if (
            description.Nouns.Count > 0
            && description.Kind == ProposedSourceKind.Unnamed
            && !description.Specific
            && IsMedium(description)
        )
            for (var back = recent.Count - 1; back >= 0 && back >= recent.Count - Memory; back--)
                if (recent[back].Source is { Kind: ProposedSourceKind.Outlet } medium)
                    return medium;
        for (var back = recent.Count - 1; back >= 0 && back >= recent.Count - Memory; back--)
        {
            var source = recent[back].Source;
            if (
                source.Plural == description.Plural
                && description.Nouns.Count > 0
                && source.Descriptions.Contains(description.Nouns[0])
                && (!description.Specific || Means(source, description))
            )
                return source;
        }
        return byName.TryGetValue(Names.Fold(description.Name), out var same) ? same : null;
    }

    private static bool Means(KnownSource source, SourceDescription description)
    {
        var sought = Names.Fold(Names.StripArticle(description.Name));
        return source.Name is { } name && Names.Fold(Names.StripArticle(name)) == sought
            || source.Office is { } office && Names.Fold(office).Contains(sought, StringComparison.Ordinal);
    }

    private bool IsMedium(SourceDescription description) =>
        article.Language.Find(description.Nouns[0])?.Noun == NounClass.Medium;

    // "sa mère" is "la mère de X", "his campaign" is "X's campaign", where X is known.
    private string Possessed(Mention mention, string name)
    {
        var own = Tokens[mention.Core.First];
        if (
            !own.Can(WordTags.Own)
            || own.Can(WordTags.Speaking)
            || !name.StartsWith(
                article.Span(mention.Core.First, mention.Core.First).In(article.Text) + " ",
                StringComparison.Ordinal
            )
            || Pronoun(mention.Core.First, null) is not { Name: { } owner, Kind: ProposedSourceKind.Person }
        )
            return name;
        var rest = name[(own.End - own.Start)..].TrimStart();
        return article.Language.Code switch
        {
            "fr" => $"{rest} {("AEIOUYÉÈÊH".AsSpan().Contains(char.ToUpperInvariant(owner[0])) ? "d'" : "de ")}{owner}",
            "en" => $"{owner}'s {rest}",
            _ => name,
        };
    }

    private KnownSource Create(Mention mention, SourceDescription description)
    {
        var source = New(Possessed(mention, description.Name), description.Kind);
        source.Office = description.Office;
        source.Feminine = description.Feminine;
        source.GenderKnown = description.GenderKnown;
        source.Plural = description.Plural;
        var folded = Names.Fold(description.Name);
        if (description.IsNamed || description.Definite)
            byName[folded] = source;
        if (
            description.IsNamed
            && description.Kind == ProposedSourceKind.Person
            && folded.Contains(' ', StringComparison.Ordinal)
        )
            byName["… " + LastWord(folded)] = source;
        return source;
    }

    private static string LastWord(string folded) => folded[(folded.LastIndexOf(' ') + 1)..];

    private KnownSource Pronoun(int token, KnownSource? speaking)
    {
        var word = Tokens[token].Word;
        if (word is not null && word.Is(WordTags.Speaking))
            return speaking ?? Unexpressed();
        var form = article.Form(token);
        if (form is "on" or "-t-on" or "-on" || word is null)
            return Unexpressed();
        var plural = word.Is(WordTags.Plural) && !word.Is(WordTags.Own) || form is "leur" or "leurs" or "their";
        var feminine = word.Is(WordTags.Feminine);
        var neutral =
            form
                is "it"
                    or "its"
                    or "they"
                    or "their"
                    or "who"
                    or "this"
                    or "that"
                    or "son"
                    or "sa"
                    or "ses"
                    or "su"
                    or "sus"
            || word.Is(WordTags.Own) && form is not ("his" or "her");
        // The nearest that spoke or stood as a subject, and that number and gender allow; then the nearest named at all.
        foreach (var prominent in stackalloc[] { true, false })
        {
            KnownSource? body = null;
            for (var back = recent.Count - 1; back >= 0 && back >= recent.Count - Memory; back--)
            {
                var (source, stands) = recent[back];
                if (
                    stands != prominent
                    || source.Name is null
                    || source.Plural != plural && form is not "they" and not "their"
                )
                    continue;
                if (
                    form is "he" or "she" or "his" or "her"
                    && source.Kind
                        is ProposedSourceKind.Organization
                            or ProposedSourceKind.Outlet
                            or ProposedSourceKind.Document
                )
                    continue;
                if (
                    form is "it" or "its"
                        ? source.Kind is ProposedSourceKind.Person
                        : source.Kind is ProposedSourceKind.Outlet
                )
                    continue;
                if (!neutral && source.GenderKnown && source.Feminine != feminine)
                    continue;
                if (
                    neutral
                    || source.GenderKnown && source.Kind == ProposedSourceKind.Organization && recent.Count - back <= 1
                    || source.Kind is ProposedSourceKind.Person or ProposedSourceKind.Unnamed
                )
                    return source;
                // A body can be "elle" too, but a person named shortly before is likelier.
                body ??= source;
                if (recent.Count - back > 6)
                    break;
            }
            if (body is not null)
                return body;
        }
        return New(null, ProposedSourceKind.Unnamed);
    }

    private KnownSource New(string? name, ProposedSourceKind kind)
    {
        var source = new KnownSource(sources.Count + 1) { Name = name, Kind = kind };
        sources.Add(source);
        return source;
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using ClaimTracker.Extraction;

namespace ClaimTracker.Training;

/// <summary>One sentence of a treebank over tokens as the library cuts them.</summary>
internal sealed record TreebankSentence(
    string Text,
    Token[] Tokens,
    UniversalTag[] Tags,
    int[] Heads,
    DependencyRelation[] Relations
);

/// <summary>Reads CoNLL-U: fuses words that the library reads as one token ("du", "well-known"), and keeps of tags and relations what it knows.</summary>
internal static class Treebank
{
    private sealed record Row(string Form, UniversalTag Tag, int Head, DependencyRelation Relation, bool SpaceAfter);

    /// <param name="language">Whose tokens to make; null: those of the treebank, fused words excepted.</param>
    public static IEnumerable<TreebankSentence> Read(string file, LanguageData? language)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var rows = new List<Row>();
        var fused = new List<(int First, int Last, string Form, bool SpaceAfter)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            if (line.Length == 0)
            {
                if (rows.Count > 0)
                    yield return Sentence(rows, fused, language);
                rows.Clear();
                fused.Clear();
                continue;
            }
            var parts = line.Split('\t');
            var spaceAfter = !parts[9].Contains("SpaceAfter=No", StringComparison.Ordinal);
            if (parts[0].Split('-') is [var first, var last])
                fused.Add((Number(first) - 1, Number(last) - 1, parts[1], spaceAfter));
            else if (!parts[0].Contains('.', StringComparison.Ordinal))
                rows.Add(new Row(parts[1], TagOf(parts), Number(parts[6]) - 1, RelationOf(parts[7]), spaceAfter));
        }
        if (rows.Count > 0)
            yield return Sentence(rows, fused, language);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static TreebankSentence Sentence(
        List<Row> rows,
        List<(int First, int Last, string Form, bool SpaceAfter)> fused,
        LanguageData? language
    )
    {
        // Surface words, each of one row or of several.
        var surface = new List<(int First, int Last, int Start, int End, bool SpaceAfter)>();
        var text = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            var (last, form, spaceAfter) = (i, rows[i].Form, rows[i].SpaceAfter);
            if (fused.FirstOrDefault(f => f.First == i) is { Form: { } fusion } found)
                (last, form, spaceAfter) = (found.Last, fusion, found.SpaceAfter);
            surface.Add((i, last, text.Length, text.Length + form.Length, spaceAfter));
            text.Append(form);
            if (spaceAfter)
                text.Append(' ');
            i = last;
        }
        var groups = language is null
            ? surface.ConvertAll(s => (s.First, s.Last, s.Start, s.End))
            : Fuse(surface, Tokenizer.Tokenize(text.ToString(), language));
        var groupOf = new int[rows.Count];
        for (var g = 0; g < groups.Count; g++)
            Array.Fill(groupOf, g, groups[g].First, groups[g].Last - groups[g].First + 1);
        var whole = text.ToString();
        var tokens = new Token[groups.Count];
        var tags = new UniversalTag[groups.Count];
        var heads = new int[groups.Count];
        var relations = new DependencyRelation[groups.Count];
        for (var g = 0; g < groups.Count; g++)
        {
            var (first, last, start, end) = groups[g];
            tokens[g] = new Token
            {
                Start = start,
                End = end,
                Capital = char.IsUpper(whole[start]),
            };
            // The word whose head lies outside speaks for the token.
            var speaks = first;
            for (var k = first; k <= last; k++)
                if (rows[k].Head < first || rows[k].Head > last)
                {
                    speaks = k;
                    break;
                }
            tags[g] = rows[speaks].Tag;
            heads[g] = rows[speaks].Head < 0 ? -1 : groupOf[rows[speaks].Head];
            relations[g] = rows[speaks].Relation;
        }
        return new TreebankSentence(whole, tokens, tags, heads, relations);
    }

    // Words that share a token of the library are one; where the library cuts finer than the treebank, the word of the treebank stays.
    private static List<(int First, int Last, int Start, int End)> Fuse(
        List<(int First, int Last, int Start, int End, bool SpaceAfter)> surface,
        Token[] tokens
    )
    {
        var groups = new List<(int First, int Last, int Start, int End)>();
        var t = 0;
        for (var s = 0; s < surface.Count; s++)
        {
            var (first, last, start, end, _) = surface[s];
            while (true)
            {
                while (t < tokens.Length && tokens[t].End <= start)
                    t++;
                var reach = end;
                for (var k = t; k < tokens.Length && tokens[k].Start < end; k++)
                    reach = Math.Max(reach, tokens[k].End);
                if (reach <= end || s + 1 >= surface.Count || surface[s + 1].Start >= reach)
                    break;
                s++;
                (last, end) = (surface[s].Last, surface[s].End);
            }
            groups.Add((first, last, start, end));
        }
        return groups;
    }

    private static UniversalTag TagOf(string[] parts)
    {
        var features = parts[5];
        return parts[3] switch
        {
            "ADJ" => UniversalTag.Adjective,
            "ADP" => UniversalTag.Adposition,
            "ADV" => UniversalTag.Adverb,
            "CCONJ" => UniversalTag.Coordinator,
            "DET" => UniversalTag.Determiner,
            "INTJ" => UniversalTag.Interjection,
            "NOUN" => UniversalTag.Noun,
            "NUM" => UniversalTag.Number,
            "PART" => UniversalTag.Particle,
            "PRON" => Has("PronType=Rel") ? UniversalTag.RelativePronoun : UniversalTag.Pronoun,
            "PROPN" => UniversalTag.ProperNoun,
            "PUNCT" => UniversalTag.Punctuation,
            "SCONJ" => UniversalTag.Subordinator,
            "SYM" => UniversalTag.Symbol,
            "VERB" => (UniversalTag)((int)UniversalTag.FiniteVerb + Form()),
            "AUX" => (UniversalTag)((int)UniversalTag.FiniteAuxiliary + Form()),
            _ => UniversalTag.Other,
        };

        int Form() =>
            Has("VerbForm=Inf") ? 1
            : Has("VerbForm=Ger") || Has("VerbForm=Part") && Has("Tense=Pres") ? 3
            : Has("VerbForm=Part") ? 2
            : 0;

        bool Has(string feature) => features.Contains(feature, StringComparison.Ordinal);
    }

    private static DependencyRelation RelationOf(string relation) =>
        relation switch
        {
            "acl:relcl" => DependencyRelation.AclRelcl,
            "advcl:cleft" => DependencyRelation.AdvclCleft,
            "aux:pass" => DependencyRelation.AuxPass,
            "csubj:pass" => DependencyRelation.CsubjPass,
            "expl:subj" => DependencyRelation.ExplSubj,
            "nmod:poss" => DependencyRelation.NmodPoss,
            "nsubj:pass" => DependencyRelation.NsubjPass,
            "obl:agent" => DependencyRelation.OblAgent,
            _ => Enum.TryParse<DependencyRelation>(relation.Split(':')[0], ignoreCase: true, out var known)
                ? known
                : DependencyRelation.Dep,
        };
}

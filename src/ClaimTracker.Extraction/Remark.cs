using System.Collections.Frozen;
using System.Globalization;

namespace ClaimTracker.Extraction;

/// <summary>A sentence by its code and the words it speaks of.</summary>
public readonly record struct Remark(string Code, string? Words = null)
{
    private static readonly Lazy<FrozenDictionary<string, string>> French = new(() => Read("French"));
    private static readonly Lazy<FrozenDictionary<string, string>> English = new(() => Read("English"));

    /// <summary>The sentence in French ("fr") or, for any other language, in English.</summary>
    public string In(string language) =>
        string.Format(CultureInfo.InvariantCulture, (language == "fr" ? French : English).Value[Code], Words);

    private static FrozenDictionary<string, string> Read(string folder) =>
        DataFile
            .Lines(folder, "sentences")
            .Select(line => line.Split(": ", 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}

/// <summary>Why a claim was proposed, and what makes it doubtful, in codes from which a sentence is made in the reader's language.</summary>
public sealed record ProposalReason(IReadOnlyList<Remark> Why, IReadOnlyList<Remark> Doubts)
{
    private const char Part = '\n';
    private const char Words = '\t';

    /// <summary>The sentence in French ("fr") or, for any other language, in English.</summary>
    public string In(string language) =>
        string.Join(language == "fr" ? " ; " : "; ", Why.Select(part => part.In(language)))
        + (
            Doubts.Count == 0
                ? ""
                : (language == "fr" ? " ; " : "; ")
                    + new Remark("doubtful", string.Join(", ", Doubts.Select(part => part.In(language)))).In(language)
        );

    /// <summary>The codes as one string, for storing.</summary>
    public override string ToString() =>
        string.Join(Part, Why.Select(part => Line('+', part)).Concat(Doubts.Select(part => Line('-', part))));

    /// <summary>What <see cref="ToString"/> wrote; null where something else stands.</summary>
    public static ProposalReason? Parse(string? stored) =>
        stored is not { Length: > 0 } || stored[0] is not ('+' or '-')
            ? null
            : new ProposalReason(Read(stored, '+'), Read(stored, '-'));

    private static string Line(char sign, Remark part) =>
        part.Words is null ? sign + part.Code : sign + part.Code + Words + part.Words.ReplaceLineEndings(" ");

    private static List<Remark> Read(string stored, char sign) =>
        [
            .. stored
                .Split(Part)
                .Where(line => line[0] == sign)
                .Select(line => line[1..].Split(Words, 2))
                .Select(parts => new Remark(parts[0], parts.Length > 1 ? parts[1] : null)),
        ];
}

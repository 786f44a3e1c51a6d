using System.Text.RegularExpressions;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Docs;

/// <summary>The documents speak of what there is.</summary>
public sealed partial class DocumentTests
{
    /// <summary>Of the framework, or invented to show how something is named or added.</summary>
    private static readonly string[] FromElsewhere =
    [
        "FileNotFoundException",
        "EnsureCreated",
        "VerifyAuthor",
        "NN-slug",
    ];

    private static readonly IReadOnlyList<string> Files =
    [
        .. ((string[])["src", "tests", "docs", "seeds", ".ci", ".config"])
            .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*", SearchOption.AllDirectories))
            .Where(file =>
                !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            )
            .Concat(Directory.EnumerateFiles(Repository.Root)),
    ];

    private static readonly Lazy<HashSet<string>> Words = new(() =>
        [
            .. Files
                .Where(file =>
                    Path.GetExtension(file) is ".cs" or ".json" or ".csproj" or ".props"
                    && !file.Contains("/Migrations/", StringComparison.Ordinal)
                )
                .SelectMany(file => Name().Matches(File.ReadAllText(file)))
                .Select(match => match.Value),
        ]
    );

    private static IEnumerable<string> Documents =>
        Files
            .Where(file => file.EndsWith(".md", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

    [TestCaseSource(nameof(Documents))]
    public void What_a_document_names_is_in_the_code(string document) =>
        Assert.That(
            Code(document)
                .SelectMany(code => Name().Matches(code).Select(match => match.Value))
                .Where(name => CompoundName().IsMatch(name))
                .Where(name => !FromElsewhere.Any(one => name.StartsWith(one, StringComparison.Ordinal)))
                .Where(name => !Words.Value.Contains(name))
                .Distinct(),
            Is.Empty
        );

    [TestCaseSource(nameof(Documents))]
    public void Files_that_a_document_names_are_there(string document)
    {
        var text = File.ReadAllText(Repository.At(document));
        var named = Code(document)
            .SelectMany(code => FileName().Matches(code).Select(match => match.Value))
            .Concat(Link().Matches(text).Select(match => match.Groups["path"].Value));
        Assert.That(
            named
                .Where(name => !FromElsewhere.Any(one => name.Contains(one, StringComparison.Ordinal)))
                .Where(name =>
                    !Files.Any(file => file.EndsWith("/" + name.Split('/', '#')[^1], StringComparison.Ordinal))
                )
                .Distinct(),
            Is.Empty
        );
    }

    private static IEnumerable<string> Code(string document) =>
        InlineCode()
            .Matches(Block().Replace(File.ReadAllText(Repository.At(document)), ""))
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\b[A-Za-z]\w*\b")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Z][a-z0-9]+([A-Z][A-Za-z0-9]*)+$")]
    private static partial Regex CompoundName();

    [GeneratedRegex(@"[\w./-]+\.(cs|json|md|txt|props|csproj)\b")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\]\((?<path>(?!http)[^)#\s]+\.(md|json|cs))[^)]*\)")]
    private static partial Regex Link();
}

using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ClaimTracker.Assessment;
using ClaimTracker.Web.Pipeline.Messaging;
using FluentValidation;
using MediatR;
using A = ClaimTracker.Assessment;
using D = ClaimTracker.Domain;
using E = ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Architecture;

/// <summary>The rules of the house that a compiler does not know.</summary>
public sealed partial class HouseTests
{
    /// <summary>The rooms of the web project from the door inwards: each may know those behind it.</summary>
    private static readonly string[] Rooms =
    [
        "Hosting",
        "Features",
        "Views",
        "Pipeline",
        "Access",
        "AsOf",
        "Detection",
        "Assessment",
        "Matching",
        "Rules",
        "Audit",
        "Data",
        "Wording",
    ];

    /// <summary>The folders of the assessment from the engine inwards: each may know those behind it. Its root knows all of them, and none of them the root.</summary>
    private static readonly string[] AssessmentFolders =
    [
        "Evidence",
        "Rows",
        "Credibility",
        "Reliability",
        "Graphs",
        "Packing",
    ];

    private static readonly string[] Pure =
    [
        "ClaimTracker.Assessment",
        "ClaimTracker.Domain",
        "ClaimTracker.Extraction",
    ];

    /// <summary>One thing with a type in each of two pure projects, which may not know each other, or are told apart by name.</summary>
    private static readonly Type[][] Twins =
    [
        [typeof(E.ClaimMode), typeof(D.Claims.ClaimMode)],
        [typeof(E.ClaimModality), typeof(D.Claims.Modality)],
        [typeof(E.LinkStance), typeof(D.Claims.Stance)],
        [typeof(E.LinkBasis), typeof(D.Claims.Basis)],
        [typeof(A.Rows.LinkBasis), typeof(D.Claims.Basis)],
        [typeof(A.Rows.LinkBasis), typeof(E.LinkBasis)],
        [typeof(E.ProposedSourceKind), typeof(D.Sources.SourceKind)],
    ];

    /// <summary>Names that two pure projects give each to a thing of its own.</summary>
    private static readonly Type[][] Namesakes =
    [
        [typeof(E.TextSpan), typeof(D.Texts.TextSpan)],
        [typeof(E.Article), typeof(D.Articles.Article)],
    ];

    private static readonly string[] ForbiddenEndings =
    [
        "Command",
        "Query",
        "Dto",
        "Manager",
        "Helper",
        "Service",
        "Util",
        "Utils",
        "Helpers",
    ];

    /// <summary>The two kinds of request, which no name ends in.</summary>
    private static readonly string[] HonestNames = ["ICommand", "IQuery"];

    private static readonly string Root = FindRoot();
    private static readonly Assembly Web = typeof(UseCases).Assembly;
    private static readonly Assembly[] Ours =
    [
        Web,
        typeof(D.Record).Assembly,
        typeof(E.ArticleExtractor).Assembly,
        typeof(AssessmentIndex).Assembly,
    ];
    private static readonly IReadOnlyList<Type> Requests =
    [
        .. Web.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IBaseRequest))),
    ];

    [Test]
    public void The_top_level_holds_what_it_should_and_nothing_else()
    {
        var tracked = (string[])["ClaimTracker.sln", "README.md", "docs", "global.json", "seeds", "src", "tests"];
        Assert.That(
            Directory
                .EnumerateFileSystemEntries(Root)
                .Select(Path.GetFileName)
                .Where(name => !name!.StartsWith('.') && name is not "TestResults"),
            Is.EquivalentTo(tracked)
        );
    }

    [Test]
    public void Rooms_know_only_the_rooms_behind_them() =>
        Assert.Multiple(() =>
        {
            foreach (var (file, room, uses) in WebFiles())
            foreach (
                var other in uses.Where(use => use.StartsWith("ClaimTracker.Web.", StringComparison.Ordinal))
                    .Select(use => use.Split('.')[2])
            )
                Assert.That(Depth(other), Is.GreaterThanOrEqualTo(Depth(room)), $"{file} uses {other}");
        });

    [Test]
    public void Folders_of_the_assessment_know_only_the_folders_behind_them() =>
        Assert.Multiple(() =>
        {
            var project = Path.Combine(Root, "src", "ClaimTracker.Assessment");
            var atRoot = Directory.EnumerateFiles(project, "*.cs").Select(Path.GetFileNameWithoutExtension).ToList();
            foreach (var folder in AssessmentFolders)
            foreach (var file in Sources(Path.Combine(project, folder)))
            {
                var text = File.ReadAllText(file);
                Assert.That(
                    UsingLine().Matches(text).Select(match => match.Groups[1].Value.Split('.')[^1]),
                    Is.All.Matches<string>(used =>
                        Array.IndexOf(AssessmentFolders, used) > Array.IndexOf(AssessmentFolders, folder)
                    ),
                    file
                );
                Assert.That(atRoot.Where(name => Regex.IsMatch(text, $@"\b{name}\b")), Is.Empty, file);
            }
        });

    [Test]
    public void Private_fields_are_written_one_way() =>
        Assert.That(
            Ours.SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.Namespace?.StartsWith("ClaimTracker.", StringComparison.Ordinal) == true)
                .SelectMany(type =>
                    type.GetFields(
                        BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                    )
                )
                .Where(field => field.Name.StartsWith('_'))
                .Select(field => $"{field.DeclaringType}.{field.Name}"),
            Is.Empty
        );

    [Test]
    public void No_document_is_named_that_is_not_here() =>
        Assert.Multiple(() =>
        {
            var here = Directory
                .EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Append("README.md")
                .Select(Path.GetFileName)
                .ToHashSet();
            foreach (var file in Sources(Path.Combine(Root, "src")).Concat(Sources(Path.Combine(Root, "tests"))))
                Assert.That(
                    DocumentName().Matches(File.ReadAllText(file)).Select(match => match.Value),
                    Is.All.Matches<string>(here.Contains),
                    file
                );
        });

    // Words stand in Wording. What an exception says is for whoever asked, and is not stored; what is found wrong with the trail is answered.
    [Test]
    public void What_is_stored_is_no_sentence() =>
        Assert.Multiple(() =>
        {
            foreach (
                var file in Sources(Path.Combine(Root, "src", "ClaimTracker.Domain"))
                    .Where(file => !file.EndsWith("Audit/StoredEntry.cs", StringComparison.Ordinal))
                    .Concat(
                        ((string[])["Rules", "Assessment", "Detection", "Matching"]).SelectMany(room =>
                            Sources(Path.Combine(Root, "src", "ClaimTracker.Web", room))
                        )
                    )
                    .Concat(Sources(Path.Combine(Root, "src", "ClaimTracker.Assessment")))
            )
                Assert.That(
                    File.ReadAllText(file)
                        .Split(";\n")
                        .Where(statement => SentenceLiteral().IsMatch(statement))
                        .Select(statement => statement.Trim()),
                    Is.All.Match(@"\bthrow\b|Exception\b|\.Log\w+\("),
                    file
                );
        });

    [Test]
    public void Exceptions_are_called_so() =>
        Assert.That(
            Ours.SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsAssignableTo(typeof(Exception)))
                .Select(type => type.Name),
            Is.Not.Empty.And.All.EndsWith("Exception")
        );

    /// <summary>What may be done to a record besides setting something: it is taken back, decided on, joined with another, found again.</summary>
    [GeneratedRegex(
        "^(Set|Withdraw|Revoke|Reinstate|Accept|Answer|Reopen|LinkTo|Merge|Unmerge|MoveTo|Reanchor|CauseReturns|CauseEnds)"
    )]
    private static partial Regex RecordVerb();

    [Test]
    public void Methods_that_change_a_record_set_it_or_say_what_is_done_to_it() =>
        Assert.That(
            typeof(D.Record)
                .Assembly.GetTypes()
                .Where(type => type.IsAssignableTo(typeof(D.Record)))
                .SelectMany(type =>
                    type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                )
                .Where(method => method.ReturnType == typeof(void) && !method.IsSpecialName)
                .Select(method => $"{method.Name} of {method.DeclaringType!.Name}"),
            Is.Not.Empty.And.All.Matches<string>(name => RecordVerb().IsMatch(name))
        );

    [Test]
    public void No_room_is_a_cellar() =>
        Assert.Multiple(() =>
        {
            var web = Path.Combine(Root, "src", "ClaimTracker.Web");
            foreach (
                var folder in WebFiles()
                    .GroupBy(file => Path.GetDirectoryName(file.File)!)
                    .Where(folder =>
                        !folder.Key.Contains("Migrations", StringComparison.Ordinal)
                        && !(
                            folder.Key.StartsWith("Features/", StringComparison.Ordinal)
                            && folder.Key.Split('/').Length == 2
                        )
                    )
            )
                Assert.That(Directory.EnumerateFiles(Path.Combine(web, folder.Key)).Count(), Is.AtMost(20), folder.Key);
        });

    [Test]
    public void Every_folder_of_the_web_project_is_a_room() =>
        Assert.That(WebFiles().Select(file => file.Room).Distinct(), Is.EquivalentTo(Rooms));

    [TestCase("ClaimTracker.Domain", 1)]
    [TestCase("ClaimTracker.Web", 2)]
    public void Folders_do_not_know_each_other_in_a_circle(string project, int levels)
    {
        var knows = Sources(Path.Combine(Root, "src", project))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(file =>
                UsingLine()
                    .Matches(File.ReadAllText(file))
                    .Select(match => match.Groups[1].Value)
                    .Where(use => use.StartsWith(project + ".", StringComparison.Ordinal))
                    .Select(use =>
                        (
                            From: Folder(
                                Path.GetRelativePath(Path.Combine(Root, "src", project), file).Split('/')[..^1]
                            ),
                            To: Folder(use[(project.Length + 1)..].Split('.'))
                        )
                    )
            )
            .Where(step => step.From != step.To && step.From.Length > 0)
            .ToLookup(step => step.From, step => step.To);

        Assert.Multiple(() =>
        {
            foreach (var folder in knows.Select(step => step.Key))
            {
                var reached = new HashSet<string>();
                var next = new Stack<string>(knows[folder]);
                while (next.TryPop(out var other))
                    if (reached.Add(other))
                        foreach (var further in knows[other])
                            next.Push(further);
                Assert.That(reached, Does.Not.Contain(folder), $"{folder} is in a circle");
            }
        });

        string Folder(string[] path) => string.Join('/', path.Take(levels));
    }

    [Test]
    public void Only_data_knows_which_database_it_is() =>
        Assert.Multiple(() =>
        {
            var web = Path.Combine(Root, "src", "ClaimTracker.Web");
            foreach (var (file, _, _) in WebFiles().Where(file => file.Room != "Data"))
                Assert.That(
                    File.ReadAllText(Path.Combine(web, file)),
                    Does.Not.Match("(?i)isSqlite|isSqlServer|ProviderName|ActiveProvider|json_each|OPENJSON|PRAGMA"),
                    file
                );
        });

    [Test]
    public void Features_do_not_know_each_other() =>
        Assert.Multiple(() =>
        {
            foreach (var (file, room, uses) in WebFiles().Where(file => file.Room == "Features"))
                Assert.That(
                    uses.Where(use =>
                        use.StartsWith("ClaimTracker.Web.Features.", StringComparison.Ordinal)
                        && use.Split('.')[3] != file.Split('/')[1]
                    ),
                    Is.Empty,
                    $"{file} in {room}"
                );
        });

    [Test]
    public void Only_articles_and_extractions_extract() =>
        Assert.That(
            WebFiles()
                .Where(file =>
                    file.Uses.Any(use => use.StartsWith("ClaimTracker.Extraction", StringComparison.Ordinal))
                )
                .Select(file => file.File),
            Is.All.StartsWith("Features/Articles/")
                .Or.StartsWith("Features/Extractions/")
                .Or.EqualTo("Wording/ExtractionWording.cs"),
            "what stands in the language of the answer is worded in one place"
        );

    // The folders of the extraction hold languages and steps of one small namespace.
    [Test]
    public void Namespaces_are_folders() =>
        Assert.Multiple(() =>
        {
            foreach (
                var project in (
                    (string[])["ClaimTracker.Assessment", "ClaimTracker.Domain", "ClaimTracker.Web"]
                ).Select(name => Path.Combine(Root, "src", name))
            )
            foreach (
                var file in Sources(project).Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            )
                if (NamespaceLine().Match(File.ReadAllText(file)) is { Success: true } declared)
                    Assert.That(
                        declared.Groups[1].Value,
                        Is.EqualTo(
                            Path.GetRelativePath(Path.Combine(Root, "src"), Path.GetDirectoryName(file)!)
                                .Replace('/', '.')
                        ),
                        file
                    );
        });

    [Test]
    public void The_pure_projects_use_nothing_but_the_domain_the_assessment() =>
        Assert.Multiple(() =>
        {
            foreach (var name in Pure)
            {
                var project = File.ReadAllText(Path.Combine(Root, "src", name, name + ".csproj"));
                Assert.That(project, Does.Not.Contain("PackageReference"), name);
                Assert.That(
                    Assembly.Load(name).GetReferencedAssemblies().Select(assembly => assembly.Name),
                    name == "ClaimTracker.Domain"
                        ? Is.All.StartsWith("System.").Or.EqualTo("ClaimTracker.Assessment")
                        : Is.All.StartsWith("System."),
                    name
                );
            }
        });

    [Test]
    public void Time_comes_from_outside() =>
        Assert.Multiple(() =>
        {
            foreach (var file in Sources(Path.Combine(Root, "src")))
                Assert.That(File.ReadAllText(file), Does.Not.Match(@"DateTime(Offset)?\.(Utc)?(Now|Today)\b"), file);
        });

    [Test]
    public void Every_request_has_one_handler_and_a_role() =>
        Assert.Multiple(() =>
        {
            foreach (var request in Requests)
            {
                Assert.That(
                    UseCases.Handlers().Count(handler => handler.Contract.GetGenericArguments()[0] == request),
                    Is.EqualTo(1),
                    request.Name
                );
                Assert.That(request.GetCustomAttribute<RequiresAttribute>(), Is.Not.Null, request.Name);
            }
        });

    [Test]
    public void Every_command_has_a_validator() =>
        Assert.That(
            Requests
                .Where(request =>
                    request
                        .GetInterfaces()
                        .Any(contract =>
                            contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICommand<>)
                        )
                )
                .Except(
                    AssemblyScanner
                        .FindValidatorsInAssembly(Web, includeInternalTypes: true)
                        .Select(found => found.InterfaceType.GetGenericArguments()[0])
                ),
            Is.Empty
        );

    [Test]
    public void A_use_case_is_a_file_of_its_name() =>
        Assert.Multiple(() =>
        {
            foreach (var request in Requests)
                Assert.That(
                    File.Exists(
                        Path.Combine(
                            Root,
                            "src",
                            "ClaimTracker.Web",
                            request.Namespace!["ClaimTracker.Web.".Length..].Replace('.', '/'),
                            request.Name + ".cs"
                        )
                    ),
                    request.FullName
                );
        });

    // Its controller, which lists what it answers, is no other use case.
    [Test]
    public void What_use_cases_share_lies_in_no_file_of_one_of_them() =>
        Assert.Multiple(() =>
        {
            var features = Path.Combine(Root, "src", "ClaimTracker.Web", "Features");
            var texts = Sources(features)
                .Where(file => !file.EndsWith("Controller.cs", StringComparison.Ordinal))
                .ToDictionary(file => file, file => Comment().Replace(File.ReadAllText(file), ""));
            foreach (var (file, text) in texts.Where(one => UseCases.Named(NameOf(one.Key)) is not null))
            foreach (var name in TypeLine().Matches(text).Select(match => match.Groups[1].Value))
                if (name != NameOf(file))
                    Assert.That(
                        texts.Keys.Where(other => other != file && Mentions(texts[other], text, name)).Select(NameOf),
                        Is.Empty,
                        $"{name} of {NameOf(file)}"
                    );

            static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
            static bool Mentions(string other, string text, string name) =>
                Regex.IsMatch(other, $@"(?<![.\w]){name}\b")
                || (
                    Regex.Match(
                        text,
                        $@"static class {name}\b(.*?)^\}}",
                        RegexOptions.Singleline | RegexOptions.Multiline
                    )
                        is { Success: true } extensions
                    && ExtensionMethod()
                        .Matches(extensions.Value)
                        .Any(method => Regex.IsMatch(other, $@"\.{method.Groups[1].Value}\("))
                );
        });

    [Test]
    public void The_pipeline_knows_itself_from_the_door_inwards() =>
        Assert.Multiple(() =>
        {
            string[] inwards = ["Http", "Messaging", "Bodies"];
            foreach (var (file, _, _) in WebFiles().Where(file => file.Room == "Pipeline"))
            {
                var text = File.ReadAllText(Path.Combine(Root, "src", "ClaimTracker.Web", file));
                var at = Array.IndexOf(inwards, file.Split('/')[1]);
                foreach (var outer in inwards.Take(at < 0 ? inwards.Length : at))
                    Assert.That(
                        text,
                        Does.Not.Contain($"Pipeline.{outer}").And.Not.Match($@"(?<![.\w]){outer}\.[A-Z]"),
                        file
                    );
            }
        });

    [Test]
    public void Actions_are_one_expression() =>
        Assert.Multiple(() =>
        {
            foreach (
                var file in Sources(Path.Combine(Root, "src", "ClaimTracker.Web", "Features"))
                    .Where(file => file.EndsWith("Controller.cs", StringComparison.Ordinal))
            )
                Assert.That(File.ReadAllText(file), Does.Not.Match(@"public [^=;]*\)\s*\{"), file);
        });

    [Test]
    public void Names_say_what_things_are() =>
        Assert.That(
            Ours.SelectMany(assembly => assembly.GetTypes())
                .Select(type => type.Name.Split('`')[0])
                .Where(name => ForbiddenEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
                .Except(HonestNames),
            Is.Empty
        );

    [TestCaseSource(nameof(Twins))]
    public void Twins_have_the_same_values(Type one, Type other) => Assert.That(Values(one), Is.EqualTo(Values(other)));

    [Test]
    public void Twins_of_pure_projects_are_listed() =>
        Assert.That(
            from one in PureTypes()
            from other in PureTypes()
            where string.CompareOrdinal(one.Assembly.FullName, other.Assembly.FullName) < 0
            where
                one.Name == other.Name
                || (one.IsEnum && other.IsEnum && Enum.GetNames(one).SequenceEqual(Enum.GetNames(other)))
            where !Twins.Concat(Namesakes).Any(two => two.Contains(one) && two.Contains(other))
            select $"{one} and {other}",
            Is.Empty
        );

    [Test]
    public void Within_a_project_a_name_stands_once() =>
        Assert.That(
            Ours.SelectMany(assembly =>
                assembly
                    .GetTypes()
                    .Where(IsWritten)
                    .GroupBy(type => type.Name)
                    .Where(types => types.Count() > 1)
                    .Select(types => string.Join(" and ", types))
            ),
            Is.Empty
        );

    /// <summary>What a source file declares by itself, not inside another type.</summary>
    private static bool IsWritten(Type type) =>
        !type.IsNested
        && type.Namespace is { } room
        && room.StartsWith("ClaimTracker.", StringComparison.Ordinal)
        && !room.Contains(".Migrations", StringComparison.Ordinal);

    private static IEnumerable<Type> PureTypes() =>
        Ours.Where(assembly => assembly != Web).SelectMany(assembly => assembly.GetExportedTypes()).Where(IsWritten);

    private static IEnumerable<(string Name, long Value)> Values(Type type) =>
        Enum.GetNames(type)
            .Zip(Enum.GetValues(type).Cast<object>(), (name, value) =>
                (name, Convert.ToInt64(value, CultureInfo.InvariantCulture))
            );

    private static int Depth(string room) => Array.IndexOf(Rooms, room);

    private static IEnumerable<(string File, string Room, IReadOnlyList<string> Uses)> WebFiles()
    {
        var web = Path.Combine(Root, "src", "ClaimTracker.Web");
        foreach (var file in Sources(web))
        {
            var path = Path.GetRelativePath(web, file);
            if (path.Contains('/', StringComparison.Ordinal))
                yield return (
                    path,
                    path.Split('/')[0],
                    [.. UsingLine().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)]
                );
        }
    }

    private static IEnumerable<string> Sources(string directory) =>
        Directory
            .EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            );

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ClaimTracker.sln")))
            directory = Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("Tests run inside the repository.");
        return directory;
    }

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\b[\w-]+\.md\b")]
    private static partial Regex DocumentName();

    [GeneratedRegex(@"""[A-Z][^""\n]* [^""\n]*[.!?]""")]
    private static partial Regex SentenceLiteral();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^(?:public|internal) (?:sealed |static |abstract |readonly )*(?:class|record struct|record|enum|interface|struct) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(\w+)(?:<\w+>)?\(\s*this ")]
    private static partial Regex ExtensionMethod();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}

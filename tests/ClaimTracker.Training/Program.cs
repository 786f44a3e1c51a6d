using ClaimTracker.Training;

// Makes every weight file of the library again. The shared folder lies beside the repository; the files go where the library is compiled from.
var languages = Option("--language") is { } language ? [language] : new[] { "fr", "en" };
return args.Length % 2 == 0 ? Training.Run(languages, Option("--only")) : Usage();

string? Option(string name) =>
    Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

static int Usage()
{
    Console.Error.WriteLine(
        "[--language fr|en] [--only syntax|attribution]   trains all models of one language, or of both, from ../shared"
    );
    return 2;
}

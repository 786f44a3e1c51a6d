using ClaimTracker.Training;

// Makes every weight file of the library again. The shared folder lies beside the repository; the files go where the library is compiled from.
string[] languages = Option("--language") is { } language ? [language] : ["fr", "en"];
return args switch
{
    ["measure", ..] => Training.Measure(languages),
    _ when args.Length % 2 == 0 => Training.Run(languages, Option("--only")),
    _ => Usage(),
};

string? Option(string name) =>
    Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

static int Usage()
{
    Console.Error.WriteLine(
        "[--language fr|en] [--only syntax|speakers|relays|senses|attribution]   makes the weights of one language, or of both, from ../shared"
    );
    Console.Error.WriteLine(
        "measure [--language fr|en]   tags and trees on test parts; speakers and relays cross-validated"
    );
    return 2;
}

using ClaimTracker.Training;

// Makes every weight file of the library again. The shared folder lies beside the repository; the files go where the library is compiled from.
return args is [] or ["--language", _] ? Training.Run(args is [_, var language] ? [language] : ["fr", "en"]) : Usage();

static int Usage()
{
    Console.Error.WriteLine("[--language fr|en]   trains all models of one language, or of both, from ../shared");
    return 2;
}

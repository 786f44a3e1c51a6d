using ClaimTracker.Evaluation;
using ClaimTracker.Evaluation.Reliability;

return args switch
{
    ["extraction", var file, .. var options] => ExtractionReport.Print(file, options),
    ["cases", var file, .. var options] => CasesReport.Print(file, options),
    ["crossvalidation", .. var arguments] => CrossValidation.Print(
        [.. arguments.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal))],
        [.. arguments.SkipWhile(a => !a.StartsWith("--", StringComparison.Ordinal))]
    ),
    ["reliability", .. var options] => ReliabilityStudy.Run(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "extraction FILE.jsonl [--errors N] [--category NAME] [--brief] [--univocal]   the table of measures; unless brief, categories, calibration, speed"
    );
    Console.Error.WriteLine(
        "cases FILE.json [--only ID or GROUP]                   sentences with what must be found in them: the failing ones, and the table by group"
    );
    Console.Error.WriteLine(
        "crossvalidation FILE.jsonl… [--folds N] [--measure FILE.jsonl] [--share 0.5] [--verbose] [--errors N]   trains on the other parts, or on all and measures another file"
    );
    Console.Error.WriteLine(
        "reliability [FOLDER | scale]                          data sets with known answers and the copying simulator; speed at a million claims"
    );
    return 2;
}

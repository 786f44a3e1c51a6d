using ClaimTracker.Evaluation;

return args switch
{
    ["extraction", var file, .. var options] => ExtractionReport.Print(file, options),
    ["fit", var file, .. var options] => Fit.Print(file, options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("extraction FILE.jsonl [--errors N] [--category NAME]   the table of measures, categories, calibration, speed");
    Console.Error.WriteLine("fit FILE.jsonl… [--least N]                            weights for the reliability file of a language, from annotated articles");
    return 2;
}

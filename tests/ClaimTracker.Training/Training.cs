using System.Diagnostics;
using System.Globalization;

namespace ClaimTracker.Training;

/// <summary>Makes the weight files of a language, one after the other: each may use those made before it.</summary>
internal static class Training
{
    public static int Run(string[] languages)
    {
        foreach (var language in languages)
        foreach (var (name, train) in Steps(language))
        {
            var clock = Stopwatch.StartNew();
            train();
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{language} {name}: {clock.Elapsed.TotalSeconds:0} s")
            );
        }
        foreach (var language in languages)
            SyntaxTrainer.Report(language);
        return 0;
    }

    private static IEnumerable<(string Name, Action Train)> Steps(string language)
    {
        yield return ("syntax", new SyntaxTrainer(language).Run);
    }
}

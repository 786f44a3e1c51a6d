using System.Globalization;

namespace ClaimTracker.Evaluation.Reliability;

/// <summary>
/// Measures the weighing. Arguments: the folder of the data sets (<c>../shared/reliability/datasets</c>) for the data sets and the copying
/// simulator; <c>scale</c> for the speed at a million claims; nothing for the simulator alone.
/// </summary>
public static class ReliabilityStudy
{
    /// <returns>0; 2 when the folder is not there.</returns>
    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case ["scale"]:
                WeighingAtScale.Run(claims: 1_000_000, sources: 100_000, relations: 3_000_000);
                return 0;
            case [var folder]:
                if (!Directory.Exists(folder))
                {
                    Console.Error.WriteLine($"{folder} is not there.");
                    return 2;
                }
                EmergentStudy.Run(folder);
                ItemStudy.Run(folder);
                break;
        }
        CopyingStudy.Run();
        return 0;
    }
}

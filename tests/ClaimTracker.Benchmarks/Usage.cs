namespace ClaimTracker.Benchmarks;

internal static class Usage
{
    public static int Show()
    {
        Console.Error.WriteLine(
            """
            load [--claims 100000] [--rounds 5] [--requests 0] [--warm 8] [--seed 1] [--only graph|page]
                Measures the real service against raw ADO.NET on the same data and prints the ratios.
                --claims    claims of the data set; three times as many relations
                --rounds    interleaved rounds; figures are medians over rounds
                --requests  requests of each kind in a round; 0: fewer for deeper graphs
                --warm      seconds of requests before each measurement, for each server
                --seed      of the choice of roots
                --only      one group of measurements
            """
        );
        return 2;
    }
}

namespace ClaimTracker.Web.Hosting;

/// <summary>One line that fills up, redrawn at each full per cent.</summary>
/// <param name="output">Where it is drawn.</param>
/// <param name="task">What is being done.</param>
internal sealed class ProgressBar(TextWriter output, string task) : IProgress<double>
{
    private const int Width = 40;

    private readonly Lock drawing = new();
    private int drawn = -1;

    /// <param name="value">The share that is done, from 0 to 1.</param>
    public void Report(double value)
    {
        lock (drawing)
        {
            var percent = (int)(100 * value);
            if (percent <= drawn)
                return;
            drawn = percent;
            var full = Width * percent / 100;
            output.Write($"\r{task} [{new string('#', full)}{new string('.', Width - full)}] {percent, 3} %");
            if (percent == 100)
                output.WriteLine();
        }
    }
}

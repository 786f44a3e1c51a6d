namespace ClaimTracker.Tests.Support;

/// <summary>The checkout the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A file or folder of the checkout.</summary>
    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>A file beside the checkout, of data that may not be part of it. Ends the test as skipped, saying why, when it is absent.</summary>
    public static string Shared(params string[] path)
    {
        var file = Path.Combine([Path.GetDirectoryName(Root)!, "shared", .. path]);
        if (!File.Exists(file) && !Directory.Exists(file))
            Assert.Ignore($"{Path.Combine(["../shared", .. path])} is not here.");
        return file;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ClaimTracker.sln"))
            ? folder
            : Find(
                Path.GetDirectoryName(folder)
                    ?? throw new InvalidOperationException("The tests run outside a checkout.")
            );
}

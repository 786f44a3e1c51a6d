using System.Text.Json;

namespace ClaimTracker.Tests.Assessment;

/// <summary>
/// Published test vectors whose licence keeps them out of this repository: read from <c>../shared/reliability</c> beside it, and the test that
/// needs them is shown as skipped where they are not there.
/// </summary>
internal static class VectorFile
{
    public static JsonElement Read(string id)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf("test-vectors.json")));
        return document
            .RootElement.GetProperty("vectors")
            .EnumerateArray()
            .First(v => v.GetProperty("id").GetString() == id)
            .Clone();
    }

    public static string PathOf(string file)
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ClaimTracker.sln")))
            root = root.Parent;
        var path = Path.Combine(root?.FullName ?? ".", "..", "shared", "reliability", file);
        if (!File.Exists(path))
            Assert.Ignore($"../shared/reliability/{file} is not there.");
        return path;
    }

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];
}

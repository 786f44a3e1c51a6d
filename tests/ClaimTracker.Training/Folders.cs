using System.IO.Compression;

namespace ClaimTracker.Training;

/// <summary>Where the data lie and where the weights go.</summary>
internal static class Folders
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    /// <summary>A file of the folder of data beside the checkout.</summary>
    public static string Shared(string path) =>
        Path.Combine([Path.GetDirectoryName(Root)!, "shared", .. path.Split('/')]);

    /// <summary>A file of the folder that a language has in the library.</summary>
    public static string Language(string language, string file) =>
        Path.Combine(
            Root,
            "src",
            "ClaimTracker.Extraction",
            language switch
            {
                "fr" => "French",
                "en" => "English",
                _ => throw new ArgumentException($"No models are made for {language}."),
            },
            file
        );

    /// <summary>Writes a file of weights, compressed as the library reads it.</summary>
    public static void Write(string language, string file, Action<BinaryWriter> write)
    {
        using var stream = File.Create(Language(language, file));
        using var brotli = new BrotliStream(stream, CompressionLevel.SmallestSize);
        using var writer = new BinaryWriter(brotli);
        write(writer);
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ClaimTracker.sln"))
            ? folder
            : Find(
                Path.GetDirectoryName(folder)
                    ?? throw new InvalidOperationException("The training runs inside a checkout.")
            );
}

using System.Text.Json;

namespace ClaimTracker.Web.Wording;

/// <summary>The same in both languages.</summary>
internal sealed record Both(string En, string Fr)
{
    public string In(Language language) => language == Language.Fr ? Fr : En;
}

/// <summary>Words lie beside this code, as data.</summary>
internal static class Resources
{
    public static T Read<T>(string name, JsonSerializerOptions? options = null)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, options ?? JsonSerializerOptions.Web)!;
    }
}

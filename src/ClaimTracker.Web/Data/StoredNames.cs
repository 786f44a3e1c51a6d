using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimTracker.Domain.Articles;

namespace ClaimTracker.Web.Data;

/// <summary>
/// Names of values as they stand in columns and in the audit trail. What stands there is hashed, compared and read for the past, and stays: a value that is called
/// otherwise today keeps the name it was first stored under.
/// </summary>
internal sealed class StoredNames : JsonNamingPolicy
{
    private readonly Dictionary<string, string> first;

    private StoredNames(Dictionary<string, string> first) => this.first = first;

    /// <summary>For enumerations with a value that was renamed. <see cref="StoredJson"/> asks these before it writes the names of today.</summary>
    public static IReadOnlyList<JsonConverter> Converters { get; } =
    [Of<ArticleStatus>(new() { [nameof(ArticleStatus.Retracted)] = "withdrawn" })];

    public override string ConvertName(string name) => first.GetValueOrDefault(name) ?? CamelCase.ConvertName(name);

    private static JsonStringEnumConverter<T> Of<T>(Dictionary<string, string> first)
        where T : struct, Enum => new(new StoredNames(first), allowIntegerValues: false);
}

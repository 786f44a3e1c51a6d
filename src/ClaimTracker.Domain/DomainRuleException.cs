using System.Collections.ObjectModel;

namespace ClaimTracker.Domain;

/// <summary>
/// A request that is well formed but that the domain does not accept, such as a span outside its text. Nothing has been changed when it is thrown.
/// </summary>
/// <param name="code">Stable camelCase name of the reason, such as <c>spanOutsideText</c>; programs branch on it, so it never changes.</param>
/// <param name="parameter">The offending value, by the name of the parameter or by the path the caller gave, such as <c>content[0].start</c>.</param>
/// <param name="message">One sentence for a person: what is wrong and, where it helps, what stands there instead.</param>
public sealed class DomainRuleException(string code, string parameter, string message) : Exception(message)
{
    /// <summary>Stable camelCase name of the reason.</summary>
    public string Code { get; } = code;

    /// <summary>The offending value, as the domain calls it. Where a request calls it otherwise, its use case says how.</summary>
    public string Parameter { get; } = parameter;

    /// <summary>What a program needs to put it right (positions, the text found, candidates); empty when the message says all.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = ReadOnlyDictionary<string, object?>.Empty;
}

namespace ClaimTracker.Domain;

/// <summary>The record stands in a state from which the asked step does not lead on, or a rule of uniqueness forbids it. The host answers 409.</summary>
public sealed class ConflictException(string code, string message) : Exception(message)
{
    /// <summary>Stable, camelCase.</summary>
    public string Code { get; } = code;

    /// <summary>Members of the problem beside code and message, such as <c>articleId</c>.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();
}

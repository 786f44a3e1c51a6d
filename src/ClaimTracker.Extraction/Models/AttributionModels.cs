namespace ClaimTracker.Extraction;

/// <summary>The learned models that find the attributions of one language.</summary>
internal sealed class AttributionModels
{
    public const string FileName = "attribution";

    public required QuantizedWeights Cue { get; init; }

    public required QuantizedWeights Emissions { get; init; }

    public required QuantizedWeights Transitions { get; init; }

    public required QuantizedWeights Content { get; init; }

    public required QuantizedWeights Source { get; init; }

    public required QuantizedWeights Acceptance { get; init; }

    /// <summary>Log odds from which a report is shown.</summary>
    public required int Threshold { get; init; }

    public static AttributionModels? Open(string folder)
    {
        using var reader = QuantizedWeights.Open(folder, FileName);
        return reader is null ? null : Read(reader);
    }

    public static AttributionModels Read(BinaryReader reader) =>
        new()
        {
            Threshold = reader.ReadInt32(),
            Cue = QuantizedWeights.Read(reader),
            Emissions = QuantizedWeights.Read(reader),
            Transitions = QuantizedWeights.Read(reader),
            Content = QuantizedWeights.Read(reader),
            Source = QuantizedWeights.Read(reader),
            Acceptance = QuantizedWeights.Read(reader),
        };
}

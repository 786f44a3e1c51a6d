using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph of a source: the claims whose chains name it, in whatever place, and what they are related to.</summary>
[Requires(Role.Reader)]
public sealed record GetSourceGraph : GraphRequest
{
    [JsonIgnore]
    public long Id { get; init; }

    internal override GraphRoots Roots => new() { Sources = [Id] };
}

internal sealed class GetSourceGraphValidator : GraphRequestValidator<GetSourceGraph>;

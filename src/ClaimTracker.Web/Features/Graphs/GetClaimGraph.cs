using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Pipeline.Messaging;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph around a claim.</summary>
[Requires(Role.Reader)]
public sealed record GetClaimGraph : GraphRequest
{
    [JsonIgnore]
    public long Id { get; init; }

    internal override GraphRoots Roots => new() { Claims = [Id] };
}

internal sealed class GetClaimGraphValidator : GraphRequestValidator<GetClaimGraph>;

using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Pipeline.Messaging;
using MediatR;

namespace ClaimTracker.Web.Features.Access;

/// <summary>Who asks: the holder of the key that was sent, and what it may do.</summary>
[Requires(Role.Reader)]
public sealed record GetMe : IQuery<MeView>;

/// <summary>The caller.</summary>
/// <param name="Name">The holder; <c>local</c> for a request from loopback without a key, in Development.</param>
/// <param name="Role">That of the key.</param>
public sealed record MeView(string Name, Role Role);

internal sealed class GetMeHandler(Caller caller) : IRequestHandler<GetMe, MeView>
{
    public Task<MeView> Handle(GetMe query, CancellationToken cancellationToken) =>
        Task.FromResult(new MeView(caller.Name, caller.Role));
}

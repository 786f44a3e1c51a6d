using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;

namespace ClaimTracker.Web.Features.Access;

/// <summary>What is known of one key: never the key itself.</summary>
[Requires(Role.Admin)]
public sealed record GetKey(long Id) : IQuery<ApiKeyView>;

internal sealed class GetKeyHandler(ClaimTrackerDb db, KeyUses uses) : IRequestHandler<GetKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(GetKey query, CancellationToken cancellationToken)
    {
        var key = await ApiKeyViews.ReadAsync(db, query.Id, cancellationToken);
        return key with { LastUsed = uses.LastUse(key.Id, key.LastUsed) };
    }
}

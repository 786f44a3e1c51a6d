using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Access;

/// <summary>Revokes a key: the next request with it is refused. Revoking it again changes nothing.</summary>
[Requires(Role.Admin)]
public sealed record RevokeKey(long Id) : ICommand<ApiKeyView>;

/// <summary>There is no more to it than the id in the path, of which the handler knows whether it exists.</summary>
internal sealed class RevokeKeyValidator : AbstractValidator<RevokeKey>;

internal sealed class RevokeKeyHandler(ClaimTrackerDb db) : IRequestHandler<RevokeKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(RevokeKey request, CancellationToken cancellationToken)
    {
        var key = await db.ApiKeys.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("key", request.Id);
        key.Revoke(db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await ApiKeyViews.ReadAsync(db, key.Id, cancellationToken);
    }
}

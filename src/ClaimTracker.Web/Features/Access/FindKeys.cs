using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using MediatR;

namespace ClaimTracker.Web.Features.Access;

/// <summary>A page of keys, newest first, expired and revoked ones included.</summary>
[Requires(Role.Admin)]
public sealed record FindKeys : IQuery<Page<ApiKeyView>>, IPaged
{
    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}

internal sealed class FindKeysHandler(ClaimTrackerDb db, KeyUses uses) : IRequestHandler<FindKeys, Page<ApiKeyView>>
{
    public async Task<Page<ApiKeyView>> Handle(FindKeys query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        IQueryable<ApiKey> keys = db.ApiKeys;
        if (cursor.Id is { } after)
            keys = keys.Where(key => key.Id < after);
        var page = await ApiKeyViews.ReadAsync(
            keys.OrderByDescending(key => key.Id).Take(cursor.Take),
            cancellationToken
        );
        return cursor
            .Cut(page, key => key.Id)
            .Select(key => key with { LastUsed = uses.LastUse(key.Id, key.LastUsed) });
    }
}

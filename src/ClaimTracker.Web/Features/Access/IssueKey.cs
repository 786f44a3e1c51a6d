using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Access;

/// <summary>Issues a key to a holder, who is recorded with the first one. The key itself stands in this answer and nowhere else, ever.</summary>
/// <param name="Holder">1 to 200 characters; compared without regard to case and spaces. <c>local</c>, <c>system</c> and <c>ClaimTracker</c> are the program's own (422 <c>reservedName</c>).</param>
/// <param name="Expires">An instant to come (422 <c>expiryPassed</c>); absent: the key does not expire.</param>
[Requires(Role.Admin)]
public sealed record IssueKey(string Holder, Role Role, DateTimeOffset? Expires = null) : ICreate<ApiKeyView>;

internal sealed class IssueKeyValidator : AbstractValidator<IssueKey>
{
    public IssueKeyValidator() => RuleFor(key => key.Holder).Name(Holder.MaxNameLength);
}

internal sealed class IssueKeyHandler(ClaimTrackerDb db) : IRequestHandler<IssueKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(IssueKey request, CancellationToken cancellationToken)
    {
        var expires = request.Expires?.UtcDateTime;
        if (expires <= db.Stamp.At)
            throw new DomainRuleException(
                "expiryPassed",
                "expires",
                $"A key that expires at {expires:yyyy-MM-ddTHH:mm:ssZ} could never be used."
            );

        var holder = new Holder(request.Holder, db.Stamp);
        holder = await db.Holders.FirstOrDefaultAsync(known => known.NameKey == holder.NameKey, cancellationToken)
            ?? db.Holders.Add(holder).Entity;
        var key = ApiKey.Issue(holder, request.Role, expires, db.Stamp, out var secret);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return await ApiKeyViews.ReadAsync(db, key.Id, cancellationToken) with { Key = secret };
    }
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>
/// Puts one claim in the place of several that are one statement, of one article and through the same sources. It has the content of all, the chain
/// and modality of the first in reading order, the dates on which they agree, and all tags; it is accepted when all were.
/// </summary>
/// <param name="Ids">2 to 50, each once.</param>
/// <param name="Statement">The content verbatim when absent.</param>
[Requires(Role.Analyst)]
public sealed record JoinClaims(IReadOnlyList<long> Ids, string Reason, string? Statement = null)
    : ICreate<Replacement>,
        IReasoned
{
    public const int MaxIds = 50;
}

internal sealed class JoinClaimsValidator : AbstractValidator<JoinClaims>
{
    public JoinClaimsValidator()
    {
        RuleFor(join => join.Ids)
            .Must(ids => ids.Count is >= 2 and <= JoinClaims.MaxIds)
            .WithMessage($"must be 2 to {JoinClaims.MaxIds} ids.")
            .Must(ids => ids.Distinct().Count() == ids.Count)
            .WithMessage("must hold each id once.");
        RuleFor(join => join.Statement).Statement();
        RuleFor(join => join.Reason).Reason();
    }
}

internal sealed class JoinClaimsHandler(ClaimTrackerDb db) : IRequestHandler<JoinClaims, Replacement>
{
    public async Task<Replacement> Handle(JoinClaims request, CancellationToken cancellationToken)
    {
        var found = await db
            .Claims.WithParts()
            .Where(claim => request.Ids.Contains(claim.Id))
            .ToDictionaryAsync(claim => claim.Id, cancellationToken);
        var claims = request
            .Ids.Select(
                (id, i) =>
                    found.GetValueOrDefault(id)
                    ?? throw new DomainRuleException("unknownClaim", $"ids[{i}]", $"There is no claim {id}.")
            )
            .ToList();
        var text = await CurrentText.OfAsync(db, claims[0].Article, cancellationToken);
        var joined = RequestFields.Named(
            parameter => parameter.Replace("claims", "ids", StringComparison.Ordinal),
            () => Claim.Join(claims, text.Index, request.Statement, request.Reason, db.Stamp)
        );
        db.Claims.Add(joined);

        await db.SaveChangesAsync(cancellationToken);
        return await Replacement.ReadAsync(db, [joined], request.Ids, ClaimViews.Address(joined.Id), cancellationToken);
    }
}

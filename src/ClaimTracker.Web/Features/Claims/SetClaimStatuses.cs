using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Http;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>Decides on many claims at once, with one result for each: what is refused for one does not stop the others.</summary>
/// <param name="Ids">1 to 500, each once.</param>
/// <param name="Versions">The versions that were read, one for each id; absent: whatever they are.</param>
/// <param name="Status">Any but <c>replaced</c>.</param>
[Requires(Role.Analyst)]
public sealed record SetClaimStatuses(
    IReadOnlyList<long> Ids,
    ClaimStatus Status,
    IReadOnlyList<int>? Versions = null,
    string? Reason = null
) : ICommand<ClaimStatusResults>, IReasoned
{
    public const int MaxIds = 500;
}

/// <summary>One result for each id, in their order.</summary>
public sealed record ClaimStatusResults(IReadOnlyList<ClaimStatusResult> Items);

/// <summary>What became of one claim.</summary>
/// <param name="Status">The HTTP status that the claim alone would have been answered with.</param>
/// <param name="Claim">As it stands now; null where it was refused.</param>
/// <param name="Problem">Why it was refused.</param>
public sealed record ClaimStatusResult(long Id, int Status, ClaimView? Claim, ProblemDetails? Problem);

internal sealed class SetClaimStatusesValidator : AbstractValidator<SetClaimStatuses>
{
    public SetClaimStatusesValidator()
    {
        RuleFor(claims => claims.Ids)
            .Must(ids => ids.Count is >= 1 and <= SetClaimStatuses.MaxIds)
            .WithMessage($"must be 1 to {SetClaimStatuses.MaxIds} ids.")
            .Must(ids => ids.Distinct().Count() == ids.Count)
            .WithMessage("must hold each id once.");
        RuleFor(claims => claims.Versions)
            .Must((claims, versions) => versions is null || versions.Count == claims.Ids.Count)
            .WithMessage("must be one version for each id.");
        RuleFor(claims => claims.Status).Decided();
        RuleFor(claims => claims.Reason).Reason();
    }
}

internal sealed class SetClaimStatusesHandler(ClaimTrackerDb db) : IRequestHandler<SetClaimStatuses, ClaimStatusResults>
{
    public async Task<ClaimStatusResults> Handle(SetClaimStatuses request, CancellationToken cancellationToken)
    {
        var claims = await db
            .Claims.Include(claim => claim.Attribution.OrderBy(link => link.Position))
                .ThenInclude(link => link.Source)
            .AsSplitQuery()
            .Where(claim => request.Ids.Contains(claim.Id))
            .ToDictionaryAsync(claim => claim.Id, cancellationToken);
        var joining =
            request.Status == ClaimStatus.Accepted
                ? await new RelationRules(db).JoiningAsync(request.Ids, cancellationToken)
                : [];
        var accepted = new List<long>();
        var problems = new Dictionary<long, ProblemDetails>();
        for (var i = 0; i < request.Ids.Count; i++)
        {
            var id = request.Ids[i];
            if (
                await RefusedAsync(
                    request,
                    i,
                    claims.GetValueOrDefault(id),
                    joining.Contains(id) ? accepted : null,
                    cancellationToken
                ) is
                { } problem
            )
                problems.Add(id, problem);
            else
                accepted.Add(id);
        }

        await db.SaveChangesAsync(cancellationToken);

        var decided = request.Ids.Where(id => !problems.ContainsKey(id)).ToList();
        var views = (
            await ClaimViews.ReadAsync(db, db.Claims.Where(claim => decided.Contains(claim.Id)), cancellationToken)
        ).ToDictionary(view => view.Id);
        return new ClaimStatusResults([
            .. request.Ids.Select(id =>
                problems.TryGetValue(id, out var problem)
                    ? new ClaimStatusResult(id, problem.Status!.Value, null, problem)
                    : new ClaimStatusResult(id, StatusCodes.Status200OK, views[id], null)
            ),
        ]);
    }

    // What is thrown for one claim is thrown before anything of it changes.
    private async Task<ProblemDetails?> RefusedAsync(
        SetClaimStatuses request,
        int place,
        Claim? claim,
        List<long>? asAccepted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (claim is null)
                throw new DomainRuleException(
                    "unknownClaim",
                    $"ids[{place}]",
                    $"There is no claim {request.Ids[place]}."
                );
            if (request.Versions is { } versions)
                IfMatch.Only(versions[place]).Check(claim.Version);
            if (asAccepted is not null && claim.Status is ClaimStatus.Proposed or ClaimStatus.Rejected)
                await new RelationRules(db).RefuseJoiningContradictionAsync(
                    claim.Id,
                    $"ids[{place}]",
                    asAccepted,
                    cancellationToken
                );
            claim.SetStatus(request.Status, request.Reason, db.Stamp);
            return null;
        }
        catch (Exception exception)
            when (exception is DomainRuleException or StaleVersionException or ConflictException)
        {
            return Problems.Of(exception);
        }
    }
}

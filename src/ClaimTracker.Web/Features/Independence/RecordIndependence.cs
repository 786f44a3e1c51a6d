using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Findings;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Independence;

/// <summary>
/// Records what somebody found about two sources. <c>established</c>, that they are independent, holds on every side that contains the claim's
/// proposition, and counts there where the two stand at the end of chains that share no source; where that is on no side and it parts nobody, it is refused
/// (422 <c>findingWithoutEffect</c>). <c>sameOrigin</c>: together they count once. One finding about two sources stands for a claim, and one for all claims
/// (409 <c>findingExists</c> with its <c>independenceId</c>): withdraw it before finding otherwise.
/// </summary>
/// <param name="A">Id of a source.</param>
/// <param name="B">Id of another.</param>
/// <param name="Rationale">Why, at most 4,000 characters.</param>
/// <param name="Claim">Id of a claim that is neither rejected nor replaced; needed for <c>established</c>. Without it <c>sameOrigin</c> holds everywhere.</param>
[Requires(Role.Analyst)]
public sealed record RecordIndependence(
    long A,
    long B,
    FindingValue Value,
    string Rationale,
    long? Claim = null,
    IReadOnlyList<Evidence>? Evidence = null
) : ICreate<IndependenceView>
{
    public const int MaxRationale = 4000;
}

internal sealed class RecordIndependenceValidator : AbstractValidator<RecordIndependence>
{
    public RecordIndependenceValidator()
    {
        RuleFor(finding => finding.Rationale).NotBlank().MaximumLength(RecordIndependence.MaxRationale);
        RuleFor(finding => finding.Evidence).Evidence();
    }
}

internal sealed class RecordIndependenceHandler(
    ClaimTrackerDb db,
    SourceLookup sources,
    LiveAssessmentIndex assessments
) : IRequestHandler<RecordIndependence, IndependenceView>, IPrepares<RecordIndependence>
{
    private FindingEffect effect;

    /// <summary>Tries what the finding would come to; what others change meanwhile may take that away at any time after, too.</summary>
    public async Task PrepareAsync(RecordIndependence request, CancellationToken cancellationToken)
    {
        if (request.Value == FindingValue.Established)
            effect = await assessments.ReadAsync(
                db,
                index => index.EffectOf(new Finding(0, request.A, request.B, request.Value, request.Claim)),
                cancellationToken
            );
    }

    public async Task<IndependenceView> Handle(RecordIndependence request, CancellationToken cancellationToken)
    {
        var a = await sources.GetAsync(request.A, "a", cancellationToken);
        var b = await sources.GetAsync(request.B, "b", cancellationToken);
        var finding = new IndependenceFinding(
            a,
            b,
            request.Value,
            await ClaimAsync(request.Claim, cancellationToken),
            request.Rationale,
            request.Evidence ?? [],
            db.Stamp
        );
        await RefuseSecondAsync(finding, cancellationToken);
        RefuseWithoutEffect(finding);
        db.IndependenceFindings.Add(finding);
        await db.SaveChangesAsync(cancellationToken);
        return await IndependenceViews.ReadAsync(db, finding.Id, cancellationToken);
    }

    private async Task RefuseSecondAsync(IndependenceFinding finding, CancellationToken cancellationToken)
    {
        var standing = await db
            .IndependenceFindings.Where(other => other.WithdrawnAt == null && other.ClaimId == finding.ClaimId)
            .Where(other =>
                (other.AId == finding.AId && other.BId == finding.BId)
                || (other.AId == finding.BId && other.BId == finding.AId)
            )
            .OrderBy(other => other.Id)
            .Select(other => (long?)other.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (standing is { } id)
            throw new ConflictException(
                "findingExists",
                $"Finding {id} about these two sources stands already; withdraw it to find otherwise."
            )
            {
                Details = new Dictionary<string, object?> { ["independenceId"] = id },
            };
    }

    private void RefuseWithoutEffect(IndependenceFinding finding)
    {
        if (finding.Value != FindingValue.Established || effect == FindingEffect.Some)
            return;
        var (a, b) = (finding.A.Name ?? $"source {finding.AId}", finding.B.Name ?? $"source {finding.BId}");
        throw new DomainRuleException(
            "findingWithoutEffect",
            "b",
            effect switch
            {
                FindingEffect.OneSource => $"The two are one: {a} and {b} are merged.",
                FindingEffect.NoChain =>
                    $"No two chains that count, on one side with claim {finding.ClaimId}, begin at {a} and at {b}: there is nothing yet to find independent.",
                FindingEffect.OneController =>
                    $"Somebody commands both {a} and {b}, or one of them the other, when reports name them: such chains share it whatever is found.",
                _ =>
                    $"Every chain that begins at {a} shares a source with every chain that begins at {b}: the finding would establish nothing.",
            }
        );
    }

    private async Task<Claim?> ClaimAsync(long? id, CancellationToken cancellationToken) =>
        id is null
            ? null
            : await db.Claims.FindAsync([id], cancellationToken)
                ?? throw new DomainRuleException("unknownClaim", "claim", $"There is no claim {id}.");
}

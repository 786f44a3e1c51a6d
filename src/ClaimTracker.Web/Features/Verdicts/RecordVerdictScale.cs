using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>Adds a scale on which claims can be rated. Verdicts keep their own rating: no scale changes what was published.</summary>
/// <param name="Worst">One end of the scale.</param>
/// <param name="Best">The other; below the worst where the scale counts downwards.</param>
/// <param name="Steps">2 to 20, in the order in which they are offered, each of another value between the ends.</param>
[Requires(Role.FactChecker)]
public sealed record RecordVerdictScale(
    string Name,
    double Worst,
    double Best,
    IReadOnlyList<ScaleStep> Steps,
    string? Reason = null
) : ICreate<VerdictScaleView>, IReasoned
{
    public const int MinSteps = 2;

    public const int MaxSteps = 20;
}

internal sealed class RecordVerdictScaleValidator : AbstractValidator<RecordVerdictScale>
{
    public RecordVerdictScaleValidator()
    {
        RuleFor(scale => scale.Name).Name(VerdictScale.MaxNameLength);
        RuleFor(scale => scale.Best)
            .Must((scale, best) => !best.Equals(scale.Worst))
            .WithMessage("must differ from worst.");
        RuleFor(scale => scale.Steps)
            .Must(steps => steps.Count is >= RecordVerdictScale.MinSteps and <= RecordVerdictScale.MaxSteps)
            .WithMessage($"must be {RecordVerdictScale.MinSteps} to {RecordVerdictScale.MaxSteps} steps.")
            .Must(steps => steps.Select(step => step.Value).Distinct().Count() == steps.Count)
            .WithMessage("must be steps of different values.");
        RuleForEach(scale => scale.Steps)
            .ChildRules(step =>
            {
                step.RuleFor(s => s.Names)
                    .Must(names => names.Fr is not null || names.En is not null)
                    .WithMessage("must hold fr or en.");
                step.RuleFor(s => s.Names.Fr).Name(VerdictRating.MaxNameLength);
                step.RuleFor(s => s.Names.En).Name(VerdictRating.MaxNameLength);
            });
        RuleForEach(scale => scale.Steps)
            .Must((scale, step) => VerdictRating.IsWithin(step.Value, scale.Worst, scale.Best))
            .WithMessage("must lie between worst and best.");
        RuleFor(scale => scale.Reason).Reason();
    }
}

internal sealed class RecordVerdictScaleHandler(ClaimTrackerDb db)
    : IRequestHandler<RecordVerdictScale, VerdictScaleView>
{
    public async Task<VerdictScaleView> Handle(RecordVerdictScale request, CancellationToken cancellationToken)
    {
        var scale = new VerdictScale(request.Name, request.Worst, request.Best, request.Steps, db.Stamp);
        db.VerdictScales.Add(scale);
        await db.SaveChangesAsync(cancellationToken);
        return (
            await VerdictViews.ReadAsync(db.VerdictScales.Where(s => s.Id == scale.Id), cancellationToken)
        ).Single();
    }
}

using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;

namespace ClaimTracker.Web.Features.Independence;

/// <summary>Takes a finding back. It stays, with who took it back and why, and counts nowhere any more.</summary>
[Requires(Role.Analyst)]
public sealed record WithdrawIndependence(string Reason) : ICommand<IndependenceView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class WithdrawIndependenceValidator : AbstractValidator<WithdrawIndependence>
{
    public WithdrawIndependenceValidator() => RuleFor(finding => finding.Reason).Reason();
}

internal sealed class WithdrawIndependenceHandler(ClaimTrackerDb db)
    : IRequestHandler<WithdrawIndependence, IndependenceView>
{
    public async Task<IndependenceView> Handle(WithdrawIndependence request, CancellationToken cancellationToken)
    {
        var finding = await db.IndependenceFindings.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("finding", request.Id);
        finding.Withdraw(request.Reason, db.Stamp);
        await db.SaveChangesAsync(cancellationToken);
        return await IndependenceViews.ReadAsync(db, finding.Id, cancellationToken);
    }
}

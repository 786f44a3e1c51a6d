using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Pipeline.Messaging;
using FluentValidation;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>Rules of shape that several requests about claims share.</summary>
internal static class ClaimRules
{
    public static IRuleBuilderOptions<T, string?> Statement<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotBlank().MaximumLength(Claim.MaxStatementLength);

    public static void Decided<T>(this IRuleBuilder<T, ClaimStatus> rule) =>
        rule.NotEqual(ClaimStatus.Replaced).WithMessage("must be one of: proposed, accepted, rejected.");
}

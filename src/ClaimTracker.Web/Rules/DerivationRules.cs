using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.Rules;

/// <summary>What was made from what never leads in a circle, whoever says so.</summary>
internal static class DerivationRules
{
    /// <param name="field">The request's field that asks for it.</param>
    /// <exception cref="DomainRuleException"><c>cycle</c>: something would be made from itself; it names the articles on the way.</exception>
    public static async Task RefuseAsync(
        ClaimTrackerDb db,
        Derivation derivation,
        string field,
        CancellationToken cancellationToken
    )
    {
        if (
            derivation.FromArticleId is not { } from
            || await DerivationPaths.FindAsync(db, from, derivation.ArticleId, throughClaims: true, cancellationToken)
                is not { } way
        )
            return;
        throw new DomainRuleException(
            "cycle",
            field,
            $"Articles would be made from each other in a circle: {string.Join(" → ", way.Prepend(derivation.ArticleId))}."
        )
        {
            Details = new Dictionary<string, object?> { ["articles"] = way },
        };
    }
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;

namespace ClaimTracker.Web.Data;

/// <summary>What was made from what never leads in a circle, whoever says so.</summary>
internal static class DerivationCycles
{
    /// <param name="field">The request's field that asks for it.</param>
    /// <exception cref="Refusal"><c>cycle</c>: something would be made from itself; it names the articles on the way.</exception>
    public static async Task RefuseAsync(
        ClaimTrackerDb db,
        Derivation derivation,
        string field,
        CancellationToken cancellationToken
    )
    {
        if (
            derivation.FromArticleId is not { } from
            || await DerivationWalk.FindAsync(db, from, derivation.ArticleId, throughClaims: true, cancellationToken)
                is not { } way
        )
            return;
        throw new Refusal(
            "cycle",
            field,
            $"Articles would be made from each other in a circle: {string.Join(" → ", way.Prepend(derivation.ArticleId))}."
        )
        {
            Details = new Dictionary<string, object?> { ["articles"] = way },
        };
    }
}

using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using ClaimTracker.Web.Wording;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Articles;

/// <summary>Whether a derivation counts.</summary>
public enum DerivationStatus
{
    Standing = 0,
    Withdrawn = 1,
}

/// <summary>What an article was made from: one of the two.</summary>
/// <param name="ArticleId">Another article.</param>
/// <param name="Source">A source that supplied it, such as an agency.</param>
public sealed record DerivationOrigin(long? ArticleId, SourceRef? Source);

/// <summary>A derivation as the article shows it.</summary>
/// <param name="Id">Of the derivation.</param>
/// <param name="Score">0 to 1 where a machine measured it; null where a person found it.</param>
/// <param name="Why">How it is known.</param>
public sealed record DerivedFrom(long Id, DerivationOrigin From, DerivationStatus Status, double? Score, string Why);

/// <summary>That an article was made from another, or from what a source supplied.</summary>
/// <param name="Credit">Where the article says so.</param>
/// <param name="Score">0 to 1 where a machine measured it; null where a person found it.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record DerivationView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long ArticleId,
    DerivationOrigin From,
    TextSpan? Credit,
    double? Score,
    string Reason,
    DerivationStatus Status,
    WithdrawalView? Withdrawal
) : IResource;

/// <summary>Reads derivations as they go over the wire.</summary>
internal static class DerivationViews
{
    /// <summary>The derivations of a query, oldest first.</summary>
    public static async Task<IReadOnlyList<DerivationView>> ReadAsync(
        IQueryable<Derivation> derivations,
        CancellationToken cancellationToken
    )
    {
        var rows = await derivations
            .AsNoTracking()
            .OrderBy(derivation => derivation.Id)
            .Select(derivation => new
            {
                Derivation = derivation,
                Source = derivation.FromSource == null
                    ? null
                    : new SourceRef(derivation.FromSourceId, derivation.FromSource.Name, derivation.FromSource.Kind),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new DerivationView(
                row.Derivation.Id,
                row.Derivation.Version,
                row.Derivation.RecordedAt,
                row.Derivation.RecordedBy,
                new Links($"{ArticleViews.Address(row.Derivation.ArticleId)}/derivations/{row.Derivation.Id}"),
                row.Derivation.ArticleId,
                new DerivationOrigin(row.Derivation.FromArticleId, row.Source),
                row.Derivation.Credit,
                row.Derivation.Score,
                Sentences.Say(row.Derivation.Cause, row.Derivation.Reason)!,
                row.Derivation.IsWithdrawn ? DerivationStatus.Withdrawn : DerivationStatus.Standing,
                WithdrawalView.Of(row.Derivation)
            )),
        ];
    }
}

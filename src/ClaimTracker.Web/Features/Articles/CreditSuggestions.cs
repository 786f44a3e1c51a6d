using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Rules;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Articles;

/// <summary>
/// Suggests what an article was made from where it credits a stored outlet: the outlet's article that shares most of its words, if one of the days
/// before shares half of them, otherwise what the outlet supplied. Nothing is searched for in an article without credits.
/// </summary>
internal sealed class CreditSuggestions(ClaimTrackerDb db) : IScoped
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(3);
    private const int MostCompared = 5;

    /// <summary>Compares an article that is not stored yet with those that it may have been made from. It reads only, and needs no lock.</summary>
    public async Task<TextShares> CompareAsync(
        string text,
        Source? outlet,
        PartialDate? published,
        CancellationToken cancellationToken
    )
    {
        var shares = new TextShares();
        foreach (var credit in await CreditsAsync(text, outlet, cancellationToken))
        foreach (var near in await NearAsync(credit.Outlet, published?.Earliest, published?.Latest, cancellationToken))
            if (!shares.ContainsKey(near))
                shares.Add(near, CopyDetector.Containment(text, await TextAsync(near, cancellationToken)));
        return shares;
    }

    /// <summary>Adds a suggestion for each outlet that the article credits, its own left out.</summary>
    /// <exception cref="PreparationOutdatedException">There is an article by now with which it was not compared.</exception>
    public async Task SuggestAsync(Article article, string text, TextShares shares, CancellationToken cancellationToken)
    {
        foreach (var credit in await CreditsAsync(text, article.Outlet, cancellationToken))
        {
            var near = await NearAsync(
                credit.Outlet,
                article.PublishedEarliest,
                article.PublishedLatest,
                cancellationToken
            );
            var (best, share) = near.Select(one =>
                    (
                        one.Article,
                        Alike: shares.TryGetValue(one, out var known) ? known : throw new PreparationOutdatedException()
                    )
                )
                .OrderByDescending(one => one.Alike)
                .FirstOrDefault();
            var other = share < CopyDetector.Suspected ? null : await db.Articles.FindAsync([best], cancellationToken);
            db.Suggestions.Add(
                other is null
                    ? new Suggestion(
                        article,
                        null,
                        await db.Sources.FindAsync([credit.Outlet], cancellationToken),
                        credit.Span,
                        null,
                        Message.Of(MessageCode.CreditLine, ("name", credit.Name)),
                        db.Stamp
                    )
                    : new Suggestion(
                        article,
                        other,
                        null,
                        credit.Span,
                        Math.Round(share, 2),
                        Message.Of(
                            MessageCode.CreditLineAndText,
                            ("name", credit.Name),
                            ("share", Math.Round(share, 2))
                        ),
                        db.Stamp
                    )
            );
        }
    }

    private async Task<IReadOnlyList<Credit>> CreditsAsync(
        string text,
        Source? own,
        CancellationToken cancellationToken
    )
    {
        var named = CreditLines
            .Find(text)
            .SelectMany(credit => credit.Names.Select(name => (Key: Folding.NameKey(name), Name: name, credit.Span)))
            .DistinctBy(credit => credit.Key)
            .ToList();
        if (named.Count == 0)
            return [];
        var bearers = await BearersAsync([.. named.Select(credit => credit.Key)], cancellationToken);

        // A name of several outlets says of none of them that it supplied the article.
        return
        [
            .. named
                .Select(credit => (credit, Outlets: bearers[credit.Key].Distinct().ToList()))
                .Where(one => one.Outlets.Count == 1 && one.Outlets[0] != (own?.CanonicalId ?? own?.Id))
                .Select(one => new Credit(one.credit.Name, one.credit.Span, one.Outlets[0]))
                .DistinctBy(credit => credit.Outlet),
        ];
    }

    private async Task<ILookup<string, long>> BearersAsync(List<string> keys, CancellationToken cancellationToken) =>
        (
            await db
                .Sources.Where(source => source.Kind == SourceKind.Outlet && keys.Contains(source.NameKey!))
                .Select(source => new { Key = source.NameKey!, Id = source.CanonicalId ?? source.Id })
                .Concat(
                    db.Aliases.Where(alias =>
                            alias.WithdrawnAt == null
                            && alias.Source.Kind == SourceKind.Outlet
                            && keys.Contains(alias.NameKey)
                        )
                        .Select(alias => new { Key = alias.NameKey, Id = alias.Source.CanonicalId ?? alias.SourceId })
                )
                .ToListAsync(cancellationToken)
        ).ToLookup(bearer => bearer.Key, bearer => bearer.Id);

    private async Task<IReadOnlyList<(long Article, int TextVersion)>> NearAsync(
        long outlet,
        DateTime? earliest,
        DateTime? latest,
        CancellationToken cancellationToken
    )
    {
        if (earliest is null || latest is null)
            return [];
        var outlets = await db.WithMergedAsync(outlet, cancellationToken);
        var from = earliest - Before;
        return await db
            .Articles.ThatCount()
            .Where(other =>
                outlets.Contains(other.OutletId!.Value)
                && other.PublishedEarliest >= from
                && other.PublishedEarliest < latest
            )
            .OrderByDescending(other => other.PublishedEarliest)
            .ThenByDescending(other => other.Id)
            .Take(MostCompared)
            .Select(other => ValueTuple.Create(other.Id, other.TextVersion))
            .ToListAsync(cancellationToken);
    }

    private Task<string> TextAsync((long Article, int TextVersion) of, CancellationToken cancellationToken) =>
        db
            .ArticleTexts.Where(text => text.ArticleId == of.Article && text.Number == of.TextVersion)
            .Select(text => text.Text)
            .SingleAsync(cancellationToken);

    /// <summary>That an article credits an outlet.</summary>
    /// <param name="Name">As the article writes it.</param>
    private sealed record Credit(string Name, TextSpan Span, long Outlet);
}

/// <summary>How much of the words of a text stand in versions of stored articles.</summary>
internal sealed class TextShares : Dictionary<(long Article, int TextVersion), double>;

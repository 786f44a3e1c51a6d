using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Review;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Suggestions;

/// <summary>
/// Accepts a suggestion, which makes what it suggests by the same rules as by hand (or takes what stands already): a derivation, a relation, or a merge.
/// Or dismisses it, and it is never suggested again; or opens it again. An accepted one is set aside only after what it made was taken back
/// (409 <c>suggestionAccepted</c>). A relation in place of another withdraws that.
/// </summary>
/// <param name="Reason">Why; for an accepted one it becomes the reason of what is made, in place of what the machine noticed.</param>
[Requires(Role.Analyst)]
public sealed record SetSuggestionStatus(SuggestionStatus Status, string? Reason = null)
    : ICommand<SuggestionView>,
        IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class SetSuggestionStatusValidator : AbstractValidator<SetSuggestionStatus>
{
    public SetSuggestionStatusValidator() => RuleFor(suggestion => suggestion.Reason).Reason();
}

internal sealed class SetSuggestionStatusHandler(ClaimTrackerDb db)
    : IRequestHandler<SetSuggestionStatus, SuggestionView>
{
    public async Task<SuggestionView> Handle(SetSuggestionStatus request, CancellationToken cancellationToken)
    {
        var suggestion = await db
            .Suggestions.Include(s => s.Article)
            .Include(s => s.FromArticle)
            .Include(s => s.FromSource)
            .Include(s => s.Derivation)
            .Include(s => s.FromClaim)
            .Include(s => s.ToClaim)
            .Include(s => s.InPlaceOf)
            .Include(s => s.Relation)
            .Include(s => s.Source)
            .Include(s => s.Into)
            .AsSplitQuery()
            .FirstOrDefaultAsync(s => s.Id == request.Id, cancellationToken)
            ?? throw new NotFoundException("suggestion", request.Id);
        request.IfMatch.Check(suggestion.Version);
        if (suggestion.Status == request.Status)
            return await SuggestionViews.ReadAsync(db, suggestion.Id, cancellationToken);

        Source? merged = null;
        if (request.Status != SuggestionStatus.Accepted)
            suggestion.SetAside(request.Status, request.Reason, db.Stamp);
        else if (suggestion.Kind == SuggestionKind.Relation)
            suggestion.Accept(
                await RelateAsync(suggestion, request.Reason, cancellationToken),
                request.Reason,
                db.Stamp
            );
        else if (suggestion.Kind == SuggestionKind.Merge)
        {
            merged = await MergeAsync(suggestion, cancellationToken);
            suggestion.AcceptMerge(request.Reason, db.Stamp);
        }
        else
            suggestion.Accept(
                await DeriveAsync(suggestion, request.Reason, cancellationToken),
                request.Reason,
                db.Stamp
            );

        await db.SaveChangesAsync(cancellationToken);
        if (merged is not null)
            await db.MoveMergedAsync(merged, cancellationToken);
        return await SuggestionViews.ReadAsync(db, suggestion.Id, cancellationToken);
    }

    /// <summary>Whatever is wrong with what the machine suggested, the request only accepts it.</summary>
    private static string Accepted(string parameter) => "status";

    private async Task<Derivation> DeriveAsync(
        Suggestion suggestion,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var derivation = RequestFields.Named(Accepted, () =>
            suggestion.FromArticle is { } from
                ? Derivation.FromAnother(
                    suggestion.Article!,
                    from,
                    suggestion.Credit,
                    reason ?? suggestion.Why,
                    db.Stamp,
                    suggestion.Score,
                    suggestion.Cause
                )
                : Derivation.FromSupplier(
                    suggestion.Article!,
                    suggestion.FromSource!,
                    suggestion.Credit,
                    reason ?? suggestion.Why,
                    db.Stamp,
                    suggestion.Cause
                )
        );
        if (
            await db.Derivations.FirstOrDefaultAsync(
                other => other.ActiveKey == derivation.ActiveKey,
                cancellationToken
            ) is
            { } standing
        )
            return standing;
        await DerivationRules.RefuseAsync(db, derivation, "status", cancellationToken);
        db.Derivations.Add(derivation);
        return derivation;
    }

    private async Task<Relation> RelateAsync(
        Suggestion suggestion,
        string? rationale,
        CancellationToken cancellationToken
    )
    {
        var slot = Relation.SlotOf(
            suggestion.FromClaimId!.Value,
            suggestion.ToClaimId!.Value,
            suggestion.RelationType!.Value
        );
        if (
            await db.Relations.FirstOrDefaultAsync(
                other => other.ActiveKey == slot && other.Type == suggestion.RelationType,
                cancellationToken
            ) is
            { } standing
        )
            return standing;
        if (suggestion.InPlaceOf is { IsWithdrawn: false } questioned)
        {
            // Saved before its place is taken: what stands is asked of the database.
            if ((rationale ?? suggestion.Why) is { } why)
                questioned.Withdraw(why, db.Stamp);
            else
                questioned.Withdraw(suggestion.Cause!, db.Stamp);
            await db.SaveChangesAsync(cancellationToken);
        }

        var relation = RequestFields.Named(Accepted, () =>
            new Relation(
                suggestion.FromClaim!,
                suggestion.ToClaim!,
                suggestion.RelationType.Value,
                about: null,
                confidence: null,
                rationale ?? suggestion.Why,
                [],
                db.Stamp,
                suggestion.Cause
            )
        );
        await new RelationRules(db).RefuseAsync(relation, "status", cancellationToken);
        db.Relations.Add(relation);
        return relation;
    }

    // The two may have been merged with others since: what they stand for is merged.
    private async Task<Source?> MergeAsync(Suggestion suggestion, CancellationToken cancellationToken)
    {
        var source = await StandingAsync(suggestion.Source!, cancellationToken);
        var into = await StandingAsync(suggestion.Into!, cancellationToken);
        if (source.Id == into.Id)
            return null;
        await db.MergeAsync(source, into, cancellationToken);
        return source;
    }

    private async Task<Source> StandingAsync(Source source, CancellationToken cancellationToken) =>
        source.CanonicalId is { } id ? (await db.Sources.FindAsync([id], cancellationToken))! : source;
}

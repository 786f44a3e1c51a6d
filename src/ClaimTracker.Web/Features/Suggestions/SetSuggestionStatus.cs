using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Suggestions;

/// <summary>
/// Accepts a suggestion, which makes the derivation it suggests (or takes the one that stands already), dismisses it, or opens it again. An accepted one
/// is set aside only after that derivation was withdrawn (409 <c>suggestionAccepted</c>).
/// </summary>
/// <param name="Reason">Why; for an accepted one it becomes the reason of the derivation, in place of what the machine noticed.</param>
[Requires(Role.Analyst)]
public sealed record SetSuggestionStatus(SuggestionStatus Status, string? Reason = null) : ICommand<SuggestionView>, IReasoned
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

internal sealed class SetSuggestionStatusHandler(ClaimTrackerDb db) : IRequestHandler<SetSuggestionStatus, SuggestionView>
{
    public async Task<SuggestionView> Handle(SetSuggestionStatus request, CancellationToken cancellationToken)
    {
        var suggestion = await db.Suggestions
            .Include(s => s.Article).Include(s => s.FromArticle).Include(s => s.FromSource).Include(s => s.Derivation)
            .FirstOrDefaultAsync(s => s.Id == request.Id, cancellationToken) ?? throw new NotFound("suggestion", request.Id);
        request.IfMatch.Check(suggestion.Version);
        if (suggestion.Status != request.Status)
        {
            if (request.Status == SuggestionStatus.Accepted)
                suggestion.Accept(await DeriveAsync(suggestion, request.Reason ?? suggestion.Why, cancellationToken), request.Reason, db.Stamp);
            else
                suggestion.SetAside(request.Status, request.Reason, db.Stamp);
        }

        await db.SaveChangesAsync(cancellationToken);
        return await SuggestionViews.ReadAsync(db, suggestion.Id, cancellationToken);
    }

    private async Task<Derivation> DeriveAsync(Suggestion suggestion, string reason, CancellationToken cancellationToken)
    {
        var derivation = suggestion.FromArticle is { } from
            ? Derivation.FromAnother(suggestion.Article, from, suggestion.Credit, reason, db.Stamp, suggestion.Score)
            : Derivation.FromSupplier(suggestion.Article, suggestion.FromSource!, suggestion.Credit, reason, db.Stamp);
        if (await db.Derivations.FirstOrDefaultAsync(other => other.Occupies == derivation.Occupies, cancellationToken) is { } standing)
            return standing;
        await DerivationCycles.RefuseAsync(db, derivation, "status", cancellationToken);
        db.Derivations.Add(derivation);
        return derivation;
    }
}

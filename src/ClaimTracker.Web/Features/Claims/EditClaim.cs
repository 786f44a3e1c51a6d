using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>
/// Corrects a claim. A new content derives the mode again, and the statement too unless somebody worded it. It settles an ambiguous or orphaned anchor:
/// mentions and cues that certainly stand in the current text come along, others stay in the version they belong to until the attribution is set.
/// </summary>
/// <param name="Content">1 to 100 spans of the article's current text, in reading order, none overlapping another.</param>
/// <param name="EventDate">EDTF; null when unknown.</param>
/// <param name="StatementDate">EDTF; null when unknown.</param>
[Requires(Role.Analyst)]
public sealed record EditClaim(
    Optional<string> Statement = default,
    Optional<Modality> Modality = default,
    Optional<string?> EventDate = default,
    Optional<string?> StatementDate = default,
    Optional<IReadOnlyList<string>> Tags = default,
    Optional<IReadOnlyList<SpanInput>> Content = default,
    string? Reason = null
) : ICommand<ClaimView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class EditClaimValidator : AbstractValidator<EditClaim>
{
    public EditClaimValidator()
    {
        this.ChangesSomething(
            claim => claim.Statement,
            claim => claim.Modality,
            claim => claim.EventDate,
            claim => claim.StatementDate,
            claim => claim.Tags,
            claim => claim.Content
        );
        RuleFor(claim => claim.Statement.Value).Statement().OverridePropertyName("Statement");
        RuleFor(claim => claim.EventDate.Value).PartialDate().OverridePropertyName("EventDate");
        RuleFor(claim => claim.StatementDate.Value).PartialDate().OverridePropertyName("StatementDate");
        RuleFor(claim => claim.Content.Value).Content().OverridePropertyName("Content");
        RuleFor(claim => claim.Reason).Reason();
        this.Tags(claim => claim.Tags.Value);
    }
}

internal sealed class EditClaimHandler(ClaimTrackerDb db) : IRequestHandler<EditClaim, ClaimView>
{
    public async Task<ClaimView> Handle(EditClaim request, CancellationToken cancellationToken)
    {
        var claim = await db
            .Claims.Include(c => c.Article)
            .Include(c => c.Attribution.OrderBy(link => link.Position))
            .Include(c => c.Tags)
            .AsSplitQuery()
            .FirstOrDefaultAsync(c => c.Id == request.Id, cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        request.IfMatch.Check(claim.Version);
        if (request.Content.IsSet)
            await PlaceAsync(claim, request.Content.Value, cancellationToken);
        if (request.Statement.IsSet && request.Statement.Value != claim.Statement)
            claim.SetStatement(request.Statement.Value);
        request.Modality.IfSet(modality => claim.Modality = modality);
        request.EventDate.IfSet(date => claim.SetEventDate(date.ToDate()));
        request.StatementDate.IfSet(date => claim.SetStatementDate(date.ToDate()));
        request.Tags.IfSet(claim.SetTags);

        await db.SaveChangesAsync(cancellationToken);
        return await ClaimViews.ReadAsync(db, claim.Id, cancellationToken);
    }

    private async Task PlaceAsync(Claim claim, IReadOnlyList<SpanInput> content, CancellationToken cancellationToken)
    {
        var (text, before) = (await CurrentText.OfAsync(db, claim.Article, cancellationToken), claim.TextVersion);
        claim.SetContent(text.Content(content.Select(span => span.ToRequest()), "content"));
        if (before != claim.TextVersion)
            claim.ReanchorLinks(before, await text.FromAsync(before, cancellationToken));
    }
}

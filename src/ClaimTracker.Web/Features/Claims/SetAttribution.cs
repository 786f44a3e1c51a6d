using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>
/// Replaces a claim's chain. Links can be sent back as they were read; what stays the same does not count as changed. Where only a mention or a cue was
/// lost in a new version of the text, this settles the anchor.
/// </summary>
/// <param name="Links">Outermost first, at most 32; the article's outlet may be left out. Empty: the outlet's own voice.</param>
[Requires(Role.Analyst)]
public sealed record SetAttribution(IReadOnlyList<LinkInput> Links, string Reason) : ICommand<ClaimView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public IfMatch IfMatch { get; init; } = IfMatch.Any;
}

internal sealed class SetAttributionValidator : AbstractValidator<SetAttribution>
{
    public SetAttributionValidator()
    {
        RuleFor(attribution => attribution.Links).Links();
        RuleFor(attribution => attribution.Reason).Reason();
    }
}

internal sealed class SetAttributionHandler(ClaimTrackerDb db, ChainResolver chainResolver)
    : IRequestHandler<SetAttribution, ClaimView>
{
    public async Task<ClaimView> Handle(SetAttribution request, CancellationToken cancellationToken)
    {
        var claim = await db
            .Claims.Include(c => c.Article.Outlet)
            .Include(c => c.Attribution.OrderBy(link => link.Position))
                .ThenInclude(link => link.Source)
            .FirstOrDefaultAsync(c => c.Id == request.Id, cancellationToken)
            ?? throw new NotFoundException("claim", request.Id);
        request.IfMatch.Check(claim.Version);

        var text = await CurrentText.OfAsync(db, claim.Article, cancellationToken);
        claim.SetAttribution(await chainResolver.DraftAsync(text, request.Links, "links", cancellationToken), "links");
        ChainResolver.EnsurePlaces(request.Links, claim.Attribution, "links");
        if (claim.TextVersion != claim.Article.TextVersion)
            claim.ReanchorContent(await text.FromAsync(claim.TextVersion, cancellationToken));

        await db.SaveChangesAsync(cancellationToken);
        return await ClaimViews.ReadAsync(db, claim.Id, cancellationToken);
    }
}

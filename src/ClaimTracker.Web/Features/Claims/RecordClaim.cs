using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>Records a claim that somebody found in an article. It is accepted at once; its mode is derived from content and chain.</summary>
/// <param name="Content">Where it stands: 1 to 100 spans in reading order, none overlapping another, 20,000 characters in all.</param>
/// <param name="Statement">The standalone wording, at most 20,000 characters; the content verbatim when absent.</param>
/// <param name="Attribution">Outermost first, at most 32 links; the article's outlet may be left out. Absent: the outlet's own voice.</param>
/// <param name="EventDate">When what is claimed happened, EDTF.</param>
/// <param name="StatementDate">When it was said, EDTF.</param>
[Requires(Role.Analyst)]
public sealed record RecordClaim(
    IReadOnlyList<SpanInput> Content,
    string? Statement = null,
    IReadOnlyList<LinkInput>? Attribution = null,
    Modality Modality = Modality.Asserted,
    string? EventDate = null,
    string? StatementDate = null,
    IReadOnlyList<string>? Tags = null
) : ICreate<ClaimView>
{
    [JsonIgnore]
    public long ArticleId { get; init; }
}

internal sealed class RecordClaimValidator : AbstractValidator<RecordClaim>
{
    public RecordClaimValidator()
    {
        RuleFor(claim => claim.Content).Content();
        RuleFor(claim => claim.Statement).Statement();
        RuleFor(claim => claim.Attribution).Links();
        RuleFor(claim => claim.EventDate).PartialDate();
        RuleFor(claim => claim.StatementDate).PartialDate();
        this.Tags(claim => claim.Tags);
    }
}

internal sealed class RecordClaimHandler(ClaimTrackerDb db, ChainResolver chainResolver)
    : IRequestHandler<RecordClaim, ClaimView>
{
    public async Task<ClaimView> Handle(RecordClaim request, CancellationToken cancellationToken)
    {
        var article = await db
            .Articles.Include(a => a.Outlet)
            .FirstOrDefaultAsync(a => a.Id == request.ArticleId, cancellationToken)
            ?? throw new NotFoundException("article", request.ArticleId);
        var text = await CurrentText.OfAsync(db, article, cancellationToken);
        var content = text.Content(request.Content.Select(span => span.ToRequest()), "content");
        var links = request.Attribution ?? [];
        var drafts = await chainResolver.DraftAsync(text, links, "attribution", cancellationToken);

        var claim = Claim.Record(
            article,
            content,
            request.Statement,
            drafts,
            request.Modality,
            ClaimStatus.Accepted,
            db.Stamp
        );
        ChainResolver.EnsurePlaces(links, claim.Attribution, "attribution");
        claim.SetEventDate(request.EventDate.ToDate());
        claim.SetStatementDate(request.StatementDate.ToDate());
        claim.SetTags(request.Tags ?? []);
        db.Claims.Add(claim);

        await db.SaveChangesAsync(cancellationToken);
        return await ClaimViews.ReadAsync(db, claim.Id, cancellationToken);
    }
}

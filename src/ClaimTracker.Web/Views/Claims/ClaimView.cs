using ClaimTracker.Domain;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using ClaimTracker.Web.Wording;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Claims;

/// <summary>An exact place in one version of a text.</summary>
/// <param name="Start">Code points, from 0, inclusive.</param>
/// <param name="End">Code points, exclusive.</param>
/// <param name="Quote">What stands there, verbatim.</param>
/// <param name="Prefix">Up to 32 code points before.</param>
/// <param name="Suffix">Up to 32 code points after.</param>
/// <param name="TextVersion">The version of the text it belongs to, from 1.</param>
public sealed record SpanView(int Start, int End, string Quote, string Prefix, string Suffix, int TextVersion)
{
    public static SpanView Of(TextSpan span, int textVersion) =>
        new(span.Start, span.End, span.Quote, span.Prefix, span.Suffix, textVersion);
}

/// <summary>The source of a link.</summary>
/// <param name="Id">Null for a source that is not stored, and for an unknown outlet.</param>
/// <param name="Ref">Before storing: the same ref is the same source in this answer.</param>
/// <param name="Name">The resolved name: "Sean Ryan" where the text says "il".</param>
/// <param name="Office">The office this text gives the source.</param>
public sealed record LinkSourceView(long? Id, string? Ref, string? Name, SourceKind Kind, string? Office);

/// <summary>One hop of an attribution chain.</summary>
/// <param name="Position">From 0, outermost first.</param>
/// <param name="Mention">Where the text names the source.</param>
/// <param name="Cue">What says that it said so.</param>
/// <param name="Stated">False: this text does not say this link of this statement.</param>
/// <param name="Supports">False: the source is cited for what it does not say.</param>
public sealed record LinkView(
    int Position,
    LinkRole Role,
    LinkSourceView Source,
    SpanView? Mention,
    SpanView? Cue,
    Stance Stance,
    Basis Basis,
    bool Stated,
    bool Supports,
    string? Note,
    IReadOnlyList<Evidence> Evidence
);

/// <summary>The article of a claim.</summary>
public sealed record ClaimArticleView(long Id, string? Title, SourceRef? Outlet, string? Published);

/// <summary>Whether the spans stand in the text, and in which version of it.</summary>
/// <param name="State">
/// <c>anchored</c>; <c>ambiguous</c>: a quote may stand in several places of the current text, or in another than it did; <c>orphaned</c>: the content,
/// a mention or a cue stands nowhere in it any more. The last two keep their spans, in the version they belong to, until somebody settles them.
/// </param>
public sealed record AnchorView(AnchorState State, int TextVersion, string ContentHash);

/// <summary>How many standing relations of each kind the claim has.</summary>
public sealed record RelationCounts(int Corroborates, int Contradicts, int Restates);

/// <summary>A flag of a claim.</summary>
public sealed record ClaimFlag(long Id, FlagReason Reason, FlagStatus Status)
{
    internal static ClaimFlag Of(Mark mark) => new(mark.Id, (FlagReason)mark.First, (FlagStatus)mark.Second);
}

/// <summary>A claim.</summary>
/// <param name="Statement">The standalone wording.</param>
/// <param name="Content">Verbatim, ascending and disjoint.</param>
/// <param name="Attribution">Outermost first; link 0 is the article's outlet.</param>
/// <param name="Confidence">0 to 1, of the extraction; null for a claim made by hand.</param>
/// <param name="CheckWorthiness">0 to 1, for narration.</param>
/// <param name="Reason">Why the extraction proposed it.</param>
/// <param name="Extractor">What proposed it; null for claims made by hand.</param>
/// <param name="ReplacedBy">The claims it was split or joined into.</param>
/// <param name="EventDate">EDTF.</param>
/// <param name="StatementDate">EDTF.</param>
/// <param name="Flags">Without those that were dismissed, and those of the program whose cause has gone.</param>
/// <param name="Credibility">1 to 6, as an analyst decided; null until then. What is proposed stands in the claim's assessment.</param>
/// <param name="Verdict">Draft or published; null where there is none, or it was withdrawn.</param>
/// <param name="VerdictsOnSame">Published verdicts on other claims of the same proposition: what is already known.</param>
/// <param name="Review">What became of the review of its chain.</param>
public sealed record ClaimView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    ClaimArticleView Article,
    string Statement,
    ClaimMode Mode,
    Modality Modality,
    IReadOnlyList<SpanView> Content,
    IReadOnlyList<LinkView> Attribution,
    double? Confidence,
    double? CheckWorthiness,
    string? Reason,
    ExtractorView? Extractor,
    ClaimStatus Status,
    string? DecidedBy,
    DateTime? DecidedAt,
    string? StatusReason,
    IReadOnlyList<long> ReplacedBy,
    string? EventDate,
    string? StatementDate,
    IReadOnlyList<string> Tags,
    AnchorView Anchor,
    RelationCounts Relations,
    IReadOnlyList<ClaimFlag> Flags,
    int? Credibility,
    ShownVerdict? Verdict,
    IReadOnlyList<VerdictOnSame> VerdictsOnSame,
    LatestReviewView Review
) : IResource;

/// <summary>Reads claims as they go over the wire: one projection for lists and single reads.</summary>
internal static class ClaimViews
{
    public static string Address(long id) => $"/api/v1/claims/{id}";

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<ClaimView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        (await ReadAsync(db, [id], cancellationToken)).FirstOrDefault() ?? throw new NotFoundException("claim", id);

    /// <summary>The claims of a query, in its order.</summary>
    public static async Task<IReadOnlyList<ClaimView>> ReadAsync(
        ClaimTrackerDb db,
        IQueryable<Claim> claims,
        CancellationToken cancellationToken
    ) => await ReadAsync(db, await claims.Select(claim => claim.Id).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The claims of these ids that there are, in the order of the ids.</summary>
    public static async Task<IReadOnlyList<ClaimView>> ReadAsync(
        ClaimTrackerDb db,
        List<long> ids,
        CancellationToken cancellationToken
    )
    {
        if (ids.Count == 0)
            return [];
        var queries = ClaimQueries.Of(db);

        // Once for all of them: otherwise each would take a connection of its own.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var rows = await queries
                .Claims(db, ids)
                .ToDictionaryAsync(row => row.Claim.Id, cancellationToken: cancellationToken);
            var links = (await queries.Links(db, ids).ToListAsync(cancellationToken)).ToLookup(row => row.Link.ClaimId);
            var tags = (await queries.Tags(db, ids).ToListAsync(cancellationToken)).ToLookup(
                tag => tag.ClaimId,
                tag => tag.Tag
            );
            var replaced = (
                rows.Values.Any(row => row.Claim.Status == ClaimStatus.Replaced)
                    ? await queries.Replacements(db, ids).ToListAsync(cancellationToken)
                    : []
            ).ToLookup(by => by.ClaimId, by => by.ById);
            var relations = await CountRelationsAsync(queries.Relations(db, ids), cancellationToken);
            var marks = await queries.Marks(db, ids).ToListAsync(cancellationToken);
            var flags = marks
                .Where(mark => mark.Kind == MarkKind.Flag)
                .OrderBy(mark => mark.Id)
                .ToLookup(mark => mark.ClaimId, ClaimFlag.Of);
            var reviews = marks
                .Where(mark => mark.Kind is MarkKind.Review or MarkKind.Request)
                .ToLookup(mark => mark.ClaimId);
            var verdicts = marks.All(mark => mark.Kind != MarkKind.AnyVerdict)
                ? KnownVerdicts.None
                : await KnownVerdicts.ReadAsync(
                    db,
                    ids,
                    ids.Where(id =>
                        relations.ContainsKey((id, RelationType.Restates))
                        && rows[id].Claim.Status == ClaimStatus.Accepted
                    ),
                    cancellationToken
                );

            return
            [
                .. ids.Where(rows.ContainsKey)
                    .Select(id => rows[id])
                    .Select(row =>
                        ViewOf(
                            row.Claim,
                            new ClaimArticleView(
                                row.Claim.ArticleId,
                                row.Title,
                                row.OutletKind is { } kind ? new SourceRef(row.OutletId, row.OutletName, kind) : null,
                                row.Published
                            ),
                            [
                                .. links[row.Claim.Id]
                                    .Select(link => ViewOf(link.Link, link.Name, link.Kind ?? SourceKind.Outlet)),
                            ],
                            [.. tags[row.Claim.Id]],
                            [.. replaced[row.Claim.Id]],
                            row.ContentHash,
                            relations,
                            [.. flags[row.Claim.Id]],
                            verdicts,
                            LatestReviewView.Of(reviews[row.Claim.Id], row.Claim.ChainVersion)
                        )
                    ),
            ];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<Dictionary<(long Claim, RelationType Type), int>> CountRelationsAsync(
        IAsyncEnumerable<RelationEnd> ends,
        CancellationToken cancellationToken
    )
    {
        var counts = new Dictionary<(long, RelationType), int>();
        await foreach (var end in ends.WithCancellation(cancellationToken))
            counts[(end.ClaimId, end.Type)] = counts.GetValueOrDefault((end.ClaimId, end.Type)) + 1;
        return counts;
    }

    private static ClaimView ViewOf(
        Claim claim,
        ClaimArticleView article,
        IReadOnlyList<LinkView> attribution,
        IReadOnlyList<string> tags,
        IReadOnlyList<long> replacedBy,
        string contentHash,
        Dictionary<(long Claim, RelationType Type), int> relations,
        IReadOnlyList<ClaimFlag> flags,
        KnownVerdicts verdicts,
        LatestReviewView review
    ) =>
        new(
            claim.Id,
            claim.Version,
            claim.RecordedAt,
            claim.RecordedBy,
            new Links(Address(claim.Id)),
            article,
            claim.Statement,
            claim.Mode,
            claim.Modality,
            [.. claim.Content.Select(span => SpanView.Of(span, claim.TextVersion))],
            attribution,
            claim.Confidence,
            claim.CheckWorthiness,
            ExtractionWording.Of(claim.Reason),
            ExtractorView.Of(claim.Extractor),
            claim.Status,
            claim.DecidedBy,
            claim.DecidedAt,
            claim.StatusReason,
            replacedBy,
            claim.EventDate,
            claim.StatementDate,
            tags,
            new AnchorView(claim.Anchor, claim.TextVersion, contentHash),
            new RelationCounts(
                relations.GetValueOrDefault((claim.Id, RelationType.Corroborates)),
                relations.GetValueOrDefault((claim.Id, RelationType.Contradicts)),
                relations.GetValueOrDefault((claim.Id, RelationType.Restates))
            ),
            flags,
            claim.Credibility,
            verdicts.On(claim.Id),
            verdicts.OnSameAs(claim.Id),
            review
        );

    private static LinkView ViewOf(AttributionLink link, string? name, SourceKind kind) =>
        new(
            link.Position,
            link.Role,
            new LinkSourceView(link.SourceId, null, name, kind, link.Office),
            link.Mention is { } mention ? SpanView.Of(mention, link.TextVersion!.Value) : null,
            link.Cue is { } cue ? SpanView.Of(cue, link.TextVersion!.Value) : null,
            link.Stance,
            link.Basis,
            link.Stated,
            link.Supports,
            link.Note,
            link.Evidence
        );
}

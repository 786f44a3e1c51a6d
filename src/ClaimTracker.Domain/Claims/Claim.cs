using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Claims;

/// <summary>One statement made in one article: its verbatim content, a standalone wording, and its attribution chain.</summary>
public sealed class Claim : Record
{
    private readonly List<AttributionLink> attribution = [];
    private readonly List<ClaimTag> tags = [];
    private readonly List<ClaimReplacement> replacedBy = [];
    private bool isMachineProposal;

    private Claim()
    {
    }

    private Claim(Article article, ClaimStatus status, Stamp stamp)
        : base(stamp)
    {
        Article = article;
        ArticleId = article.Id;
        TextVersion = article.TextVersion;
        Status = status;
    }

    /// <summary>In UTF-16 units.</summary>
    public const int MaxStatementLength = 20_000;

    public const int MaxSpans = 100;

    public long ArticleId { get; private set; }

    public Article Article { get; private set; } = null!;

    public string Statement { get; private set; } = "";

    /// <summary>The statement as it is searched: folded, without accents.</summary>
    public string StatementKey { get; private set; } = "";

    /// <summary>Somebody chose these words; a new content never changes them.</summary>
    public bool StatementIsWorded { get; private set; }

    public ClaimMode Mode { get; private set; }

    public Modality Modality { get; set; }

    public ClaimStatus Status { get; private set; }

    public string? DecidedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    public string? StatusReason { get; private set; }

    /// <summary>Code points of <see cref="TextVersion"/>; ascending, disjoint, never empty.</summary>
    public IReadOnlyList<TextSpan> Content { get; private set; } = [];

    /// <summary>Where the content starts: the reading order of an article's claims.</summary>
    public int Start { get; private set; }

    /// <summary>The version of the article's text that the spans belong to.</summary>
    public int TextVersion { get; private set; }

    public AnchorState Anchor { get; private set; }

    /// <summary>When what is claimed happened, EDTF.</summary>
    public string? EventDate { get; private set; }

    /// <summary>UTC, inclusive.</summary>
    public DateTime? EventEarliest { get; private set; }

    /// <summary>UTC, exclusive.</summary>
    public DateTime? EventLatest { get; private set; }

    /// <summary>When it was said, EDTF.</summary>
    public string? StatementDate { get; private set; }

    /// <summary>0 to 1, of the extraction; null for a claim made by hand.</summary>
    public double? Confidence { get; private set; }

    /// <summary>0 to 1, for narration.</summary>
    public double? CheckWorthiness { get; private set; }

    /// <summary>Why the extraction proposed it.</summary>
    public string? Reason { get; private set; }

    /// <summary>The innermost source of the chain; null when that is an unknown outlet.</summary>
    public long? OriginId { get; private set; }

    public Source? Origin { get; private set; }

    public IReadOnlyList<AttributionLink> Attribution => attribution;

    public IReadOnlyList<ClaimTag> Tags => tags;

    public IReadOnlyList<ClaimReplacement> ReplacedBy => replacedBy;

    public override string SubjectType => "claim";

    public override bool IsMachineProposal => isMachineProposal;

    /// <summary>A claim recorded by a person. <paramref name="links"/> empty: the outlet's own voice.</summary>
    /// <exception cref="Refusal">The chain breaks a rule of <see cref="AttributionChain"/>.</exception>
    public static Claim Record(Article article, IReadOnlyList<TextSpan> content, string? statement, IReadOnlyList<LinkDraft> links, Modality modality, ClaimStatus status, Stamp stamp)
    {
        var claim = new Claim(article, status, stamp) { Modality = modality };
        claim.Place(content);
        if (statement is not null)
            claim.Word(statement);
        claim.Attribute(links);
        if (status == ClaimStatus.Accepted)
            claim.Decide(ClaimStatus.Accepted, null, stamp);
        return claim;
    }

    /// <summary>A claim the extraction proposes with its article.</summary>
    public static Claim Propose(
        Article article, IReadOnlyList<TextSpan> content, string statement, IReadOnlyList<LinkDraft> links, ClaimMode mode, Modality modality,
        double confidence, double? checkWorthiness, string reason, Stamp stamp)
    {
        var claim = new Claim(article, ClaimStatus.Proposed, stamp)
        {
            isMachineProposal = true,
            Modality = modality,
            Confidence = confidence,
            CheckWorthiness = checkWorthiness,
            Reason = reason,
        };
        claim.Place(content);
        claim.SetStatement(statement);
        claim.Attribute(links);
        claim.Mode = mode;
        return claim;
    }

    /// <summary>Gives the statement words somebody chose.</summary>
    public void Word(string statement)
    {
        SetStatement(statement);
        StatementIsWorded = true;
    }

    /// <summary>Sets the content spans and derives the mode; the statement follows unless somebody worded it.</summary>
    public void Place(IReadOnlyList<TextSpan> content)
    {
        if (content.Count == 0)
            throw new Refusal("emptySpan", "content", "A claim has at least one content span.");
        if (!Content.SequenceEqual(content))
            Content = content;
        Start = content[0].Start;
        TextVersion = Article.TextVersion;
        Anchor = AnchorState.Anchored;
        if (!StatementIsWorded)
            SetStatement(string.Join(" ", content.Select(span => span.Quote)));
        Mode = ClaimModes.Of(content, attribution);
    }

    /// <summary>Replaces the chain.</summary>
    /// <exception cref="Refusal">The chain breaks a rule of <see cref="AttributionChain"/>.</exception>
    public void Attribute(IReadOnlyList<LinkDraft> links, string path = "attribution")
    {
        var chain = AttributionChain.Create(links, Article.Outlet, path);
        for (var position = 0; position < Math.Min(attribution.Count, chain.Count); position++)
            attribution[position].Become(chain[position]);
        if (attribution.Count > chain.Count)
            attribution.RemoveRange(chain.Count, attribution.Count - chain.Count);
        attribution.AddRange(chain.Skip(attribution.Count));
        Origin = chain[^1].Source;
        OriginId = Origin?.Id;
        Mode = ClaimModes.Of(Content, attribution);
        if (Status == ClaimStatus.Accepted)
            AcceptSources();
    }

    /// <summary>Follows the article's new outlet: link 0 becomes that outlet.</summary>
    /// <exception cref="Refusal">The next link is that outlet already.</exception>
    public void MoveToOutlet()
    {
        if (attribution.Count > 1 && Article.Outlet is not null && attribution[1].Source == Article.Outlet)
            throw new Refusal("sourceTwiceInARow", "outlet", $"{Subject} has that outlet as link 1 already; correct its attribution first.");
        var mode = Mode;
        Attribute([attribution[0].ToDraft() with { Source = Article.Outlet }, .. attribution.Skip(1).Select(link => link.ToDraft())]);
        Mode = mode;
    }

    /// <summary>Says when what is claimed happened.</summary>
    public void HappenedOn(PartialDate? date) => (EventDate, EventEarliest, EventLatest) = (date?.Text, date?.Earliest, date?.Latest);

    /// <summary>Says when it was said.</summary>
    public void SaidOn(PartialDate? date) => StatementDate = date?.Text;

    /// <summary>Accepts, rejects, or puts back to proposed. Deciding the same again changes nothing.</summary>
    /// <exception cref="IllegalTransition">The claim was split or joined.</exception>
    public void Decide(ClaimStatus status, string? reason, Stamp stamp)
    {
        if (Status == ClaimStatus.Replaced)
            throw new IllegalTransition("claimReplaced", "This claim was replaced by others; decide on those.");
        if (status == ClaimStatus.Replaced)
            throw new IllegalTransition("notAStatusToSet", "A claim becomes replaced by splitting or joining it.");
        if (Status == status && DecidedBy is not null)
            return;
        if (Status == status && status == ClaimStatus.Proposed)
            return;
        Status = status;
        StatusReason = reason;
        var decided = status != ClaimStatus.Proposed;
        DecidedBy = decided ? stamp.By : null;
        DecidedAt = decided ? stamp.At : null;
        if (status == ClaimStatus.Accepted)
            AcceptSources();
    }

    /// <summary>Others take this claim's place. What stood on it stays.</summary>
    /// <exception cref="IllegalTransition">It was replaced before.</exception>
    public void ReplaceBy(IEnumerable<Claim> claims, string reason, Stamp stamp)
    {
        if (Status == ClaimStatus.Replaced)
            throw new IllegalTransition("claimReplaced", "This claim was replaced already.");
        Status = ClaimStatus.Replaced;
        StatusReason = reason;
        DecidedBy = stamp.By;
        DecidedAt = stamp.At;
        replacedBy.AddRange(claims.Select(claim => new ClaimReplacement(claim)));
    }

    /// <summary>Replaces the tags; order and repetition do not matter.</summary>
    public void Tag(IEnumerable<string> wanted) => TagSet.Replace(tags, wanted, tag => new ClaimTag(tag));

    private void SetStatement(string statement)
    {
        Statement = statement;
        StatementKey = Folding.SearchKey(statement);
    }

    private void AcceptSources()
    {
        foreach (var link in attribution)
            link.Source?.Accept();
    }
}

/// <summary>A mark that groups claims, such as the name of a case.</summary>
public sealed class ClaimTag : ITag
{
    private ClaimTag()
    {
    }

    internal ClaimTag(string tag) => Tag = tag;

    public long ClaimId { get; private set; }

    public string Tag { get; private set; } = "";
}

/// <summary>That a claim was replaced, and by which.</summary>
public sealed class ClaimReplacement
{
    private ClaimReplacement()
    {
    }

    internal ClaimReplacement(Claim by) => By = by;

    public long ClaimId { get; private set; }

    public long ById { get; private set; }

    public Claim By { get; private set; } = null!;
}

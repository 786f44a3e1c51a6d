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

    private Claim() { }

    private Claim(Article article, ClaimStatus status, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Article = article;
        ArticleId = article.Id;
        TextVersion = article.TextVersion;
        Status = status;
        ChainBy = auditStamp.By;
    }

    /// <summary>In UTF-16 units.</summary>
    public const int MaxStatementLength = 20_000;

    public const int MaxSpans = 100;

    public const int MaxExtractorLength = 100;

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

    /// <summary>Why the extraction, or an annotation made elsewhere, proposed it.</summary>
    public string? Reason { get; private set; }

    /// <summary>The extractor that proposed it, by name and version; null for all others.</summary>
    public string? Extractor { get; private set; }

    /// <summary>Admiralty credibility, 1 to 6, as an analyst decided it; null until then. What is proposed is never written here.</summary>
    public int? Credibility { get; private set; }

    public string? CredibilityBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? CredibilityAt { get; private set; }

    public string? CredibilityReason { get; private set; }

    /// <summary>A reviewer set 1 although nobody had found two origins independent.</summary>
    public bool CredibilityIsOverride { get; private set; }

    /// <summary>The innermost source of the chain; null when that is an unknown outlet.</summary>
    public long? OriginId { get; private set; }

    public Source? Origin { get; private set; }

    /// <summary>The version at which the chain last changed: its links, the content spans, or the version of the text they stand in. Raised by the context.</summary>
    public int ChainVersion { get; private set; } = 1;

    /// <summary>The holder who last changed the chain.</summary>
    public string ChainBy { get; private set; } = "";

    /// <summary>The holder a review sends the chain back to: who last changed it; of one that only the extraction made, who accepted it.</summary>
    public string AnswersForChain => ChainVersion == 1 && Reason is not null ? DecidedBy ?? ChainBy : ChainBy;

    public IReadOnlyList<AttributionLink> Attribution => attribution;

    public IReadOnlyList<ClaimTag> Tags => tags;

    public IReadOnlyList<ClaimReplacement> ReplacedBy => replacedBy;

    /// <summary>The annotation made elsewhere that proposed it; null for all others.</summary>
    public ClaimAnnotation? Annotation { get; private set; }

    public override string SubjectType => "claim";

    public override bool IsMachineProposal => isMachineProposal;

    /// <summary>A claim recorded by a person. <paramref name="links"/> empty: the outlet's own voice.</summary>
    /// <exception cref="DomainRuleException">The chain breaks a rule of <see cref="AttributionChain"/>.</exception>
    public static Claim Record(
        Article article,
        IReadOnlyList<TextSpan> content,
        string? statement,
        IReadOnlyList<LinkDraft> links,
        Modality modality,
        ClaimStatus status,
        AuditStamp auditStamp
    )
    {
        var claim = new Claim(article, status, auditStamp) { Modality = modality };
        claim.SetContent(content);
        if (statement is not null)
            claim.SetStatement(statement);
        claim.SetAttribution(links);
        if (status == ClaimStatus.Accepted)
            claim.SetStatus(ClaimStatus.Accepted, null, auditStamp);
        return claim;
    }

    /// <summary>A claim the extraction proposes with its article.</summary>
    public static Claim Propose(
        Article article,
        IReadOnlyList<TextSpan> content,
        string statement,
        IReadOnlyList<LinkDraft> links,
        ClaimMode mode,
        Modality modality,
        double confidence,
        double? checkWorthiness,
        string reason,
        string extractor,
        AuditStamp auditStamp
    )
    {
        var claim = new Claim(article, ClaimStatus.Proposed, auditStamp)
        {
            isMachineProposal = true,
            Modality = modality,
            Confidence = confidence,
            CheckWorthiness = checkWorthiness,
            Reason = reason,
            Extractor = extractor,
        };
        claim.SetContent(content);
        claim.StoreStatement(statement);
        claim.SetAttribution(links);
        claim.Mode = mode;
        return claim;
    }

    /// <summary>A claim that an annotation made elsewhere proposes.</summary>
    /// <param name="annotation">Its id; null when it has none.</param>
    /// <param name="statement">Null: the content, verbatim.</param>
    public static Claim ProposeFrom(
        string? annotation,
        Article article,
        IReadOnlyList<TextSpan> content,
        string? statement,
        IEnumerable<string> tags,
        string reason,
        AuditStamp auditStamp
    )
    {
        var claim = Record(article, content, statement, [], Modality.Asserted, ClaimStatus.Proposed, auditStamp);
        claim.Reason = reason;
        claim.SetTags(tags);
        claim.Annotation = annotation is null ? null : new ClaimAnnotation(article, annotation);
        return claim;
    }

    /// <summary>Refuses a content that no statement could hold: pages of claims must stay readable.</summary>
    /// <exception cref="DomainRuleException"><c>contentTooLong</c>.</exception>
    public static void EnsureFits(IReadOnlyList<TextSpan> content, string path)
    {
        if (content.Count > MaxSpans || content.Sum(span => (long)span.Quote.Length) > MaxStatementLength)
            throw new DomainRuleException(
                "contentTooLong",
                path,
                $"The content of a claim has at most {MaxSpans} spans and {MaxStatementLength} characters in all."
            );
    }

    /// <summary>Gives the statement words somebody chose.</summary>
    public void SetStatement(string statement)
    {
        StoreStatement(statement);
        StatementIsWorded = true;
    }

    /// <summary>Sets the content spans and derives the mode; the statement follows unless somebody worded it.</summary>
    public void SetContent(IReadOnlyList<TextSpan> content)
    {
        if (content.Count == 0)
            throw new DomainRuleException("emptySpan", "content", "A claim has at least one content span.");
        if (!Content.SequenceEqual(content))
            Content = content;
        Start = content[0].Start;
        TextVersion = Article.TextVersion;
        Anchor = AnchorState.Anchored;
        if (!StatementIsWorded)
            StoreStatement(string.Join(" ", content.Select(span => span.Quote)));
        Mode = ClaimModes.Of(content, attribution);
    }

    /// <summary>
    /// Follows the article to its current text: content, mentions and cues move there together when each of them is certain. Otherwise they all stay
    /// where they were, in their own version: orphaned when one of them stands nowhere any more, else ambiguous. What was lost before, and left
    /// behind when somebody settled the content, is left behind.
    /// </summary>
    /// <param name="reanchoring">From the claim's version of the text to the current one.</param>
    public void Reanchor(Reanchoring reanchoring)
    {
        var content = Content.Select(reanchoring.Find).ToList();
        var links = attribution
            .Where(link => link.TextVersion == TextVersion)
            .Select(link => (Link: link, Mention: Find(link.Mention, reanchoring), Cue: Find(link.Cue, reanchoring)))
            .ToList();
        var lost = content
            .Concat(links.SelectMany(link => new[] { link.Mention, link.Cue }).OfType<Carried>())
            .Where(span => span.Span is null)
            .ToList();
        if (lost.Count > 0 || !IsInOrder(content))
        {
            Anchor = lost.Any(span => !span.StandsElsewhere) ? AnchorState.Orphaned : AnchorState.Ambiguous;
            return;
        }

        Stand(content);
        foreach (var (link, mention, cue) in links)
            link.SetAnchors(mention?.Span, cue?.Span, Article.TextVersion);
    }

    /// <summary>The content was settled in the current text: mentions and cues go there too, of each link that is certain.</summary>
    /// <param name="reanchoring">From that version of the text to the current one.</param>
    public void ReanchorLinks(int fromVersion, Reanchoring reanchoring)
    {
        foreach (var link in attribution.Where(link => link.TextVersion == fromVersion))
            if (
                (Find(link.Mention, reanchoring), Find(link.Cue, reanchoring)) is var (mention, cue)
                && mention is not { Span: null }
                && cue is not { Span: null }
            )
                link.SetAnchors(mention?.Span, cue?.Span, Article.TextVersion);
    }

    /// <summary>The chain was settled in the current text: the content goes there too when it is certain, which settles the anchor.</summary>
    /// <param name="reanchoring">From the claim's version of the text to the current one.</param>
    public void ReanchorContent(Reanchoring reanchoring)
    {
        var content = Content.Select(reanchoring.Find).ToList();
        if (content.All(span => span.Span is not null) && IsInOrder(content))
            Stand(content);
    }

    private void Stand(IReadOnlyList<Carried> content)
    {
        var spans = content.Select(span => span.Span!).ToList();
        if (!Content.SequenceEqual(spans))
            Content = spans;
        Start = spans[0].Start;
        TextVersion = Article.TextVersion;
        Anchor = AnchorState.Anchored;
    }

    private static Carried? Find(TextSpan? span, Reanchoring reanchoring) =>
        span is null ? null : reanchoring.Find(span);

    private static bool IsInOrder(List<Carried> content) =>
        content.Zip(content.Skip(1)).All(pair => pair.First.Span?.End <= pair.Second.Span?.Start);

    /// <summary>The spans that are anchored in <see cref="TextVersion"/>: content, and mentions and cues that stand in it.</summary>
    public IEnumerable<TextSpan> AnchoredSpans() =>
        Content.Concat(
            attribution
                .Where(link => link.TextVersion == TextVersion)
                .SelectMany(link => new[] { link.Mention, link.Cue })
                .OfType<TextSpan>()
        );

    /// <summary>Replaces the chain.</summary>
    /// <exception cref="DomainRuleException">The chain breaks a rule of <see cref="AttributionChain"/>.</exception>
    public void SetAttribution(IReadOnlyList<LinkDraft> links, string path = "attribution")
    {
        var chain = AttributionChain.Create(
            [.. links.Select(link => link with { TextVersion = link.TextVersion ?? Article.TextVersion })],
            Article.Outlet,
            path
        );
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
    /// <exception cref="DomainRuleException">The next link is that outlet already.</exception>
    public void MoveToOutlet()
    {
        if (attribution.Count > 1 && Article.Outlet is not null && attribution[1].Source == Article.Outlet)
            throw new DomainRuleException(
                "sourceTwiceInARow",
                "outlet",
                $"{Subject} has that outlet as link 1 already; correct its attribution first."
            );
        var mode = Mode;
        SetAttribution([
            attribution[0].ToDraft() with
            {
                Source = Article.Outlet,
            },
            .. attribution.Skip(1).Select(link => link.ToDraft()),
        ]);
        Mode = mode;
    }

    /// <summary>Says when what is claimed happened.</summary>
    public void SetEventDate(PartialDate? date) =>
        (EventDate, EventEarliest, EventLatest) = (date?.Text, date?.Earliest, date?.Latest);

    /// <summary>Says when it was said.</summary>
    public void SetStatementDate(PartialDate? date) => StatementDate = date?.Text;

    /// <summary>Accepts, rejects, or puts back to proposed. Deciding the same again changes nothing.</summary>
    /// <exception cref="ConflictException">The claim was split or joined.</exception>
    public void SetStatus(ClaimStatus status, string? reason, AuditStamp auditStamp)
    {
        if (Status == ClaimStatus.Replaced)
            throw new ConflictException("claimReplaced", "This claim was replaced by others; decide on those.");
        if (status == ClaimStatus.Replaced)
            throw new ConflictException("notAStatusToSet", "A claim becomes replaced by splitting or joining it.");
        if (Status == status && DecidedBy is not null)
            return;
        if (Status == status && status == ClaimStatus.Proposed)
            return;
        Status = status;
        StatusReason = reason;
        var decided = status != ClaimStatus.Proposed;
        DecidedBy = decided ? auditStamp.By : null;
        DecidedAt = decided ? auditStamp.At : null;
        if (status == ClaimStatus.Accepted)
            AcceptSources();
    }

    /// <summary>Says how credible the claim is; null takes the decision back. Deciding the same again changes nothing.</summary>
    /// <param name="isEstablished">Whether somebody found two origins of its support independent.</param>
    /// <param name="isOverride">Whether 1 is set without that.</param>
    /// <exception cref="ConflictException">The claim is not accepted.</exception>
    /// <exception cref="DomainRuleException"><c>findingMissing</c>: 1 says that independent origins confirm it.</exception>
    public void SetCredibility(
        int? credibility,
        string reason,
        bool isEstablished,
        bool isOverride,
        AuditStamp auditStamp
    )
    {
        if (Status != ClaimStatus.Accepted)
            throw new ConflictException(
                "claimNotAccepted",
                $"Claim {Id} is not accepted; accept it before judging it."
            );
        if (credibility == 1 && !isEstablished && !isOverride)
            throw new DomainRuleException(
                "findingMissing",
                "value",
                "1 says that independent origins confirm it, and nobody has found two of its origins independent."
            );
        isOverride = credibility == 1 && !isEstablished;
        if (Credibility == credibility && CredibilityIsOverride == isOverride)
            return;
        Credibility = credibility;
        CredibilityBy = credibility is null ? null : auditStamp.By;
        CredibilityAt = credibility is null ? null : auditStamp.At;
        CredibilityReason = credibility is null ? null : reason;
        CredibilityIsOverride = isOverride;
    }

    /// <summary>
    /// Puts its parts in this claim's place. Each keeps the chain, modality, dates, tags and status of this one; this one becomes replaced,
    /// and what stood on it stays.
    /// </summary>
    /// <exception cref="ConflictException">The claim was rejected, or replaced before.</exception>
    /// <exception cref="DomainRuleException"><c>partOutsideClaim</c>: a part shares no character with this claim.</exception>
    public IReadOnlyList<Claim> Split(IReadOnlyList<ClaimPart> parts, string reason, AuditStamp auditStamp)
    {
        EnsureStands();
        for (var i = 0; i < parts.Count; i++)
            if (!parts[i].Content.Any(part => Content.Any(span => part.Start < span.End && span.Start < part.End)))
                throw new DomainRuleException(
                    "partOutsideClaim",
                    $"parts[{i}].content",
                    "This part shares no character with the content of the claim that is split."
                );

        var made = parts
            .Select(part => Record(Article, part.Content, part.Statement, CarriedLinks(), Modality, Status, auditStamp))
            .ToList();
        foreach (var claim in made)
        {
            (claim.EventDate, claim.EventEarliest, claim.EventLatest, claim.StatementDate) = (
                EventDate,
                EventEarliest,
                EventLatest,
                StatementDate
            );
            claim.SetTags(tags.Select(tag => tag.Tag));
        }

        ReplaceBy(made, reason, auditStamp);
        return made;
    }

    /// <summary>
    /// Puts one claim in the place of several of one article that came the same way. It has the content of all, the links and modality of the first
    /// in reading order, the dates on which they agree, and all tags. It is accepted when all were; the others become replaced.
    /// </summary>
    /// <param name="claims">Two or more.</param>
    /// <param name="text">The current text of their article.</param>
    /// <param name="statement">Null: the content, verbatim.</param>
    /// <exception cref="ConflictException">One was rejected, or replaced before.</exception>
    /// <exception cref="DomainRuleException"><c>articlesDiffer</c>, <c>chainsDiffer</c>, <c>contentTooLong</c>.</exception>
    public static Claim Join(
        IReadOnlyList<Claim> claims,
        CodePointIndex text,
        string? statement,
        string reason,
        AuditStamp auditStamp
    )
    {
        foreach (var claim in claims)
            claim.EnsureStands();
        for (var i = 1; i < claims.Count; i++)
        {
            if (claims[i].ArticleId != claims[0].ArticleId)
                throw new DomainRuleException(
                    "articlesDiffer",
                    $"claims[{i}]",
                    "Only claims of one article can be joined."
                );
            if (
                !claims[i]
                    .attribution.Select(link => link.SourceId)
                    .SequenceEqual(claims[0].attribution.Select(link => link.SourceId))
            )
                throw new DomainRuleException(
                    "chainsDiffer",
                    $"claims[{i}]",
                    $"Claim {claims[i].Id} came through other sources than claim {claims[0].Id}; joining them would lose one of the chains."
                );
        }

        var content = Union(claims.SelectMany(claim => claim.Content), text);
        EnsureFits(content, "claims");
        var first = claims.OrderBy(claim => claim.Start).ThenBy(claim => claim.Id).First();
        var status = claims.All(claim => claim.Status == ClaimStatus.Accepted)
            ? ClaimStatus.Accepted
            : ClaimStatus.Proposed;
        var joined = Record(
            first.Article,
            content,
            statement,
            first.CarriedLinks(),
            first.Modality,
            status,
            auditStamp
        );
        if (claims.All(claim => claim.EventDate == first.EventDate))
            (joined.EventDate, joined.EventEarliest, joined.EventLatest) = (
                first.EventDate,
                first.EventEarliest,
                first.EventLatest
            );
        if (claims.All(claim => claim.StatementDate == first.StatementDate))
            joined.StatementDate = first.StatementDate;
        joined.SetTags(claims.SelectMany(claim => claim.tags).Select(tag => tag.Tag));
        foreach (var claim in claims)
            claim.ReplaceBy([joined], reason, auditStamp);
        return joined;
    }

    /// <summary>Replaces the tags; order and repetition do not matter.</summary>
    public void SetTags(IEnumerable<string> wanted) => TagSet.Replace(tags, wanted, tag => new ClaimTag(tag));

    internal void EnsureStands()
    {
        if (Anchor != AnchorState.Anchored)
            throw new ConflictException(
                "notAnchored",
                $"Claim {Id} is not anchored in the current text; settle its content first."
            )
            {
                Details = new Dictionary<string, object?> { ["claimId"] = Id },
            };
        if (Status is ClaimStatus.Rejected or ClaimStatus.Replaced)
            throw new ConflictException(
                Status == ClaimStatus.Rejected ? "claimRejected" : "claimReplaced",
                Status == ClaimStatus.Rejected
                    ? $"Claim {Id} was rejected; put it back to proposed or accepted first."
                    : $"Claim {Id} was replaced by others already."
            )
            {
                Details = new Dictionary<string, object?> { ["claimId"] = Id },
            };
    }

    private void ReplaceBy(IEnumerable<Claim> claims, string reason, AuditStamp auditStamp)
    {
        Status = ClaimStatus.Replaced;
        StatusReason = reason;
        DecidedBy = auditStamp.By;
        DecidedAt = auditStamp.At;
        replacedBy.AddRange(claims.Select(claim => new ClaimReplacement(claim)));
    }

    private List<LinkDraft> CarriedLinks() => [.. attribution.Select(link => link.ToDraft())];

    // Spans that overlap become one; spans that only touch stay two, as they were selected.
    private static List<TextSpan> Union(IEnumerable<TextSpan> spans, CodePointIndex text)
    {
        var union = new List<TextSpan>();
        foreach (var span in spans.OrderBy(span => span.Start).ThenBy(span => span.End))
        {
            if (union.Count == 0 || span.Start >= union[^1].End)
                union.Add(span);
            else if (span.End > union[^1].End)
                union[^1] = TextSpan.At(text, union[^1].Start, span.End);
        }

        return union;
    }

    private void StoreStatement(string statement)
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

/// <summary>One of the claims that another is split into.</summary>
/// <param name="Statement">Null: the content, verbatim.</param>
public sealed record ClaimPart(IReadOnlyList<TextSpan> Content, string? Statement);

/// <summary>A mark that groups claims, such as the name of a case.</summary>
public sealed class ClaimTag : ITag
{
    private ClaimTag() { }

    internal ClaimTag(string tag) => Tag = tag;

    public long ClaimId { get; private set; }

    public string Tag { get; private set; } = "";
}

/// <summary>The annotation made elsewhere that proposed a claim: the same one proposes it only once in an article.</summary>
public sealed class ClaimAnnotation
{
    private ClaimAnnotation() { }

    internal ClaimAnnotation(Article article, string annotation)
    {
        ArticleId = article.Id;
        Annotation = annotation;
        Hash = HashOf(annotation);
    }

    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 2048;

    public long ClaimId { get; private set; }

    public long ArticleId { get; private set; }

    /// <summary>Its id, as it was sent.</summary>
    public string Annotation { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256 of the UTF-8 of <see cref="Annotation"/>, which is too long for an index.</summary>
    public string Hash { get; private set; } = "";

    public static string HashOf(string annotation) => ArticleText.HashOf(annotation);
}

/// <summary>That a claim was replaced, and by which.</summary>
public sealed class ClaimReplacement
{
    private ClaimReplacement() { }

    internal ClaimReplacement(Claim by) => By = by;

    public long ClaimId { get; private set; }

    public long ById { get; private set; }

    public Claim By { get; private set; } = null!;
}

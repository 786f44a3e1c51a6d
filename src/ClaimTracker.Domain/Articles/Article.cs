using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Articles;

/// <summary>One published text of one outlet. The text never changes once stored; a correction is a new version.</summary>
public sealed class Article : Record
{
    private readonly List<ArticleTag> tags = [];
    private readonly List<ArticleText> texts = [];

    private Article() { }

    public Article(string text, Source? outlet, AuditStamp auditStamp)
        : base(auditStamp)
    {
        var first = new ArticleText(1, text, null, auditStamp);
        texts.Add(first);
        TextVersion = first.Number;
        ContentHash = first.ContentHash;
        SetOutlet(outlet);
    }

    /// <summary>In code points.</summary>
    public const int MaxTextLength = 1_000_000;

    /// <summary>In UTF-16 units.</summary>
    public const int MaxTitleLength = 1000;

    public string? Title { get; private set; }

    /// <summary>The title as it is searched: folded, without accents.</summary>
    public string? TitleKey { get; private set; }

    /// <summary>Null: the publisher is unknown, and never an origin.</summary>
    public long? OutletId { get; private set; }

    public Source? Outlet { get; private set; }

    /// <summary>BCP 47; <c>und</c> when it could not be told.</summary>
    public string Language { get; set; } = "und";

    public string? Url { get; set; }

    public string? ArchivedUrl { get; set; }

    /// <summary>When the text was fetched, EDTF.</summary>
    public string? Retrieved { get; set; }

    public string? Author { get; set; }

    /// <summary>EDTF, as given.</summary>
    public string? Published { get; private set; }

    /// <summary>UTC, inclusive.</summary>
    public DateTime? PublishedEarliest { get; private set; }

    /// <summary>UTC, exclusive.</summary>
    public DateTime? PublishedLatest { get; private set; }

    /// <summary>Lower-case hex SHA-256 of the UTF-8 of the current text.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>The number of the current text, from 1.</summary>
    public int TextVersion { get; private set; }

    public ArticleStatus Status { get; private set; }

    public IReadOnlyList<ArticleText> Texts => texts;

    public IReadOnlyList<ArticleTag> Tags => tags;

    public override string SubjectType => "article";

    public void SetTitle(string? title) => (Title, TitleKey) = (title, title is null ? null : Folding.SearchKey(title));

    /// <summary>Says when the article was published, as exactly as is known.</summary>
    public void SetPublicationDate(PartialDate? date) =>
        (Published, PublishedEarliest, PublishedLatest) = (date?.Text, date?.Earliest, date?.Latest);

    /// <summary>Names the outlet. Link 0 of the article's claims follows, and is the caller's to move.</summary>
    /// <exception cref="DomainRuleException">The outlet is an unnamed source.</exception>
    public void SetOutlet(Source? outlet)
    {
        if (outlet is { Kind: SourceKind.Unnamed })
            throw new DomainRuleException(
                "unnamedOutlet",
                "outlet",
                "An unnamed source cannot publish an article; leave the outlet out when the publisher is unknown."
            );
        Outlet = outlet;
        OutletId = outlet?.Id;
    }

    /// <summary>Gives the article a new text. Its claims follow, and are the caller's to move.</summary>
    /// <exception cref="ConflictException"><c>textUnchanged</c>.</exception>
    public ArticleText Revise(string text, string reason, AuditStamp auditStamp)
    {
        var next = new ArticleText(TextVersion + 1, text, reason, auditStamp);
        if (next.ContentHash == ContentHash)
            throw new ConflictException(
                "textUnchanged",
                $"This is the text the article has already, as version {TextVersion}."
            );
        texts.Add(next);
        TextVersion = next.Number;
        ContentHash = next.ContentHash;
        return next;
    }

    /// <summary>Replaces the tags; order and repetition do not matter.</summary>
    public void SetTags(IEnumerable<string> wanted) => TagSet.Replace(tags, wanted, tag => new ArticleTag(tag));

    /// <exception cref="ConflictException"><c>alreadyRetracted</c>.</exception>
    internal void Retract()
    {
        if (Status == ArticleStatus.Retracted)
            throw new ConflictException("alreadyRetracted", $"Article {Id} is retracted already.");
        Status = ArticleStatus.Retracted;
    }

    internal void Reinstate() => Status = ArticleStatus.Standing;
}

/// <summary>One version of an article's text, stored exactly as sent.</summary>
public sealed class ArticleText
{
    private ArticleText() { }

    internal ArticleText(int number, string text, string? reason, AuditStamp auditStamp)
    {
        Number = number;
        Reason = reason;
        Text = text;
        TextKey = Folding.SearchKey(text);
        ContentHash = HashOf(text);
        RecordedAt = auditStamp.At;
        RecordedBy = auditStamp.By;
    }

    public long ArticleId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>The text as it is searched: folded, without accents.</summary>
    public string TextKey { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256 of the UTF-8 of <see cref="Text"/>.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; private set; }

    public string RecordedBy { get; private set; } = "";

    /// <summary>Why the text was replaced by this one; null for the first.</summary>
    public string? Reason { get; private set; }

    /// <summary>Lower-case hex SHA-256 of the UTF-8 of a text.</summary>
    public static string HashOf(string text) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))
        );
}

/// <summary>A mark that groups articles, such as the name of a case.</summary>
public sealed class ArticleTag : ITag
{
    private ArticleTag() { }

    internal ArticleTag(string tag) => Tag = tag;

    public long ArticleId { get; private set; }

    public string Tag { get; private set; } = "";
}

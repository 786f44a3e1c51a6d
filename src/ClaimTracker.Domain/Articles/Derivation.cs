using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Articles;

/// <summary>
/// That an article was made from another, or from what a source supplied. It holds for every claim of the article in one proposition with a claim of
/// the other (from a source: for all its claims), except those whose link 0 was told or observed.
/// </summary>
public sealed class Derivation : WithdrawableRecord
{
    private Derivation() { }

    private Derivation(Article article, TextSpan? credit, string? reason, Message? cause, AuditStamp auditStamp)
        : base(auditStamp)
    {
        Article = article;
        ArticleId = article.Id;
        Credit = credit;
        Reason = reason;
        Cause = reason is null ? cause : null;
    }

    public long ArticleId { get; private set; }

    public Article Article { get; private set; } = null!;

    /// <summary>Null where it was made from what a source supplied.</summary>
    public long? FromArticleId { get; private set; }

    public Article? FromArticle { get; private set; }

    /// <summary>Null where it was made from another article.</summary>
    public long? FromSourceId { get; private set; }

    public Source? FromSource { get; private set; }

    /// <summary>Where the article says so, such as "(AFP)".</summary>
    public TextSpan? Credit { get; private set; }

    /// <summary>0 to 1: the share of the shorter text that stands in the other too, where a machine measured it.</summary>
    public double? Score { get; private set; }

    /// <summary>As a person gave it; null where somebody accepted a suggestion and gave none.</summary>
    public string? Reason { get; private set; }

    /// <summary>Where there is no reason: what the machine noticed.</summary>
    public Message? Cause { get; private set; }

    /// <summary>The place that this takes while it stands; unique.</summary>
    public string? ActiveKey { get; private set; }

    public override string SubjectType => "derivation";

    /// <exception cref="DomainRuleException"><c>selfDerivation</c>.</exception>
    public static Derivation FromAnother(
        Article article,
        Article from,
        TextSpan? credit,
        string? reason,
        AuditStamp auditStamp,
        double? score = null,
        Message? cause = null
    )
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(from);
        if (article.Id == from.Id)
            throw new DomainRuleException("selfDerivation", "from", "An article cannot be made from itself.");
        return new Derivation(article, credit, reason, cause, auditStamp)
        {
            FromArticle = from,
            FromArticleId = from.Id,
            Score = score,
            ActiveKey = $"{article.Id}<a{from.Id}",
        };
    }

    /// <exception cref="DomainRuleException"><c>selfDerivation</c>: the source is the article's outlet; <c>unnamedSource</c>.</exception>
    public static Derivation FromSupplier(
        Article article,
        Source from,
        TextSpan? credit,
        string? reason,
        AuditStamp auditStamp,
        Message? cause = null
    )
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(from);
        if (from.IsUnnamed)
            throw new DomainRuleException(
                "unnamedSource",
                "from",
                "An unnamed source supplies no articles; attribute the claims to it instead."
            );
        if (article.OutletId is not null && (from.Id == article.OutletId || from.CanonicalId == article.OutletId))
            throw new DomainRuleException(
                "selfDerivation",
                "from",
                "The article's own outlet supplied it; there is nothing to derive."
            );
        return new Derivation(article, credit, reason, cause, auditStamp)
        {
            FromSource = from,
            FromSourceId = from.Id,
            ActiveKey = $"{article.Id}<s{from.Id}",
        };
    }

    private protected override void OnWithdrawing()
    {
        ActiveKey = null;
    }
}

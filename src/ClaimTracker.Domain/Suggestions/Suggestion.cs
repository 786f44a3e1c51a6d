using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Suggestions;

/// <summary>What a suggestion would make when it is accepted.</summary>
public enum SuggestionKind
{
    /// <summary>A derivation of an article that credits an outlet, from an article of that outlet or from the outlet.</summary>
    Derivation = 1,

    /// <summary>A relation between two claims.</summary>
    Relation = 2,

    /// <summary>A merge of two sources.</summary>
    Merge = 3,

    /// <summary>A derivation of an article from another that it credits nowhere.</summary>
    Copy = 4,
}

/// <summary>What people decided about a suggestion.</summary>
public enum SuggestionStatus
{
    Proposed = 0,
    Accepted = 1,
    Dismissed = 2,
}

/// <summary>What the machine noticed, in a state of its own: it counts in no figure, and makes a record only when somebody accepts it.</summary>
public sealed class Suggestion : Record
{
    private Suggestion() { }

    private Suggestion(
        SuggestionKind kind,
        string concerns,
        double? score,
        IReadOnlyList<string> matched,
        Message cause,
        AuditStamp auditStamp
    )
        : base(auditStamp)
    {
        Kind = kind;
        DeduplicationKey = concerns;
        Score = score;
        Matched = matched;
        Cause = cause;
    }

    /// <summary>That an article was made from another, or from what a source supplied.</summary>
    /// <param name="score">The share of the shorter text that stands in the other too; null where only a credit line says so.</param>
    public Suggestion(
        Article article,
        Article? fromArticle,
        Source? fromSource,
        TextSpan? credit,
        double? score,
        Message cause,
        AuditStamp auditStamp
    )
        : base(auditStamp)
    {
        if (fromArticle is null == fromSource is null)
            throw new ArgumentException("A derivation is from an article or from a source.", nameof(fromArticle));
        Kind = SuggestionKind.Derivation;
        Article = article;
        FromArticle = fromArticle;
        FromArticleId = fromArticle?.Id;
        FromSource = fromSource;
        FromSourceId = fromSource?.Id;
        Credit = credit;
        Score = score;
        Cause = cause;
    }

    public SuggestionKind Kind { get; private set; }

    public SuggestionStatus Status { get; private set; }

    /// <summary>What it is about; unique, so that whatever was decided the machine never says it again. Null for what is said once, with its article.</summary>
    public string? DeduplicationKey { get; private set; }

    /// <summary>Of a derivation or a copy: the article that was made from something else.</summary>
    public long? ArticleId { get; private set; }

    public Article? Article { get; private set; }

    public long? FromArticleId { get; private set; }

    public Article? FromArticle { get; private set; }

    public long? FromSourceId { get; private set; }

    public Source? FromSource { get; private set; }

    public TextSpan? Credit { get; private set; }

    /// <summary>Of a relation: the one claim.</summary>
    public long? FromClaimId { get; private set; }

    public Claim? FromClaim { get; private set; }

    public long? ToClaimId { get; private set; }

    public Claim? ToClaim { get; private set; }

    public RelationType? RelationType { get; private set; }

    /// <summary>The relation that this one would stand in place of.</summary>
    public long? InPlaceOfId { get; private set; }

    public Relation? InPlaceOf { get; private set; }

    /// <summary>Of a merge: the source that would be merged.</summary>
    public long? SourceId { get; private set; }

    public Source? Source { get; private set; }

    public long? IntoId { get; private set; }

    public Source? Into { get; private set; }

    public double? Score { get; private set; }

    /// <summary>The words, or the letters, that both sides have in common.</summary>
    public IReadOnlyList<string> Matched { get; private set; } = [];

    /// <summary>What was noticed.</summary>
    public Message? Cause { get; private set; }

    /// <summary>What was noticed, as the first version wrote it.</summary>
    public string? Why { get; private set; }

    public string? DecidedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    public string? StatusReason { get; private set; }

    /// <summary>The program closed it: somebody had recorded by hand what it suggests.</summary>
    public bool IsSettledByHand =>
        Status == SuggestionStatus.Accepted && DecidedBy == Caller.System.Name && StatusReason is null;

    /// <summary>The derivation that accepting it made; null while it is not accepted.</summary>
    public long? DerivationId { get; private set; }

    public Derivation? Derivation { get; private set; }

    /// <summary>The relation that accepting it made; null while it is not accepted.</summary>
    public long? RelationId { get; private set; }

    public Relation? Relation { get; private set; }

    public override string SubjectType => "suggestion";

    /// <summary>What a credit line suggests is made with its article, whose entry in the audit trail covers it.</summary>
    public override bool IsMachineProposal => Kind == SuggestionKind.Derivation;

    /// <summary>That two claims stand to each other in some way.</summary>
    public static Suggestion Relate(
        long from,
        long to,
        RelationType type,
        double score,
        IReadOnlyList<string> matched,
        Message cause,
        AuditStamp auditStamp
    ) =>
        new(SuggestionKind.Relation, $"r{Math.Min(from, to)}-{Math.Max(from, to)}", score, matched, cause, auditStamp)
        {
            FromClaimId = from,
            ToClaimId = to,
            RelationType = type,
        };

    /// <summary>That a relation should be its opposite, because one of its claims is a denial.</summary>
    public static Suggestion Oppose(
        long relation,
        long from,
        long to,
        RelationType opposite,
        Message cause,
        AuditStamp auditStamp
    ) =>
        new(SuggestionKind.Relation, $"o{relation}", null, [], cause, auditStamp)
        {
            FromClaimId = from,
            ToClaimId = to,
            RelationType = opposite,
            InPlaceOfId = relation,
        };

    /// <summary>That two sources are one.</summary>
    public static Suggestion Merge(
        long source,
        long into,
        double score,
        IReadOnlyList<string> matched,
        Message cause,
        AuditStamp auditStamp
    ) =>
        new(SuggestionKind.Merge, ConcerningMerge(source, into), score, matched, cause, auditStamp)
        {
            SourceId = source,
            IntoId = into,
        };

    /// <summary>That an article was copied from another without saying so.</summary>
    /// <param name="score">The share of the shorter text that stands in the other too; null where only timing says so.</param>
    public static Suggestion Copy(long article, long from, double? score, Message cause, AuditStamp auditStamp) =>
        new(SuggestionKind.Copy, ConcerningCopy(article, from), score, [], cause, auditStamp)
        {
            ArticleId = article,
            FromArticleId = from,
        };

    public static string ConcerningMerge(long a, long b) => $"m{Math.Min(a, b)}-{Math.Max(a, b)}";

    public static string ConcerningCopy(long article, long from) => $"c{article}<{from}";

    /// <summary>Accepts it: the derivation it suggests was made.</summary>
    public void Accept(Derivation made, string? reason, AuditStamp auditStamp)
    {
        Derivation = made;
        Decide(SuggestionStatus.Accepted, reason, auditStamp);
    }

    /// <summary>Accepts it: the relation it suggests was made.</summary>
    public void Accept(Relation made, string? reason, AuditStamp auditStamp)
    {
        Relation = made;
        Decide(SuggestionStatus.Accepted, reason, auditStamp);
    }

    /// <summary>Accepts it: the sources were merged.</summary>
    public void AcceptMerge(string? reason, AuditStamp auditStamp) =>
        Decide(SuggestionStatus.Accepted, reason, auditStamp);

    /// <summary>Dismisses it, or opens it again.</summary>
    /// <exception cref="ConflictException"><c>suggestionAccepted</c>: what it made still stands.</exception>
    public void SetAside(SuggestionStatus status, string? reason, AuditStamp auditStamp)
    {
        if (Derivation is { IsWithdrawn: false } derivation)
            throw StillStands(
                $"Derivation {derivation.Id} was made by accepting this; withdraw that first.",
                "derivationId",
                derivation.Id
            );
        if (Relation is { IsWithdrawn: false } relation)
            throw StillStands(
                $"Relation {relation.Id} was made by accepting this; withdraw that first.",
                "relationId",
                relation.Id
            );
        if (Status == SuggestionStatus.Accepted && Source is { MergedIntoId: not null } source)
            throw StillStands(
                $"Source {source.Id} was merged by accepting this; take that back first.",
                "sourceId",
                source.Id
            );
        Derivation = null;
        DerivationId = null;
        Relation = null;
        RelationId = null;
        Decide(status, reason, auditStamp);
    }

    private static ConflictException StillStands(string message, string detail, long id) =>
        new("suggestionAccepted", message) { Details = new Dictionary<string, object?> { [detail] = id } };

    private void Decide(SuggestionStatus status, string? reason, AuditStamp auditStamp)
    {
        var decided = status != SuggestionStatus.Proposed;
        Status = status;
        StatusReason = reason;
        DecidedBy = decided ? auditStamp.By : null;
        DecidedAt = decided ? auditStamp.At : null;
    }
}

using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Domain.Articles;

/// <summary>What a suggestion would make when it is accepted.</summary>
public enum SuggestionKind
{
    /// <summary>A derivation of an article, from another or from a source.</summary>
    Derivation = 1,
}

/// <summary>What people decided about a suggestion.</summary>
public enum SuggestionStatus
{
    Proposed = 0,
    Accepted = 1,
    Dismissed = 2,
}

/// <summary>What the machine noticed about an article, in a state of its own: it counts in no figure, and makes a record only when somebody accepts it.</summary>
public sealed class Suggestion : Record
{
    private Suggestion()
    {
    }

    /// <summary>That an article was made from another, or from what a source supplied.</summary>
    /// <param name="score">The share of the shorter text that stands in the other too; null where only a credit line says so.</param>
    public Suggestion(Article article, Article? fromArticle, Source? fromSource, TextSpan? credit, double? score, string why, Stamp stamp)
        : base(stamp)
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
        Why = why;
    }

    public SuggestionKind Kind { get; private set; }

    public SuggestionStatus Status { get; private set; }

    public long ArticleId { get; private set; }

    public Article Article { get; private set; } = null!;

    public long? FromArticleId { get; private set; }

    public Article? FromArticle { get; private set; }

    public long? FromSourceId { get; private set; }

    public Source? FromSource { get; private set; }

    public TextSpan? Credit { get; private set; }

    public double? Score { get; private set; }

    public string Why { get; private set; } = "";

    public string? DecidedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    public string? StatusReason { get; private set; }

    /// <summary>The derivation that accepting it made; null while it is not accepted.</summary>
    public long? DerivationId { get; private set; }

    public Derivation? Derivation { get; private set; }

    public override string SubjectType => "suggestion";

    public override bool IsMachineProposal => true;

    /// <summary>Accepts it: the derivation it suggests was made.</summary>
    public void Accept(Derivation made, string? reason, Stamp stamp)
    {
        Derivation = made;
        Decide(SuggestionStatus.Accepted, reason, stamp);
    }

    /// <summary>Dismisses it, or opens it again.</summary>
    /// <exception cref="IllegalTransition"><c>suggestionAccepted</c>: the derivation it made still stands.</exception>
    public void SetAside(SuggestionStatus status, string? reason, Stamp stamp)
    {
        if (Derivation is { IsWithdrawn: false } standing)
            throw new IllegalTransition("suggestionAccepted", $"Derivation {standing.Id} was made by accepting this; withdraw that first.")
            {
                Details = new Dictionary<string, object?> { ["derivationId"] = standing.Id },
            };
        Derivation = null;
        DerivationId = null;
        Decide(status, reason, stamp);
    }

    private void Decide(SuggestionStatus status, string? reason, Stamp stamp)
    {
        var decided = status != SuggestionStatus.Proposed;
        Status = status;
        StatusReason = reason;
        DecidedBy = decided ? stamp.By : null;
        DecidedAt = decided ? stamp.At : null;
    }
}

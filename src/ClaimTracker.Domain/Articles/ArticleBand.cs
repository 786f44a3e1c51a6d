namespace ClaimTracker.Domain.Articles;

/// <summary>
/// One of the keys under which an article is found by others that share most of its words; see <see cref="Matching.CopyDetector.Bands"/>. It follows
/// from the text, and is kept to be looked up.
/// </summary>
public sealed class ArticleBand(long key, long articleId, int textVersion)
{
    public long Key { get; private set; } = key;

    public long ArticleId { get; private set; } = articleId;

    public int TextVersion { get; private set; } = textVersion;
}

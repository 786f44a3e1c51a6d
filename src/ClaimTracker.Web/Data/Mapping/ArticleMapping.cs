using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Suggestions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class ArticleMapping : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> article)
    {
        article.IsRecord();
        article.Property(a => a.Title).HasMaxLength(1000);
        article.Property(a => a.TitleKey).HasMaxLength(4000).IsLeftOutOfAudit();
        article.Property(a => a.Language).HasMaxLength(35);
        article.Property(a => a.Url).HasMaxLength(2048);
        article.Property(a => a.ArchivedUrl).HasMaxLength(2048);
        article.Property(a => a.Author).HasMaxLength(500);
        article.Property(a => a.Retrieved).IsPartialDate();
        article.Property(a => a.Published).IsPartialDate();
        article.Property(a => a.ContentHash).IsHash();
        article.HasOne(a => a.Outlet).WithMany().HasForeignKey(a => a.OutletId);
        article.HasMany(a => a.Tags).WithOne().HasForeignKey(tag => tag.ArticleId);
        article.HasMany(a => a.Texts).WithOne().HasForeignKey(text => text.ArticleId);

        // Same outlet and text again is a conflict; an unknown outlet is one outlet for this.
        article
            .HasIndex(a => new { a.ContentHash, a.OutletId })
            .IsUnique()
            .HasFilter($"{nameof(Article.OutletId)} IS NOT NULL");
        article
            .HasIndex(a => a.ContentHash, "IX_Articles_ContentHash_UnknownOutlet")
            .IsUnique()
            .HasFilter($"{nameof(Article.OutletId)} IS NULL");
        article.HasIndex(a => a.OutletId);
        article.HasIndex(a => a.PublishedEarliest);
    }
}

internal sealed class ArticleTextMapping : IEntityTypeConfiguration<ArticleText>
{
    public void Configure(EntityTypeBuilder<ArticleText> text)
    {
        text.ToTable("ArticleTexts");
        text.HasKey(t => new { t.ArticleId, t.Number });
        text.Property(t => t.ArticleId).HasColumnOrder(0);
        text.Property(t => t.Number).ValueGeneratedNever().HasColumnOrder(1);
        text.Property(t => t.ContentHash).IsHash().HasColumnOrder(2);
        text.Property(t => t.RecordedAt).HasColumnOrder(3);
        text.Property(t => t.RecordedBy).HasMaxLength(200).HasColumnOrder(4);
        text.Property(t => t.Reason).HasMaxLength(2000).HasColumnOrder(5);

        // Last in the row: whoever reads only the hash must not page through the text.
        text.Property(t => t.Text).IsLeftOutOfAudit().HasColumnOrder(6);
        text.Property(t => t.TextKey).IsLeftOutOfAudit().HasColumnOrder(7);
    }
}

internal sealed class ArticleTagMapping : IEntityTypeConfiguration<ArticleTag>
{
    public void Configure(EntityTypeBuilder<ArticleTag> tag)
    {
        tag.ToTable("ArticleTags");
        tag.HasKey(t => new { t.ArticleId, t.Tag });
        tag.Property(t => t.Tag).HasMaxLength(100);
        tag.HasIndex(t => new { t.Tag, t.ArticleId });
    }
}

internal sealed class DerivationMapping : IEntityTypeConfiguration<Derivation>
{
    public void Configure(EntityTypeBuilder<Derivation> derivation)
    {
        derivation.IsWithdrawableRecord();
        derivation.Property(d => d.Credit).StoredAsJson();
        derivation.Property(d => d.Cause).StoredAsJson();
        derivation.Property(d => d.Reason).HasMaxLength(2000);
        derivation.Property(d => d.ActiveKey).HasMaxLength(50).IsLeftOutOfAudit();
        derivation.HasOne(d => d.Article).WithMany().HasForeignKey(d => d.ArticleId);
        derivation.HasOne(d => d.FromArticle).WithMany().HasForeignKey(d => d.FromArticleId);
        derivation.HasOne(d => d.FromSource).WithMany().HasForeignKey(d => d.FromSourceId);
        derivation.HasIndex(d => d.ArticleId);
        derivation.HasIndex(d => d.FromArticleId).HasFilter($"{nameof(Derivation.FromArticleId)} IS NOT NULL");
        derivation.HasIndex(d => d.FromSourceId).HasFilter($"{nameof(Derivation.FromSourceId)} IS NOT NULL");
        derivation.HasIndex(d => d.ActiveKey).IsUnique().HasFilter($"{nameof(Derivation.ActiveKey)} IS NOT NULL");
    }
}

internal sealed class SuggestionMapping : IEntityTypeConfiguration<Suggestion>
{
    public void Configure(EntityTypeBuilder<Suggestion> suggestion)
    {
        suggestion.IsRecord();
        suggestion.Property(s => s.Credit).StoredAsJson();
        suggestion.Property(s => s.Cause).StoredAsJson();
        suggestion.Property(s => s.Why).HasMaxLength(2000);
        suggestion.Property(s => s.DecidedBy).HasMaxLength(200);
        suggestion.Property(s => s.StatusReason).HasMaxLength(2000);
        suggestion.HasOne(s => s.Article).WithMany().HasForeignKey(s => s.ArticleId);
        suggestion.HasOne(s => s.FromArticle).WithMany().HasForeignKey(s => s.FromArticleId);
        suggestion.HasOne(s => s.FromSource).WithMany().HasForeignKey(s => s.FromSourceId);
        suggestion.HasOne(s => s.FromClaim).WithMany().HasForeignKey(s => s.FromClaimId);
        suggestion.HasOne(s => s.ToClaim).WithMany().HasForeignKey(s => s.ToClaimId);
        suggestion.HasOne(s => s.InPlaceOf).WithMany().HasForeignKey(s => s.InPlaceOfId);
        suggestion.HasOne(s => s.Source).WithMany().HasForeignKey(s => s.SourceId);
        suggestion.HasOne(s => s.Into).WithMany().HasForeignKey(s => s.IntoId);
        suggestion.HasOne(s => s.Derivation).WithMany().HasForeignKey(s => s.DerivationId);
        suggestion.HasOne(s => s.Relation).WithMany().HasForeignKey(s => s.RelationId);
        suggestion.Property(s => s.Matched).StoredAsJson();
        suggestion.Property(s => s.DeduplicationKey).HasMaxLength(50).IsLeftOutOfAudit();
        suggestion
            .HasIndex(s => s.DeduplicationKey)
            .IsUnique()
            .HasFilter($"{nameof(Suggestion.DeduplicationKey)} IS NOT NULL");
        suggestion.HasIndex(s => new { s.Status, s.Id });
        suggestion.HasIndex(s => s.ArticleId);
    }
}

internal sealed class ArticleBandMapping : IEntityTypeConfiguration<ArticleBand>
{
    public void Configure(EntityTypeBuilder<ArticleBand> band)
    {
        band.ToTable("ArticleBands");
        band.HasKey(b => new { b.Key, b.ArticleId });
        band.HasOne<Article>().WithMany().HasForeignKey(b => b.ArticleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DetectionProgressMapping : IEntityTypeConfiguration<DetectionProgress>
{
    public void Configure(EntityTypeBuilder<DetectionProgress> mark)
    {
        mark.ToTable("DetectionProgress");
        mark.Property(m => m.Id).ValueGeneratedNever();
    }
}

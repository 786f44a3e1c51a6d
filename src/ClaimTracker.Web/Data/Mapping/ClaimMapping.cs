using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class ClaimMapping : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.IsRecord();
        claim.Property(c => c.StatementKey).IsLeftOutOfAudit();
        claim.Property(c => c.Start).IsLeftOutOfAudit();
        claim.Property(c => c.OriginId).IsLeftOutOfAudit();
        claim.Property(c => c.Content).StoredAsJson();
        claim.Property(c => c.Extractor).HasMaxLength(Claim.MaxExtractorLength);
        claim.Property(c => c.DecidedBy).HasMaxLength(200);
        claim.Property(c => c.StatusReason).HasMaxLength(2000);
        claim.Property(c => c.CredibilityBy).HasMaxLength(200);
        claim.Property(c => c.CredibilityReason).HasMaxLength(2000);
        claim.Property(c => c.ChainBy).HasMaxLength(200);
        claim.Ignore(c => c.AnswersForChain);
        claim.Property(c => c.EventDate).IsPartialDate();
        claim.Property(c => c.StatementDate).IsPartialDate();
        claim.HasOne(c => c.Article).WithMany().HasForeignKey(c => c.ArticleId);
        claim.HasOne(c => c.Origin).WithMany().HasForeignKey(c => c.OriginId);
        claim.HasMany(c => c.Attribution).WithOne().HasForeignKey(link => link.ClaimId);
        claim.HasMany(c => c.Tags).WithOne().HasForeignKey(tag => tag.ClaimId);
        claim.HasOne(c => c.Annotation).WithOne().HasForeignKey<ClaimAnnotation>(annotation => annotation.ClaimId);
        claim.HasMany(c => c.ReplacedBy).WithOne().HasForeignKey(replacement => replacement.ClaimId);

        claim.HasIndex(c => new { c.ArticleId, c.Start });
        claim.HasIndex(c => new { c.Status, c.Id });
        claim.HasIndex(c => new
        {
            c.OriginId,
            c.Status,
            c.Id,
        });
        claim.HasIndex(c => new { c.Credibility, c.Id }).HasFilter($"{nameof(Claim.Credibility)} IS NOT NULL");
        claim.HasIndex(c => c.EventEarliest).HasFilter($"{nameof(Claim.EventEarliest)} IS NOT NULL");
    }
}

internal sealed class AttributionLinkMapping : IEntityTypeConfiguration<AttributionLink>
{
    public void Configure(EntityTypeBuilder<AttributionLink> link)
    {
        link.ToTable("AttributionLinks");
        link.HasKey(l => new { l.ClaimId, l.Position });
        link.Property(l => l.Position).ValueGeneratedNever();
        link.Property(l => l.Office).HasMaxLength(Source.MaxNameLength);
        link.Property(l => l.Mention).StoredAsJson();
        link.Property(l => l.Cue).StoredAsJson();
        link.Property(l => l.Note).HasMaxLength(2000);
        link.Property(l => l.Evidence).StoredAsJson();
        link.HasOne(l => l.Source).WithMany().HasForeignKey(l => l.SourceId);
        link.HasIndex(l => new { l.SourceId, l.ClaimId });
    }
}

internal sealed class ClaimTagMapping : IEntityTypeConfiguration<ClaimTag>
{
    public void Configure(EntityTypeBuilder<ClaimTag> tag)
    {
        tag.ToTable("ClaimTags");
        tag.HasKey(t => new { t.ClaimId, t.Tag });
        tag.Property(t => t.Tag).HasMaxLength(100);
        tag.HasIndex(t => new { t.Tag, t.ClaimId });
    }
}

internal sealed class ClaimAnnotationMapping : IEntityTypeConfiguration<ClaimAnnotation>
{
    public void Configure(EntityTypeBuilder<ClaimAnnotation> annotation)
    {
        annotation.ToTable("ClaimAnnotations");
        annotation.HasKey(a => a.ClaimId);
        annotation.Property(a => a.Annotation).HasMaxLength(ClaimAnnotation.MaxLength);
        annotation.Property(a => a.Hash).IsHash().IsLeftOutOfAudit();
        annotation.HasIndex(a => new { a.ArticleId, a.Hash }).IsUnique();
    }
}

internal sealed class ClaimReplacementMapping : IEntityTypeConfiguration<ClaimReplacement>
{
    public void Configure(EntityTypeBuilder<ClaimReplacement> replacement)
    {
        replacement.ToTable("ClaimReplacements");
        replacement.HasKey(r => new { r.ClaimId, r.ById });
        replacement.HasOne(r => r.By).WithMany().HasForeignKey(r => r.ById);
    }
}

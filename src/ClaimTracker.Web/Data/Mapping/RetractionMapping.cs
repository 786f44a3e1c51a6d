using ClaimTracker.Domain.Retractions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class RetractionMapping : IEntityTypeConfiguration<Retraction>
{
    public void Configure(EntityTypeBuilder<Retraction> retraction)
    {
        retraction.ToTable("Retractions");
        retraction.IsRecord();
        retraction.Property(r => r.Date).IsPartialDate();
        retraction.Property(r => r.Reason).HasMaxLength(2000);
        retraction.Property(r => r.Evidence).StoredAsJson();
        retraction.Property(r => r.ReinstatedBy).HasMaxLength(200);
        retraction.Property(r => r.ReinstatementReason).HasMaxLength(2000);
        retraction.Property(r => r.ReinstatementDate).IsPartialDate();
        retraction.Property(r => r.ReinstatementEvidence).StoredAsJson();
        retraction.Property(r => r.ActiveKey).HasMaxLength(50).IsLeftOutOfAudit();
        retraction.HasOne(r => r.Article).WithMany().HasForeignKey(r => r.ArticleId);
        retraction.HasOne(r => r.Claim).WithMany().HasForeignKey(r => r.ClaimId);
        retraction.HasOne(r => r.By).WithMany().HasForeignKey(r => r.ById);
        retraction.HasIndex(r => r.ArticleId);
        retraction.HasIndex(r => r.ClaimId);
        retraction.HasIndex(r => r.ById);
        retraction.HasIndex(r => r.ActiveKey).IsUnique().HasFilter($"{nameof(Retraction.ActiveKey)} IS NOT NULL");
    }
}

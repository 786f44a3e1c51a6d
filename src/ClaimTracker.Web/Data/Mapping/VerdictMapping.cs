using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class VerdictScaleMapping : IEntityTypeConfiguration<VerdictScale>
{
    public void Configure(EntityTypeBuilder<VerdictScale> scale)
    {
        scale.IsRecord();
        scale.Property(s => s.Name).HasMaxLength(VerdictScale.MaxNameLength);
        scale.Property(s => s.Steps).StoredAsJson();

        // It comes with the schema: every database has a scale to rate on before anybody makes one.
        scale.HasData(
            new
            {
                Id = 1L,
                Version = 1,
                RecordedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                RecordedBy = Caller.System.Name,
                Name = "Five steps · cinq degrés",
                Worst = 1.0,
                Best = 5.0,
                Steps = VerdictScale.FiveSteps,
            }
        );
    }
}

internal sealed class ClaimVerdictMapping : IEntityTypeConfiguration<ClaimVerdict>
{
    public void Configure(EntityTypeBuilder<ClaimVerdict> verdict)
    {
        verdict.ToTable("ClaimVerdicts");
        verdict.IsRecord();
        verdict.Property(v => v.Content).StoredAsJson();
        verdict.Property(v => v.Outcome).IsLeftOutOfAudit();
        verdict.Property(v => v.RatingKey).IsNameKey();
        verdict.Property(v => v.PublishedBy).HasMaxLength(200);
        verdict.Property(v => v.WithdrawnBy).HasMaxLength(200);
        verdict.Property(v => v.WithdrawalReason).HasMaxLength(2000);
        verdict.HasOne(v => v.Claim).WithMany().HasForeignKey(v => v.ClaimId);
        verdict.HasMany(v => v.Editions).WithOne().HasForeignKey(edition => edition.VerdictId);
        verdict.HasIndex(v => v.ClaimId).IsUnique();
        verdict.HasIndex(v => new
        {
            v.State,
            v.Outcome,
            v.ClaimId,
        });
    }
}

internal sealed class VerdictEditionMapping : IEntityTypeConfiguration<VerdictEdition>
{
    public void Configure(EntityTypeBuilder<VerdictEdition> edition)
    {
        edition.ToTable("VerdictEditions");
        edition.HasKey(e => new { e.VerdictId, e.Number });
        edition.Property(e => e.Number).ValueGeneratedNever();
        edition.Property(e => e.Content).StoredAsJson();
        edition.Property(e => e.PublishedBy).HasMaxLength(200);
        edition.Property(e => e.EndedBy).HasMaxLength(200);
        edition.Property(e => e.Reason).HasMaxLength(2000);
    }
}

internal sealed class FactCheckMapping : IEntityTypeConfiguration<FactCheck>
{
    public void Configure(EntityTypeBuilder<FactCheck> review)
    {
        review.ToTable("FactChecks");
        review.IsRecord();
        review.Property(r => r.Key).IsHash().IsLeftOutOfAudit();
        review.Property(r => r.Content).StoredAsJson();
        review.Property(r => r.TextKey).IsLeftOutOfAudit();
        review.Property(r => r.PublisherKey).IsNameKey();
        review.Property(r => r.LinkedBy).HasMaxLength(200);
        review.Property(r => r.LinkReason).HasMaxLength(2000);
        review.HasOne(r => r.Claim).WithMany().HasForeignKey(r => r.ClaimId);
        review.HasIndex(r => r.Key).IsUnique();
        review.HasIndex(r => new { r.PublisherKey, r.Id });
        review.HasIndex(r => new { r.ClaimId, r.Id }).HasFilter($"{nameof(FactCheck.ClaimId)} IS NOT NULL");
    }
}

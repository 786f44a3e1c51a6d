using ClaimTracker.Domain.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class IndependenceFindingMapping : IEntityTypeConfiguration<IndependenceFinding>
{
    public void Configure(EntityTypeBuilder<IndependenceFinding> finding)
    {
        finding.ToTable("IndependenceFindings");
        finding.IsWithdrawableRecord();
        finding.Property(f => f.Rationale).HasMaxLength(4000);
        finding.Property(f => f.Evidence).StoredAsJson();
        finding.HasOne(f => f.A).WithMany().HasForeignKey(f => f.AId);
        finding.HasOne(f => f.B).WithMany().HasForeignKey(f => f.BId);
        finding.HasOne(f => f.Claim).WithMany().HasForeignKey(f => f.ClaimId);
    }
}

internal sealed class CredibilityRecordMapping : IEntityTypeConfiguration<CredibilityRecord>
{
    public void Configure(EntityTypeBuilder<CredibilityRecord> suggestion)
    {
        suggestion.ToTable("CredibilityRecords");
        suggestion.HasKey(s => s.Id);
        suggestion.Property(s => s.Rule).HasMaxLength(20);
        suggestion.Property(s => s.RuleSet).HasMaxLength(20);
        suggestion.HasOne<Domain.Claims.Claim>().WithMany().HasForeignKey(s => s.PropositionId);
        suggestion.HasIndex(s => new { s.PropositionId, s.Id });
    }
}

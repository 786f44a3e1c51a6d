using ClaimTracker.Domain.Flags;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class FlagMapping : IEntityTypeConfiguration<Flag>
{
    public void Configure(EntityTypeBuilder<Flag> flag)
    {
        flag.ToTable("Flags");
        flag.IsRecord();
        flag.Property(f => f.Note).HasMaxLength(Flag.MaxNoteLength);
        flag.Property(f => f.Resolution).HasMaxLength(Flag.MaxNoteLength);
        flag.Property(f => f.Cause).StoredAsJson();
        flag.Property(f => f.CauseResolution).StoredAsJson();
        flag.Property(f => f.Because).HasMaxLength(1000);
        flag.Property(f => f.CauseEnded).HasMaxLength(1000);
        flag.Property(f => f.DecidedBy).HasMaxLength(200);
        flag.Property(f => f.ActiveKey).HasMaxLength(50).IsLeftOutOfAudit();
        flag.HasOne(f => f.Claim).WithMany().HasForeignKey(f => f.ClaimId);
        flag.HasOne(f => f.Assignee).WithMany().HasForeignKey(f => f.AssigneeId);

        // The flags of a page of claims, and the claims flagged for a reason, are read from indexes alone; so is the count of everything.
        flag.HasIndex(f => new
        {
            f.ClaimId,
            f.Status,
            f.IsAutomatic,
            f.Reason,
        });
        flag.HasIndex(f => new
        {
            f.Reason,
            f.ClaimId,
            f.Status,
        });
        flag.HasIndex(f => new
        {
            f.Status,
            f.Reason,
            f.AssigneeId,
            f.IsAutomatic,
        });
        flag.HasIndex(f => f.ActiveKey).IsUnique().HasFilter($"{nameof(Flag.ActiveKey)} IS NOT NULL");
    }
}

using ClaimTracker.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        // A table with a trigger takes no OUTPUT clause on SQL Server.
        entry.ToTable("AuditEntries", table => table.HasTrigger("AuditEntries_AppendOnly"));
        entry.HasKey(e => e.Position);
        entry.Property(e => e.Position).ValueGeneratedNever().HasColumnOrder(0);
        entry.Property(e => e.Subject).HasMaxLength(50).HasColumnOrder(1);
        entry.Property(e => e.Sequence).HasColumnOrder(2);
        entry.Property(e => e.Actor).HasMaxLength(200).HasColumnOrder(3);
        entry.Property(e => e.At).HasColumnOrder(4);
        entry.Property(e => e.UseCase).HasMaxLength(100).HasColumnOrder(5);
        entry.Property(e => e.PreviousHash).IsHash().HasColumnOrder(6);
        entry.Property(e => e.Hash).IsHash().HasColumnOrder(7);

        // Last in the row: whoever reads only the hashes must not page through the changes.
        entry.Property(e => e.Reason).HasColumnOrder(8);
        entry.Property(e => e.Change).HasColumnOrder(9);
        entry.Property(e => e.Act).HasColumnOrder(10);
        entry.HasIndex(e => new { e.Subject, e.Sequence }).IsUnique();
        entry.HasIndex(e => e.Actor);
        entry.HasIndex(e => e.At);
    }
}

internal sealed class AuditHeadMapping : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("AuditHeads");
        head.HasKey(h => h.Subject);
        head.Property(h => h.Subject).HasMaxLength(50);
        head.Property(h => h.Hash).IsHash();
        head.Property(h => h.Sequence).IsConcurrencyToken();
    }
}

internal sealed class AuditCheckpointMapping : IEntityTypeConfiguration<AuditCheckpoint>
{
    public void Configure(EntityTypeBuilder<AuditCheckpoint> checkpoint)
    {
        checkpoint.ToTable("AuditCheckpoints", table => table.HasTrigger("AuditCheckpoints_AppendOnly"));
        checkpoint.HasKey(c => c.Position);
        checkpoint.Property(c => c.Position).ValueGeneratedNever();
        checkpoint.Property(c => c.Root).IsHash();
        checkpoint.Property(c => c.KeyId).HasMaxLength(16).IsUnicode(false);
        checkpoint.Property(c => c.Mac).HasMaxLength(64).IsUnicode(false);
        checkpoint.Ignore(c => c.Line);
    }
}

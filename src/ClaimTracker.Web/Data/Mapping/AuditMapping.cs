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
        entry.Property(e => e.Position).ValueGeneratedNever();
        entry.Property(e => e.Subject).HasMaxLength(50);
        entry.Property(e => e.Actor).HasMaxLength(200);
        entry.Property(e => e.UseCase).HasMaxLength(100);
        entry.Property(e => e.PreviousHash).IsHash();
        entry.Property(e => e.Hash).IsHash();
        entry.HasIndex(e => new { e.Subject, e.Sequence }).IsUnique();
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

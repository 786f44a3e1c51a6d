using ClaimTracker.Domain.Relations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class RelationMapping : IEntityTypeConfiguration<Relation>
{
    public void Configure(EntityTypeBuilder<Relation> relation)
    {
        relation.IsWithdrawableRecord();
        relation.Property(r => r.Cause).StoredAsJson();
        relation.Property(r => r.Rationale).HasMaxLength(4000);
        relation.Property(r => r.Evidence).StoredAsJson();
        relation.Property(r => r.ActiveKey).HasMaxLength(50).IsLeftOutOfAudit();
        relation.HasOne(r => r.From).WithMany().HasForeignKey(r => r.FromId);
        relation.HasOne(r => r.To).WithMany().HasForeignKey(r => r.ToId);

        // Both ways and covering: a graph pull reads edges from the indexes alone.
        relation.HasIndex(r => new
        {
            r.FromId,
            r.ToId,
            r.Type,
            r.Status,
        });
        relation.HasIndex(r => new
        {
            r.ToId,
            r.FromId,
            r.Type,
            r.Status,
        });
        relation.HasIndex(r => r.ActiveKey).IsUnique().HasFilter($"{nameof(Relation.ActiveKey)} IS NOT NULL");
    }
}

using ClaimTracker.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class HolderMapping : IEntityTypeConfiguration<Holder>
{
    public void Configure(EntityTypeBuilder<Holder> holder)
    {
        holder.IsRecord();
        holder.Property(h => h.Name).HasMaxLength(200);
        holder.Property(h => h.NameKey).HasMaxLength(400).IsLeftOutOfAudit();
        holder.HasIndex(h => h.NameKey).IsUnique();
    }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.IsRecord();
        key.Property(k => k.Hash).IsHash().IsLeftOutOfAudit();
        key.Property(k => k.Hint).HasMaxLength(16);
        key.Property(k => k.LastUsed).IsLeftOutOfAudit();
        key.Property(k => k.RevokedBy).HasMaxLength(200);
        key.HasOne(k => k.Holder).WithMany().HasForeignKey(k => k.HolderId);
        key.HasIndex(k => k.Hash).IsUnique();
    }
}

internal sealed class IdempotentAnswerMapping : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> answer)
    {
        answer.ToTable("IdempotentAnswers");
        answer.HasKey(a => a.Scope);
        answer.Property(a => a.Scope).IsHash();
        answer.Property(a => a.BodyHash).IsHash();
        answer.Property(a => a.Location).HasMaxLength(500);
        answer.Property(a => a.ETag).HasMaxLength(50);
        answer.HasIndex(a => a.At);
    }
}

using ClaimTracker.Domain.Reliability;
using ClaimTracker.Domain.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class SourceMapping : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> source)
    {
        source.IsRecord();
        source.Property(s => s.Name).HasMaxLength(Source.MaxNameLength);
        source.Property(s => s.NameKey).IsNameKey();
        source.Property(s => s.CanonicalId).IsLeftOutOfAudit();
        source.HasOne(s => s.MergedInto).WithMany().HasForeignKey(s => s.MergedIntoId);
        source.HasOne(s => s.Article).WithMany().HasForeignKey(s => s.ArticleId);
        source.HasMany(s => s.Aliases).WithOne(alias => alias.Source).HasForeignKey(alias => alias.SourceId);

        // One named source of a kind for each name; unnamed ones are never the same.
        source
            .HasIndex(s => new { s.NameKey, s.Kind })
            .IsUnique()
            .HasFilter($"{nameof(Source.Kind)} <> {(int)SourceKind.Unnamed}");
        source.HasIndex(s => s.ArticleId).HasFilter($"{nameof(Source.ArticleId)} IS NOT NULL");
        source.HasIndex(s => new { s.Status, s.Kind });
        source.HasIndex(s => s.MergedIntoId).HasFilter($"{nameof(Source.MergedIntoId)} IS NOT NULL");
        source.HasIndex(s => s.CanonicalId).HasFilter($"{nameof(Source.CanonicalId)} IS NOT NULL");
    }
}

internal sealed class AliasMapping : IEntityTypeConfiguration<Alias>
{
    public void Configure(EntityTypeBuilder<Alias> alias)
    {
        alias.IsWithdrawableRecord();
        alias.Property(a => a.Name).HasMaxLength(Source.MaxNameLength);
        alias.Property(a => a.NameKey).IsNameKey();
        alias.Property(a => a.Reason).HasMaxLength(2000);
        alias.HasIndex(a => new { a.SourceId, a.NameKey }).IsUnique().HasFilter($"{nameof(Alias.WithdrawnAt)} IS NULL");
        alias.HasIndex(a => a.NameKey);
    }
}

internal sealed class AffiliationMapping : IEntityTypeConfiguration<Affiliation>
{
    public void Configure(EntityTypeBuilder<Affiliation> affiliation)
    {
        affiliation.IsWithdrawableRecord();
        affiliation.Property(a => a.Role).HasMaxLength(Source.MaxNameLength);
        affiliation.Property(a => a.From).IsPartialDate();
        affiliation.Property(a => a.To).IsPartialDate();
        affiliation.Property(a => a.Reason).HasMaxLength(2000);
        affiliation.Property(a => a.Evidence).StoredAsJson();
        affiliation.HasOne(a => a.Source).WithMany().HasForeignKey(a => a.SourceId);
        affiliation.HasOne(a => a.With).WithMany().HasForeignKey(a => a.WithId);
        affiliation.HasIndex(a => a.SourceId);
        affiliation.HasIndex(a => a.WithId);
    }
}

internal sealed class DistinctionMapping : IEntityTypeConfiguration<Distinction>
{
    public void Configure(EntityTypeBuilder<Distinction> distinction)
    {
        distinction.IsWithdrawableRecord();
        distinction.Property(d => d.Reason).HasMaxLength(2000);
        distinction.Property(d => d.ActiveKey).HasMaxLength(50).IsLeftOutOfAudit();
        distinction.HasOne(d => d.Source).WithMany().HasForeignKey(d => d.SourceId);
        distinction.HasOne(d => d.From).WithMany().HasForeignKey(d => d.FromId);
        distinction.HasIndex(d => d.SourceId);
        distinction.HasIndex(d => d.FromId);
        distinction.HasIndex(d => d.ActiveKey).IsUnique().HasFilter($"{nameof(Distinction.ActiveKey)} IS NOT NULL");
    }
}

internal sealed class RatingMapping : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> rating)
    {
        rating.IsRecord();
        rating.Property(r => r.Reason).HasMaxLength(2000);
        rating.HasOne(r => r.Source).WithMany().HasForeignKey(r => r.SourceId);
        rating.HasIndex(r => new { r.SourceId, r.Id });
    }
}

internal sealed class SourceOutcomeMapping : IEntityTypeConfiguration<SourceOutcome>
{
    public void Configure(EntityTypeBuilder<SourceOutcome> outcome)
    {
        outcome.IsWithdrawableRecord();
        outcome.Property(o => o.Cause).StoredAsJson();
        outcome.Property(o => o.Reason).HasMaxLength(2000);
        outcome.HasOne(o => o.Source).WithMany().HasForeignKey(o => o.SourceId);
        outcome.HasOne(o => o.Claim).WithMany().HasForeignKey(o => o.ClaimId);
        outcome.HasOne(o => o.Verdict).WithMany().HasForeignKey(o => o.VerdictId);
        outcome.HasIndex(o => o.SourceId);
        outcome.HasIndex(o => o.ClaimId);
    }
}

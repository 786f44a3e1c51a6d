using ClaimTracker.Domain;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

/// <summary>What several mappings say, said once.</summary>
internal static class Conventions
{
    public static void IsRecord<T>(this EntityTypeBuilder<T> record)
        where T : Record
    {
        record.HasKey(r => r.Id);
        record.Property(r => r.Version).IsConcurrencyToken();
        record.Property(r => r.RecordedBy).HasMaxLength(200);
        record.Ignore(r => r.Subject);
        record.Ignore(r => r.SubjectType);
        record.Ignore(r => r.IsMachineProposal);
    }

    public static void IsWithdrawableRecord<T>(this EntityTypeBuilder<T> record)
        where T : WithdrawableRecord
    {
        record.IsRecord();
        record.Property(r => r.WithdrawnBy).HasMaxLength(200);
        record.Property(r => r.WithdrawalReason).HasMaxLength(2000);
        record.Property(r => r.WithdrawalCause).StoredAsJson();
        record.Ignore(r => r.IsWithdrawn);
    }

    /// <summary>EDTF as sent.</summary>
    public static PropertyBuilder<string?> IsPartialDate(this PropertyBuilder<string?> property) =>
        property.HasMaxLength(100);

    /// <summary>Lower-case hex SHA-256.</summary>
    public static PropertyBuilder<string> IsHash(this PropertyBuilder<string> property) =>
        property.HasMaxLength(64).IsUnicode(false);

    /// <summary>A folded name: folding can lengthen it, and it is derived from the name.</summary>
    public static void IsNameKey<T>(this PropertyBuilder<T> property) => property.HasMaxLength(800).IsLeftOutOfAudit();

    public static PropertyBuilder<T> IsLeftOutOfAudit<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(RecordModel.LeftOutOfAudit, true);
}

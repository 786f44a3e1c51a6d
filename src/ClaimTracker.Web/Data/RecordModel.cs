using ClaimTracker.Domain;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Data;

/// <summary>What the model says of records: which rows are parts of one, and which fields stand nowhere in the audit trail.</summary>
internal static class RecordModel
{
    /// <summary>The annotation of properties that others determine, or that are kept elsewhere.</summary>
    public const string LeftOutOfAudit = "Audit:LeftOut";

    /// <summary>A part of a record has no id of its own: its key begins with the record's.</summary>
    public static bool IsPartOfItsPrincipal(this IReadOnlyForeignKey foreignKey) =>
        typeof(Record).IsAssignableFrom(foreignKey.PrincipalEntityType.ClrType)
        && !typeof(Record).IsAssignableFrom(foreignKey.DeclaringEntityType.ClrType)
        && foreignKey.DeclaringEntityType.FindPrimaryKey()?.Properties[0] == foreignKey.Properties[0];

    public static bool IsLeftOutOfAudit(this IReadOnlyProperty property) =>
        property.FindAnnotation(LeftOutOfAudit) is not null;
}

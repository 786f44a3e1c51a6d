using ClaimTracker.Domain;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Data;

/// <summary>The kinds of records of the model, by the names that the audit trail has for them.</summary>
internal static class RecordTypes
{
    private static readonly Dictionary<Type, string> Names = typeof(Record).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(Record).IsAssignableFrom(type))
        .ToDictionary(type => type, type => ((Record)Activator.CreateInstance(type, nonPublic: true)!).SubjectType);

    public static IReadOnlyDictionary<string, IEntityType> Of(ClaimTrackerDb db) => Names
        .Select(one => (Name: one.Value, Type: db.Model.FindEntityType(one.Key)))
        .Where(one => one.Type is not null).ToDictionary(one => one.Name, one => one.Type!);

    /// <summary>The parts of a record that are kept as rows of their own, such as the links of a claim.</summary>
    public static IEnumerable<INavigation> PartsOf(IEntityType record) => record.GetNavigations().Where(part => part.IsCollection && AuditTrail.IsPartOfItsPrincipal(part.ForeignKey));
}

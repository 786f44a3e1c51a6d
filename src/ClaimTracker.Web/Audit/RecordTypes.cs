using System.Globalization;
using System.Text.Json.Nodes;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClaimTracker.Web.Audit;

/// <summary>The kinds of records of the model, by the names that the audit trail has for them.</summary>
internal static class RecordTypes
{
    private static readonly Dictionary<Type, string> Names = typeof(Record)
        .Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(Record).IsAssignableFrom(type))
        .ToDictionary(type => type, type => ((Record)Activator.CreateInstance(type, nonPublic: true)!).SubjectType);

    public static IReadOnlyDictionary<string, IEntityType> Of(ClaimTrackerDb db) =>
        Names
            .Select(one => (Name: one.Value, Type: db.Model.FindEntityType(one.Key)))
            .Where(one => one.Type is not null)
            .ToDictionary(one => one.Name, one => one.Type!);

    /// <summary>The rows that every database has from its migrations, by their names in the audit trail, as that would write them.</summary>
    /// <param name="model">The one for designing: at run time the model does not keep them.</param>
    public static Dictionary<string, JsonObject> ComingWithTheSchema(this IModel model) =>
        (
            from type in model.GetEntityTypes()
            where Names.ContainsKey(type.ClrType)
            from row in type.GetSeedData()
            select (
                Subject: new AuditSubject(
                    Names[type.ClrType],
                    Convert.ToInt64(row[nameof(Record.Id)], CultureInfo.InvariantCulture)
                ).ToString(),
                State: RecordState.Of(type, row)
            )
        ).ToDictionary(one => one.Subject, one => one.State);

    /// <summary>The parts of a record that are kept as rows of their own, such as the links of a claim.</summary>
    public static IEnumerable<INavigation> PartsOf(IEntityType record) =>
        record.GetNavigations().Where(part => !part.IsOnDependent && part.ForeignKey.IsPartOfItsPrincipal());
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Sources;

namespace ClaimTracker.Web.Views;

/// <summary>A source as other records name it.</summary>
/// <param name="Id">Null for an unknown outlet.</param>
/// <param name="Name">Null where the text does not even describe it.</param>
/// <param name="Kind">What it is.</param>
public sealed record SourceRef(long? Id, string? Name, SourceKind Kind);

/// <summary>That a record was taken back.</summary>
public sealed record WithdrawalView(string By, DateTime At, string? Reason)
{
    public static WithdrawalView? Of(WithdrawableRecord record) =>
        record.WithdrawnAt is { } at ? new WithdrawalView(record.WithdrawnBy!, at, record.WithdrawalReason) : null;
}

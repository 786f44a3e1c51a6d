using System.Text.Json;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Wording;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Review;

/// <summary>A mark on a claim.</summary>
/// <param name="Statement">Of the claim.</param>
/// <param name="Note">What to look at.</param>
/// <param name="Assignee">A holder; null: nobody yet.</param>
/// <param name="Resolution">What came of it; null while it is open or in review.</param>
/// <param name="DecidedBy">Who set the status last; null: it is as it was raised.</param>
/// <param name="Automatic">The program raised it.</param>
/// <param name="Cause">Of an automatic one: what the weighing found. Null for those of people.</param>
public sealed record FlagView(
    long Id,
    int Version,
    DateTime RecordedAt,
    string RecordedBy,
    Links Links,
    long ClaimId,
    string Statement,
    long ArticleId,
    FlagReason Reason,
    string? Note,
    string? Assignee,
    FlagStatus Status,
    string? Resolution,
    string? DecidedBy,
    DateTime? DecidedAt,
    bool Automatic,
    FlagCause? Cause
) : IResource;

/// <summary>Why the program raised a flag.</summary>
/// <param name="Stands">Whether the cause is still there.</param>
/// <param name="Code">The cause, as it was when it came; null of those that were raised before causes had codes.</param>
/// <param name="Parameters">What the cause is about, by name.</param>
/// <param name="Because">The cause in a sentence.</param>
/// <param name="Ended">How it went, in a sentence; null while it is there.</param>
public sealed record FlagCause(
    bool Stands,
    MessageCode? Code,
    IReadOnlyDictionary<string, JsonElement> Parameters,
    string Because,
    string? Ended
);

/// <summary>Reads flags as they go over the wire.</summary>
internal static class FlagViews
{
    public static string Address(long id) => $"/api/v1/flags/{id}";

    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<FlagView> ReadAsync(ClaimTrackerDb db, long id, CancellationToken cancellationToken) =>
        (await ReadAsync(db.Flags.Where(flag => flag.Id == id), cancellationToken)).FirstOrDefault()
        ?? throw new NotFoundException("flag", id);

    /// <summary>The flags of a query, in its order.</summary>
    public static async Task<IReadOnlyList<FlagView>> ReadAsync(
        IQueryable<Flag> flags,
        CancellationToken cancellationToken
    )
    {
        var rows = await flags
            .AsNoTracking()
            .Select(flag => new
            {
                Flag = flag,
                flag.Claim.Statement,
                flag.Claim.ArticleId,
                Assignee = flag.Assignee!.Name,
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => ViewOf(row.Flag, row.Statement, row.ArticleId, row.Assignee))];
    }

    private static FlagView ViewOf(Flag flag, string statement, long article, string? assignee) =>
        new(
            flag.Id,
            flag.Version,
            flag.RecordedAt,
            flag.RecordedBy,
            new Links(Address(flag.Id)),
            flag.ClaimId,
            statement,
            article,
            flag.Reason,
            flag.Note,
            assignee,
            flag.Status,
            Sentences.Say(flag.IsClosedByProgram ? flag.CauseResolution : null, flag.Resolution),
            flag.DecidedBy,
            flag.DecidedAt,
            flag.IsAutomatic,
            Sentences.Say(flag.Cause, flag.Because) is { } because
                ? new FlagCause(
                    flag.CauseStands,
                    flag.Cause?.Code,
                    flag.Cause?.Parameters ?? new Dictionary<string, JsonElement>(),
                    because,
                    Sentences.Say(flag.CauseResolution, flag.CauseEnded)
                )
                : null
        );
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>Suggests that articles of an outlet were made from those of another that it follows again and again within hours.</summary>
internal sealed class FollowedOutletDetector(LiveAssessmentIndex liveAssessmentIndex)
{
    private const int MostTimed = 500;

    public async Task LookAsync(
        ClaimTrackerDb db,
        DetectedSuggestions detected,
        List<long> claims,
        CancellationToken cancellationToken
    )
    {
        var outlets = new HashSet<long>();
        foreach (var claim in claims)
        {
            var outlet = await db
                .AttributionLinks.Where(link => link.ClaimId == claim && link.Position == 0)
                .Select(link => link.SourceId)
                .FirstOrDefaultAsync(cancellationToken);
            if (outlet is not { } by || !outlets.Add(by))
                continue;
            var timed = await liveAssessmentIndex.ReadAsync(
                db,
                index => index.TimedReportsAround(claim, MostTimed),
                cancellationToken
            );
            foreach (var found in CopyDetector.FindFollowers(timed))
            foreach (var (copy, from) in CopyDetector.FollowedBy(timed, found.Follower, found.Leader))
                detected.AddCopy(
                    copy,
                    from,
                    null,
                    Message.Of(
                        MessageCode.OutletFollows,
                        ("copy", copy),
                        ("by", found.Follower),
                        ("n", found.Times),
                        ("from", from),
                        ("leader", found.Leader)
                    )
                );
        }
    }
}

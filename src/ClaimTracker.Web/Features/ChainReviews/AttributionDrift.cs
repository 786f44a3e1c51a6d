using System.Text.Json;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Views.Claims;
using ClaimTracker.Web.Views.Review;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>What became of the attribution on the way from one report to the report that was made from it.</summary>
internal static class AttributionDrift
{
    /// <param name="position">The link at which the later report names the earlier one; 0 where it does not.</param>
    /// <param name="same">Whether two sources are one, merges followed.</param>
    public static IReadOnlyList<DriftView> Between(
        ClaimView upstream,
        ClaimView here,
        int position,
        Func<long?, long?, bool> same
    )
    {
        var drift = new List<DriftView>();
        if (upstream.Modality != here.Modality)
            drift.Add(
                new DriftView(DriftAspect.Modality, null, null, null, Wire(upstream.Modality), Wire(here.Modality))
            );
        if (upstream.Mode != here.Mode)
            drift.Add(new DriftView(DriftAspect.Mode, null, null, null, Wire(upstream.Mode), Wire(here.Mode)));

        // The outlet of the earlier report is in this chain only where it is named.
        var passed = here
            .Attribution.Where(link => link.Position > position || (link.Position == position && position > 0))
            .ToList();
        var pairs = new Dictionary<LinkView, LinkView>();
        var stated = upstream.Attribution.Where(link => link.Position > 0 || position > 0).ToList();
        Pair((there, link) => same(there.Source.Id, link.Source.Id));

        // Nobody knows whether two unnamed sources are one; that their descriptions stand in the same place is enough to hold the wording side by side.
        Pair((there, link) => there.Source.Kind == SourceKind.Unnamed && link.Source.Kind == SourceKind.Unnamed);
        foreach (var link in stated)
        {
            if (!pairs.TryGetValue(link, out var there))
            {
                drift.Add(new DriftView(DriftAspect.Source, null, link.Position, link.Source, link.Source.Name, null));
                continue;
            }

            if (
                there.Source.Id != link.Source.Id
                && there.Source.Kind == SourceKind.Unnamed
                && there.Source.Name != link.Source.Name
            )
                drift.Add(
                    new DriftView(
                        DriftAspect.Source,
                        there.Position,
                        link.Position,
                        there.Source,
                        link.Source.Name,
                        there.Source.Name
                    )
                );

            // A publisher has no cue of its own: what another says of it is no drift.
            if (link.Position > 0 && link.Stance != there.Stance)
                drift.Add(
                    new DriftView(
                        DriftAspect.Stance,
                        there.Position,
                        link.Position,
                        there.Source,
                        Wire(link.Stance),
                        Wire(there.Stance)
                    )
                );
            if (link.Basis != there.Basis)
                drift.Add(
                    new DriftView(
                        DriftAspect.Basis,
                        there.Position,
                        link.Position,
                        there.Source,
                        Wire(link.Basis),
                        Wire(there.Basis)
                    )
                );
        }

        drift.AddRange(
            passed
                .Except(pairs.Values)
                .Select(link => new DriftView(
                    DriftAspect.Source,
                    link.Position,
                    null,
                    link.Source,
                    null,
                    link.Source.Name
                ))
        );
        return drift;

        void Pair(Func<LinkView, LinkView, bool> belong)
        {
            foreach (var link in stated.Where(link => !pairs.ContainsKey(link)))
                if (passed.Find(other => !pairs.ContainsValue(other) && belong(other, link)) is { } there)
                    pairs.Add(link, there);
        }
    }

    private static string Wire<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

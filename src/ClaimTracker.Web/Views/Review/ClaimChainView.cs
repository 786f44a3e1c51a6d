using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Views.Claims;

namespace ClaimTracker.Web.Views.Review;

/// <summary>A place in the text with what stands around it.</summary>
/// <param name="Before">Up to 200 code points before.</param>
/// <param name="Quote">What stands there, verbatim.</param>
/// <param name="After">Up to 200 code points after.</param>
/// <param name="Start">Code points, from 0, inclusive.</param>
/// <param name="End">Code points, exclusive.</param>
public sealed record SpanInContextView(string Before, string Quote, string After, int Start, int End);

/// <summary>A stretch of a statement.</summary>
/// <param name="Start">Code points, from 0, inclusive.</param>
/// <param name="End">Code points, exclusive.</param>
/// <param name="Text">What stands there, with the white space that follows it.</param>
public sealed record StretchView(int Start, int End, string Text)
{
    internal static StretchView? Of(TextStretch? stretch) =>
        stretch is null ? null : new StretchView(stretch.Start, stretch.End, stretch.Text);
}

/// <summary>A run of words. All runs of a side, put together in order, are the statement of that side.</summary>
/// <param name="Upstream">Null for what was added.</param>
/// <param name="Here">Null for what was removed. What was kept may be typed differently, such as ’ and '.</param>
public sealed record WordChangeView(WordChangeKind Change, StretchView? Upstream, StretchView? Here)
{
    internal static WordChangeView Of(WordChange change) =>
        new(change.Kind, StretchView.Of(change.Before), StretchView.Of(change.After));
}

/// <summary>What drifted.</summary>
public enum DriftAspect
{
    /// <summary>Such as <c>conditional</c> there and <c>asserted</c> here.</summary>
    Modality = 0,

    /// <summary>Such as <c>direct</c> there and <c>indirect</c> here.</summary>
    Mode = 1,

    /// <summary>A source that only one of the two chains has; or another description of the unnamed source in the same place, be it the same or not.</summary>
    Source = 2,

    /// <summary>The attitude that the cue of a source expresses.</summary>
    Stance = 3,

    /// <summary>On what a source passes it on, or has it.</summary>
    Basis = 4,
}

/// <summary>A difference between the earlier report and this one.</summary>
/// <param name="Position">The link here; null for what concerns the whole claim, and for a source that is missing here.</param>
/// <param name="UpstreamPosition">The link there; null for what concerns the whole claim, and for a source that is missing there.</param>
/// <param name="Source">The source of the link.</param>
/// <param name="Upstream">The value there; of a source its name, null for one that is missing there.</param>
/// <param name="Here">The value here; of a source its name, null for one that is missing here.</param>
public sealed record DriftView(
    DriftAspect Aspect,
    int? Position,
    int? UpstreamPosition,
    LinkSourceView? Source,
    string? Upstream,
    string? Here
);

/// <summary>What says that a report is the one this was had from.</summary>
public enum UpstreamVia
{
    /// <summary>A relation between the two claims.</summary>
    DerivedFrom = 0,

    /// <summary>This article was made from that one, and the claims restate each other.</summary>
    ArticleDerivation = 1,

    /// <summary>The claims restate each other, and the chain names that outlet.</summary>
    Restates = 2,
}

/// <summary>The report a link was had from, beside this one.</summary>
/// <param name="RecordId">Id of the relation, or of the derivation of the article.</param>
/// <param name="StatementDiff">From its statement to this one; null where the articles are in different languages.</param>
/// <param name="Drift">What became of modality, mode, sources, stance and basis.</param>
public sealed record UpstreamView(
    ClaimView Claim,
    UpstreamVia Via,
    long RecordId,
    IReadOnlyList<WordChangeView>? StatementDiff,
    IReadOnlyList<DriftView> Drift
);

/// <summary>A link as the text shows it.</summary>
/// <param name="Position">From 0, outermost first.</param>
/// <param name="Mention">Where the text names the source; null where it does not.</param>
/// <param name="Cue">What says that it said so; null where nothing does.</param>
/// <param name="Upstream">
/// The reports of this link's source from which this claim was had, as far as they are stored; at link 0 those that the chain does not name. At most 20 in all.
/// </param>
public sealed record ChainLinkView(
    int Position,
    SpanInContextView? Mention,
    SpanInContextView? Cue,
    IReadOnlyList<UpstreamView> Upstream
);

/// <summary>The chain of a claim, laid open.</summary>
/// <param name="Claim">The claim; its version is what a chain review sends as <c>claimVersion</c>.</param>
/// <param name="Content">The claim's content as it stands in the text.</param>
/// <param name="Links">Outermost first.</param>
/// <param name="Review">The newest chain review that was not withdrawn; null where there is none.</param>
public sealed record ClaimChainView(
    ClaimView Claim,
    IReadOnlyList<SpanInContextView> Content,
    IReadOnlyList<ChainLinkView> Links,
    ChainReviewView? Review
);

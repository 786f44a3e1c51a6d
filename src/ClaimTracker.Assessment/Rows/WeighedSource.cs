namespace ClaimTracker.Assessment.Rows;

/// <summary>A source as the weighing sees it.</summary>
/// <param name="Id">Id of the source.</param>
/// <param name="Outlet">It publishes or distributes news: cited at the end of a chain it stands for its own report.</param>
/// <param name="Unnamed">It is known by description only: in <c>low</c> two of them may be the same.</param>
public readonly record struct WeighedSource(long Id, bool Outlet = false, bool Unnamed = false);

/// <summary>
/// An affiliation that makes one source the controller of another (acts for, part of, owned by), with the instants between which it may have held.
/// </summary>
/// <param name="Id">Id of the affiliation.</param>
/// <param name="Source">The controlled source.</param>
/// <param name="Controller">The source that commands or owns it.</param>
/// <param name="Earliest">The earliest instant at which it may have begun; null when open.</param>
/// <param name="Latest">The latest instant at which it may have ended (exclusive); null when open.</param>
public readonly record struct Control(
    long Id,
    long Source,
    long Controller,
    DateTime? Earliest = null,
    DateTime? Latest = null
);

/// <summary>Two sources whose names look alike: one in <c>low</c> until somebody merges them or tells them apart.</summary>
public readonly record struct CandidateMatch(long A, long B);

/// <summary>Somebody told two sources apart: whatever stands for the one is not what stands for the other.</summary>
public readonly record struct NotSameAs(long A, long B);

public enum FindingValue : byte
{
    /// <summary>Somebody found the two sources independent, for the proposition of a claim.</summary>
    Established,

    /// <summary>Somebody found that both have it from one place.</summary>
    SameOrigin,
}

/// <summary>What a finding of independence would come to.</summary>
public enum FindingEffect : byte
{
    /// <summary>It would establish the two, or change a count, on some side that contains the claim's proposition.</summary>
    Some,

    /// <summary>Both stand for one source.</summary>
    OneSource,

    /// <summary>One of them is on no side the origin of a chain that has one.</summary>
    NoChain,

    /// <summary>Somebody commands both.</summary>
    OneController,

    /// <summary>No two of their chains are apart.</summary>
    NotApart,
}

/// <summary>An analyst's finding about two sources.</summary>
/// <param name="Id">Id of the finding.</param>
/// <param name="A">One source.</param>
/// <param name="B">The other.</param>
/// <param name="Value">What was found.</param>
/// <param name="Claim">It holds on every side that contains this claim's proposition; null, for the same origin only: everywhere.</param>
public readonly record struct Finding(long Id, long A, long B, FindingValue Value, long? Claim = null);

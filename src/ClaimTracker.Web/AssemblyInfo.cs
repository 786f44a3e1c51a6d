using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ClaimTracker.Tests")]
[assembly: InternalsVisibleTo("ClaimTracker.Benchmarks")]

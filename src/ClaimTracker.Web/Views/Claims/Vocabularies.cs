namespace ClaimTracker.Web.Views.Claims;

/// <summary>The extraction and the domain have the same words and do not know each other; a test holds the words equal.</summary>
internal static class Vocabularies
{
    public static T Translate<T>(Enum word)
        where T : struct, Enum => Enum.Parse<T>(word.ToString());
}

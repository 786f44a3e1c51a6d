namespace ClaimTracker.Web.Wording;

/// <summary>The languages in which the program speaks to people.</summary>
public enum Language
{
    En = 0,
    Fr = 1,
}

using ClaimTracker.Domain;

namespace ClaimTracker.Web.Pipeline.Messaging;

/// <summary>
/// The domain names its own parameters. Where a request calls one otherwise, the use case says so here: nowhere else is a refusal caught to be addressed anew.
/// </summary>
internal static class RequestFields
{
    /// <param name="fieldOf">What the request calls a parameter.</param>
    public static T Named<T>(Func<string, string> fieldOf, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (DomainRuleException refused)
        {
            throw new DomainRuleException(refused.Code, fieldOf(refused.Parameter), refused.Message)
            {
                Details = refused.Details,
            };
        }
    }
}

using ClaimTracker.Web.Wording;
using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>Words the answer in the language that the request accepts, and says which that is where anything in it is worded.</summary>
internal static class ContentLanguage
{
    public static IApplicationBuilder UseContentLanguage(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var answer = AnswerLanguage.Begin(context.Request.Headers.AcceptLanguage);
                context.Response.OnStarting(() =>
                {
                    if (answer.Spoken is { } language)
                    {
                        context.Response.Headers.ContentLanguage = language == Language.Fr ? "fr" : "en";
                        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
                    }

                    return Task.CompletedTask;
                });
                await next(context);
            }
        );
}

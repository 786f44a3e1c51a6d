using Microsoft.Net.Http.Headers;

namespace ClaimTracker.Web.Hosting;

/// <summary>What holds for every answer, whatever it is: headers that keep browsers from guessing, framing and keeping; and HEAD, which is GET without its body.</summary>
internal static class SecurityHeaders
{
    private const string OfTheApi = "default-src 'none'; frame-ancestors 'none'";

    // The page styles itself from within; its scripts, and the pictures that they make, are its own.
    private const string OfThePage =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseEdge(this IApplicationBuilder app) =>
        app.Use(next =>
            context =>
            {
                context.Response.OnStarting(() =>
                {
                    Harden(context);
                    return Task.CompletedTask;
                });

                // The server sends no body in answer to HEAD, whatever is written.
                if (HttpMethods.IsHead(context.Request.Method))
                    context.Request.Method = HttpMethods.Get;
                return next(context);
            }
        );

    private static void Harden(HttpContext context)
    {
        var headers = context.Response.Headers;
        var path = context.Request.Path;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase)
            ? OfThePage
            : OfTheApi;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";

        // A shared cache knows Authorization, but not our own header.
        if (path.StartsWithSegments("/api/v1/api-keys", StringComparison.OrdinalIgnoreCase))
            headers.CacheControl = "no-store";
        else if (
            path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && !headers.ContainsKey(HeaderNames.CacheControl)
        )
            headers.CacheControl = "private, no-cache";
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>The document reads the same whatever order the controllers were found in, and names no type that never goes over the wire.</summary>
internal sealed class DocumentOrder : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        SharedProblems.Add(swaggerDoc, context);
        var paths = new OpenApiPaths();
        foreach (var (path, item) in swaggerDoc.Paths.OrderBy(path => path.Key, StringComparer.Ordinal))
            paths.Add(path, item);
        swaggerDoc.Paths = paths;
        foreach (
            var unused in swaggerDoc
                .Components!.Schemas!.Keys.Where(name =>
                    name.EndsWith("Optional", StringComparison.Ordinal) || name == nameof(ProblemDetails)
                )
                .ToList()
        )
            swaggerDoc.Components.Schemas.Remove(unused);
    }
}

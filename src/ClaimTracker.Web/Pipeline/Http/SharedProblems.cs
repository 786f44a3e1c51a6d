using System.Text.Json;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Pipeline.Bodies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimTracker.Web.Pipeline.Http;

/// <summary>The answers in which something is refused: written once, with an example of each, and named by every call that may give them.</summary>
internal static class SharedProblems
{
    private static readonly ProblemDetails[] Samples =
    [
        Problems.Of(InvalidRequestException.At("limit", "must be 1 to 500.")),
        Problems.Of(401),
        Problems.Of(new ForbiddenException(Role.FactChecker, Role.Analyst)),
        Problems.Of(new NotFoundException("claim", 3)),
        Problems.Of(406),
        Problems.Of(
            new ConflictException(
                "relationExists",
                "Relation 5 stands between these claims already; withdraw it first if it is wrong."
            )
            {
                Details = new Dictionary<string, object?> { ["relationId"] = 5 },
            }
        ),
        Problems.Of(new StaleVersionException(4)),
        Problems.Of(new TooLargeException($"The request body is over the limit of {JsonBody.MaxLength} bytes.")),
        Problems.Of(415),
        Problems.Of(new DomainRuleException("unknownSource", "attribution[0].source.id", "There is no source 9.")),
        Problems.Of(new VersionMissingException(orNone: false)),
        Problems.Of(429),
    ];

    /// <summary>The name of the answer with this status.</summary>
    public static string NameOf(int status) => Problems.Of(status).Title!.Replace(" ", "", StringComparison.Ordinal);

    public static void Add(OpenApiDocument document, DocumentFilterContext context)
    {
        var schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemView), context.SchemaRepository);
        document.Components!.Responses = Samples.ToDictionary(
            sample => NameOf(sample.Status!.Value),
            IOpenApiResponse (sample) =>
                new OpenApiResponse
                {
                    Description = sample.Title,
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        [Problems.ContentType] = new()
                        {
                            Schema = schema,
                            Example = JsonSerializer.SerializeToNode(sample, Json.Options),
                        },
                    },
                }
        );
    }
}

using System.Text.Json.Nodes;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Features.Articles;
using ClaimTracker.Web.Features.Claims;
using ClaimTracker.Web.Features.Relations;
using ClaimTracker.Web.Features.Sources;
using ClaimTracker.Web.Features.Verdicts;
using ClaimTracker.Web.Pipeline.Bodies;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using ClaimTracker.Web.Views.Claims;
using ClaimTracker.Web.Views.Sources;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Hosting;

/// <summary>
/// Loads the demonstration set into an empty database: the bodies in <c>seeds/</c> are read as the API would read them and sent through the same
/// use cases. Beside the bodies stand keys, by which the files name each other's claims and sources before anything has an id.
/// </summary>
internal sealed class Seeds
{
    private readonly IServiceProvider services;
    private readonly string folder;
    private readonly CancellationToken cancellationToken;
    private readonly Dictionary<string, long> claims = [];

    private Seeds(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        this.services = services;
        this.folder = folder;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Where the set is published to, beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>Loads the set unless something is stored already; true when it did.</summary>
    public static async Task<bool> LoadAsync(
        IServiceProvider services,
        string folder,
        CancellationToken cancellationToken
    )
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
            if (await db.Articles.AnyAsync(cancellationToken) || await db.Sources.AnyAsync(cancellationToken))
                return false;
        }

        var seeds = new Seeds(services, folder, cancellationToken);
        await seeds.LoadSourcesAsync();
        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(folder, "articles"), "*.json")
                .Order(StringComparer.Ordinal)
        )
            await seeds.LoadArticleAsync(Read(file).AsObject());
        await seeds.LoadRelationsAsync();
        await seeds.LoadVerdictsAsync();
        return true;
    }

    private async Task LoadSourcesAsync()
    {
        var sources = Read(Path.Combine(folder, "sources.json"))
            .AsArray()
            .Select(source => source!.AsObject())
            .ToList();
        var ids = new Dictionary<string, long>();
        foreach (var source in sources)
            ids.Add(
                NameOf(source),
                (
                    await SendAsync<SourceView, RecordSource>(
                        new JsonObject
                        {
                            ["name"] = source["name"]!.DeepClone(),
                            ["kind"] = source["kind"]!.DeepClone(),
                        }
                    )
                ).Id
            );
        foreach (var source in sources)
        {
            foreach (var alias in Parts(source, "aliases"))
                await SendAsync<AliasView, AddAlias>(alias, request => request with { Id = ids[NameOf(source)] });
            foreach (var affiliation in Parts(source, "affiliations"))
            {
                affiliation["with"] = ids[NameOf(affiliation["with"]!.AsObject())];
                await SendAsync<AffiliationView, AddAffiliation>(affiliation, request =>
                    request with
                    {
                        Id = ids[NameOf(source)],
                    }
                );
            }
        }
    }

    private async Task LoadArticleAsync(JsonObject file)
    {
        var article = await SendAsync<ArticleView, RecordArticle>(file["article"]!.AsObject());
        var unnamed = new Dictionary<string, long>();
        foreach (var body in Parts(file, "claims"))
        {
            var key = Take(body, "key");
            var links = Parts(body, "attribution").ToList();
            var refs = links.Select(link => Known(link["source"]!.AsObject(), unnamed)).ToList();
            var claim = await SendAsync<ClaimView, RecordClaim>(body, request =>
                request with
                {
                    ArticleId = article.Id,
                }
            );
            claims.Add(key, claim.Id);

            // The outlet may be left out of the file: the chain is aligned from its end.
            foreach (var (link, name) in claim.Attribution.TakeLast(refs.Count).Zip(refs))
                if (name is not null)
                    unnamed.TryAdd(name, link.Source.Id!.Value);
        }
    }

    /// <summary>Puts the id of an unnamed source that the article had before in the place of its ref.</summary>
    private static string? Known(JsonObject source, Dictionary<string, long> unnamed)
    {
        if (source["ref"]?.GetValue<string>() is not { } name)
            return null;
        if (unnamed.TryGetValue(name, out var id))
        {
            source.Remove("ref");
            source["id"] = id;
        }

        return name;
    }

    private async Task LoadRelationsAsync()
    {
        foreach (
            var relation in Read(Path.Combine(folder, "relations.json"))
                .AsArray()
                .Select(relation => relation!.AsObject())
        )
        {
            foreach (var end in (string[])["from", "to"])
                relation[end] = claims[relation[end]!.GetValue<string>()];
            await SendAsync<RelationView, RecordRelation>(relation);
        }
    }

    private async Task LoadVerdictsAsync()
    {
        foreach (
            var verdict in Read(Path.Combine(folder, "verdicts.json")).AsArray().Select(verdict => verdict!.AsObject())
        )
        {
            var claim = claims[Take(verdict, "claim")];
            await SendAsync<ClaimVerdictView, SetVerdict>(verdict, request =>
                request with
                {
                    Id = claim,
                    IfMatch = IfMatch.None,
                }
            );
        }
    }

    private Task<TView> SendAsync<TView, TRequest>(JsonObject body, Func<TRequest, TRequest>? address = null)
        where TRequest : IRequest<TView>
    {
        var request = (TRequest)
            JsonBody.Read(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), typeof(TRequest));
        return Startup.AsSystemAsync(services, address is null ? request : address(request), cancellationToken);
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    private static IEnumerable<JsonObject> Parts(JsonObject whole, string name) =>
        whole[name]?.AsArray().Select(part => part!.AsObject()) ?? [];

    private static string NameOf(JsonObject source) => $"{source["kind"]}:{source["name"]}";

    private static string Take(JsonObject body, string name)
    {
        var value = body[name]!.GetValue<string>();
        body.Remove(name);
        return value;
    }
}

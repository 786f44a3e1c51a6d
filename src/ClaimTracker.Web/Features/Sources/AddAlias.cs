using System.Text.Json.Serialization;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Gives a source another name, under which it is found from now on. Where another source of the kind has that name too, the name has become
/// ambiguous: whoever uses it is shown the candidates.
/// </summary>
/// <param name="Name">1 to 500 characters; not the source's own name, nor an alias it has (409 <c>aliasExists</c>).</param>
/// <param name="Reason">Where the name comes from.</param>
[Requires(Role.Analyst)]
public sealed record AddAlias(string Name, string? Reason = null) : ICreate<AliasView>, IReasoned
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class AddAliasValidator : AbstractValidator<AddAlias>
{
    public AddAliasValidator()
    {
        RuleFor(alias => alias.Name).Name(Source.MaxNameLength);
        RuleFor(alias => alias.Reason).Reason();
    }
}

internal sealed class AddAliasHandler(ClaimTrackerDb db) : IRequestHandler<AddAlias, AliasView>
{
    public async Task<AliasView> Handle(AddAlias request, CancellationToken cancellationToken)
    {
        var source = await db.Sources.FindAsync([request.Id], cancellationToken)
            ?? throw new NotFoundException("source", request.Id);
        var alias = new Alias(source, request.Name, request.Reason, db.Stamp);
        if (alias.NameKey == source.NameKey)
            throw new ConflictException("aliasExists", $"\"{source.Name}\" is the name of this source already.");
        var same = await db
            .Aliases.Where(other =>
                other.SourceId == source.Id && other.NameKey == alias.NameKey && other.WithdrawnAt == null
            )
            .Select(other => new { other.Id, other.Name })
            .FirstOrDefaultAsync(cancellationToken);
        if (same is not null)
            throw new ConflictException("aliasExists", $"This source has the alias \"{same.Name}\" already.")
            {
                Details = new Dictionary<string, object?> { ["aliasId"] = same.Id },
            };

        db.Aliases.Add(alias);
        await db.SaveChangesAsync(cancellationToken);
        return (await SourceViews.ReadAsync(db.Aliases.Where(a => a.Id == alias.Id), cancellationToken)).Single();
    }
}

using System.Text.RegularExpressions;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Audit;

/// <summary>A page of the audit trail, newest first. Filters narrow each other.</summary>
[Requires(Role.Reader)]
public sealed partial record FindAuditEntries : IQuery<Page<AuditEntryView>>, IPaged
{
    /// <summary>Type and id of a record, such as <c>claim:42</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>The holder who acted, exactly.</summary>
    public string? Actor { get; init; }

    /// <summary>EDTF; then or later.</summary>
    public PartialDate? From { get; init; }

    /// <summary>EDTF; then or before.</summary>
    public PartialDate? To { get; init; }

    /// <summary>1 to 500; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }

    [GeneratedRegex(@"^[a-zA-Z]{1,30}:[0-9]{1,19}$")]
    internal static partial Regex SubjectPattern();
}

internal sealed class FindAuditEntriesValidator : AbstractValidator<FindAuditEntries>
{
    public FindAuditEntriesValidator() =>
        RuleFor(query => query.Subject)
            .Must(subject => subject is null || FindAuditEntries.SubjectPattern().IsMatch(subject))
            .WithMessage("must be a type and an id, such as claim:42.");
}

internal sealed class FindAuditEntriesHandler(ClaimTrackerDb db, Caller caller)
    : IRequestHandler<FindAuditEntries, Page<AuditEntryView>>
{
    public async Task<Page<AuditEntryView>> Handle(FindAuditEntries query, CancellationToken cancellationToken)
    {
        var cursor = Cursor.Of(query);
        var entries = db.AuditEntries.AsNoTracking();
        if (query.Subject is { } subject)
            entries = entries.Where(entry => entry.Subject == subject);
        if (query.Actor is { } actor)
            entries = entries.Where(entry => entry.Actor == actor);
        if (query.From is { } from)
            entries = entries.Where(entry => entry.At >= from.Earliest);
        if (query.To is { } to)
            entries = entries.Where(entry => entry.At < to.Latest);
        if (cursor.Id is { } after)
            entries = entries.Where(entry => entry.Position < after);
        var page = await entries
            .OrderByDescending(entry => entry.Position)
            .Take(cursor.Take)
            .ToListAsync(cancellationToken);
        return cursor.Cut(page, entry => entry.Position).Select(entry => AuditEntryViews.Of(entry, caller));
    }
}

using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Reliability;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Support;

/// <summary>Puts articles, sources, claims and relations straight into a test's database, for tests of what only reads.</summary>
public sealed class StoredClaims : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;
    private readonly ClaimTrackerDb db;
    private readonly List<Claim> toReject = [];
    private int texts;

    private StoredClaims(AsyncServiceScope scope)
    {
        this.scope = scope;
        db = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>();
    }

    /// <summary>Everything between this and <see cref="SaveAsync"/> is one use case in one transaction.</summary>
    public static async Task<StoredClaims> BeginAsync(TestApp app)
    {
        var stored = new StoredClaims(app.Services.CreateAsyncScope());
        await stored.db.Database.BeginTransactionAsync();
        await stored.db.LockForWritingAsync(CancellationToken.None);
        stored.db.Begin(
            new UseCaseContext(
                "Test",
                new AuditStamp("test", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
                null
            )
        );
        return stored;
    }

    public Source Source(SourceKind kind, string name) =>
        db.Add(global::ClaimTracker.Domain.Sources.Source.Named(kind, name, SourceStatus.Accepted, db.Stamp)).Entity;

    public Article Article(
        Source? outlet,
        string? title = null,
        string? published = null,
        string language = "en",
        params string[] tags
    )
    {
        var article = new Article($"Text number {++texts} of this test.", outlet, db.Stamp) { Language = language };
        article.SetTitle(title);
        article.SetPublicationDate(published is null ? null : PartialDate.Parse(published));
        article.SetTags(tags);
        return db.Add(article).Entity;
    }

    /// <summary>A claim attributed to these sources, outermost first, the outlet left out.</summary>
    public Claim Claim(
        Article article,
        string statement,
        ClaimStatus status = ClaimStatus.Accepted,
        params Source[] chain
    )
    {
        var content = TextSpan.At(new CodePointIndex(article.Texts[0].Text), 0, 4);

        // Rejected at the end: a claim is related first and rejected later, never the other way round.
        var first = status == ClaimStatus.Rejected ? ClaimStatus.Accepted : status;
        var claim = db.Add(
            global::ClaimTracker.Domain.Claims.Claim.Record(
                article,
                [content],
                statement,
                [.. chain.Select(source => new LinkDraft(source))],
                Modality.Asserted,
                first,
                db.Stamp
            )
        ).Entity;
        if (status == ClaimStatus.Rejected)
            toReject.Add(claim);
        return claim;
    }

    public Source Unnamed(Article article, string? description) =>
        db.Add(
            global::ClaimTracker.Domain.Sources.Source.Unnamed(description, article, SourceStatus.Proposed, db.Stamp)
        ).Entity;

    public Affiliation ActsFor(Source source, Source with) =>
        db.Add(
            new Affiliation(source, with, AffiliationKind.ActsFor, null, null, null, [], "It says so itself.", db.Stamp)
        ).Entity;

    /// <summary>Relates two claims that are saved, be it earlier.</summary>
    public Relation Relate(Claim from, Claim to, RelationType type = RelationType.Corroborates)
    {
        var relation = new Relation(from, to, type, null, null, "They speak of the same.", [], db.Stamp);
        db.Entry(relation).State = EntityState.Added;
        return relation;
    }

    /// <summary>Says what became of a claim that is saved.</summary>
    public IReadOnlyList<SourceOutcome> Settle(Claim claim, bool wasTrue)
    {
        var outcomes = SourceOutcome.Of(
            claim,
            wasTrue,
            1,
            Message.Of(MessageCode.VerdictSaysSo, ("rating", "seen")),
            db.Stamp
        );
        db.AddRange(outcomes);
        return outcomes;
    }

    public void Withdraw(WithdrawableRecord record) => record.Withdraw("It was a mistake.", db.Stamp);

    /// <summary>Gives what was added its ids.</summary>
    public Task FlushAsync() => db.SaveChangesAsync();

    public async Task SaveAsync()
    {
        foreach (var claim in toReject)
            claim.SetStatus(ClaimStatus.Rejected, null, db.Stamp);
        await db.SaveChangesAsync();
        await db.Database.CommitTransactionAsync();
        db.End();
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

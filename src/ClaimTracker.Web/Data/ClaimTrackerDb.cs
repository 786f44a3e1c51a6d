using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Domain.Findings;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Reliability;
using ClaimTracker.Domain.Retractions;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Domain.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ClaimTracker.Web.Data;

/// <summary>What is being done, by whom, when and why: the head of every audit entry that a use case leaves.</summary>
public sealed record UseCaseContext(string UseCase, AuditStamp Stamp, string? Reason)
{
    private readonly Dictionary<object, object> remembered = [];

    /// <summary>The position of its first entry in the audit trail; null before there is one.</summary>
    internal long? Act { get; set; }

    /// <summary>
    /// What somebody remembers while this runs. When the execution strategy runs the use case again, that begins anew: what the first attempt made is not saved.
    /// </summary>
    internal T RememberedBy<T>(object whom)
        where T : class, new()
    {
        if (!remembered.TryGetValue(whom, out var value))
            remembered.Add(whom, value = new T());
        return (T)value;
    }
}

/// <summary>Everything that is stored. One model; <see cref="SqliteDb"/> and <see cref="SqlServerDb"/> say what differs.</summary>
public abstract class ClaimTrackerDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Absent where nothing is ever saved: at design time, and in databases of the past.</summary>
    private readonly SaveHooks? saveHooks = options
        .FindExtension<CoreOptionsExtension>()
        ?.ApplicationServiceProvider?.GetService<SaveHooks>();
    private UseCaseContext? useCaseContext;

    public DbSet<Article> Articles => Set<Article>();

    public DbSet<ArticleText> ArticleTexts => Set<ArticleText>();

    public DbSet<Derivation> Derivations => Set<Derivation>();

    public DbSet<Suggestion> Suggestions => Set<Suggestion>();

    public DbSet<Source> Sources => Set<Source>();

    public DbSet<Alias> Aliases => Set<Alias>();

    public DbSet<Affiliation> Affiliations => Set<Affiliation>();

    public DbSet<Distinction> Distinctions => Set<Distinction>();

    public DbSet<Rating> Ratings => Set<Rating>();

    public DbSet<SourceOutcome> SourceOutcomes => Set<SourceOutcome>();

    public DbSet<VerdictScale> VerdictScales => Set<VerdictScale>();

    public DbSet<ClaimVerdict> ClaimVerdicts => Set<ClaimVerdict>();

    public DbSet<FactCheck> FactChecks => Set<FactCheck>();

    public DbSet<Claim> Claims => Set<Claim>();

    public DbSet<AttributionLink> AttributionLinks => Set<AttributionLink>();

    public DbSet<Relation> Relations => Set<Relation>();

    public DbSet<ReviewRequest> ReviewRequests => Set<ReviewRequest>();

    public DbSet<ChainReview> ChainReviews => Set<ChainReview>();

    public DbSet<IndependenceFinding> IndependenceFindings => Set<IndependenceFinding>();

    public DbSet<CredibilityRecord> CredibilityRecords => Set<CredibilityRecord>();

    public DbSet<Flag> Flags => Set<Flag>();

    public DbSet<Retraction> Retractions => Set<Retraction>();

    public DbSet<Holder> Holders => Set<Holder>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<AuditCheckpoint> AuditCheckpoints => Set<AuditCheckpoint>();

    /// <summary>Who acts and when: the same stamp for everything one use case changes.</summary>
    public AuditStamp Stamp => Current.Stamp;

    /// <summary>Records are written only as part of a use case, so that no change is without an author.</summary>
    internal UseCaseContext Current =>
        useCaseContext
        ?? throw new InvalidOperationException(
            "Records are written by commands only: they open the transaction and say who acts."
        );

    /// <summary>Whether a use case that changes something is running: what is read now may be taken back.</summary>
    internal bool IsWriting => useCaseContext is not null;

    /// <summary>Starts a use case: what is saved from here on is stamped and audited under it.</summary>
    internal void Begin(UseCaseContext begun)
    {
        ChangeTracker.Clear();
        useCaseContext = begun;
    }

    /// <summary>Ends it.</summary>
    internal void End() => useCaseContext = null;

    /// <summary>
    /// Takes the lock that makes writers wait for each other until the transaction ends: positions of the audit trail follow the order of the commits,
    /// and what a handler checked is still true when it saves.
    /// </summary>
    internal abstract Task LockForWritingAsync(CancellationToken cancellationToken);

    /// <summary>How this database writes what the other writes differently.</summary>
    internal abstract SqlDialect Dialect { get; }

    /// <summary>Brings it to the newest schema.</summary>
    internal virtual Task MigrateAsync(CancellationToken cancellationToken) => Database.MigrateAsync(cancellationToken);

    /// <summary>The newest position of the audit trail; 0 while it is empty.</summary>
    internal Task<long> TrailHeadAsync(CancellationToken cancellationToken) =>
        AuditHeads
            .Where(head => head.Subject == AuditHead.Global)
            .Select(head => head.Sequence)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Saves the changed records, with what the hooks make of them.</summary>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        if (saveHooks is null)
            throw new InvalidOperationException("This context only reads.");
        var hooks = saveHooks.Of(this);

        // Looked for here, where something may have changed, and not again with each look at what is tracked: there may be tens of thousands.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var hook in hooks)
                await hook.BeforeAsync(cancellationToken);
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            foreach (var hook in hooks)
                await hook.AfterAsync(cancellationToken);
            return saved;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>Saves what a hook added after the save.</summary>
    internal Task SaveRowsAsync(CancellationToken cancellationToken) =>
        base.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancellationToken);

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Records are saved asynchronously, by commands.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<int>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ClaimTrackerDb).Assembly);
        foreach (var foreignKey in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()))
            if (!foreignKey.IsOwnership && !foreignKey.IsPartOfItsPrincipal())
                foreignKey.DeleteBehavior = DeleteBehavior.Restrict;
    }
}

using ClaimTracker.Domain.Audit;

namespace ClaimTracker.Web.Audit;

/// <summary>What <c>Audit</c> sets.</summary>
/// <param name="Key">What seals checkpoints; null: nothing does.</param>
/// <param name="CheckpointEntries">After so many new entries a checkpoint is made,</param>
/// <param name="CheckpointPause">and after this time, where there is a new entry at all.</param>
/// <param name="VerifyAtStart">Whether the trail is verified, in the background, when the service starts.</param>
internal sealed record AuditSettings(AuditKey? Key, int CheckpointEntries, TimeSpan CheckpointPause, bool VerifyAtStart)
{
    public static AuditSettings Of(IConfiguration configuration)
    {
        var audit = configuration.GetSection("Audit");
        AuditKey? key = null;
        if (!string.IsNullOrEmpty(audit["Key"]) && !AuditKey.TryParse(audit["Key"]!, out key))
            throw new InvalidOperationException(
                $"Audit:Key must be at least {AuditKey.MinLength} random bytes in hex or base64, such as `openssl rand -hex 32` prints."
            );
        return new AuditSettings(
            key,
            AtLeastOne(audit, "CheckpointEntries", 1000),
            TimeSpan.FromMinutes(AtLeastOne(audit, "CheckpointMinutes", 60)),
            audit.GetValue("VerifyAtStart", true)
        );
    }

    private static int AtLeastOne(IConfigurationSection settings, string name, int otherwise) =>
        settings.GetValue(name, otherwise) is >= 1 and var value
            ? value
            : throw new InvalidOperationException($"{settings.Path}:{name} must be at least 1.");
}

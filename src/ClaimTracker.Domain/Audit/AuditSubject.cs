using System.Globalization;

namespace ClaimTracker.Domain.Audit;

/// <summary>The record that an entry is about.</summary>
/// <param name="Type">Such as <c>claim</c>.</param>
public sealed record AuditSubject(string Type, long Id)
{
    /// <summary>Reads what <see cref="ToString"/> writes. On a trail that was tampered with it may be anything: then all of it is the type, and the id is 0.</summary>
    public static AuditSubject Parse(string subject)
    {
        var colon = subject.LastIndexOf(':');
        return
            colon > 0
            && long.TryParse(subject.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new AuditSubject(subject[..colon], id)
            : new AuditSubject(subject, 0);
    }

    /// <summary>As the trail names it, such as <c>claim:42</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Type}:{Id}");
}

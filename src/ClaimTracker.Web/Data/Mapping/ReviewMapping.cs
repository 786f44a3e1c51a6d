using ClaimTracker.Domain.ChainReviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClaimTracker.Web.Data.Mapping;

internal sealed class ReviewRequestMapping : IEntityTypeConfiguration<ReviewRequest>
{
    public void Configure(EntityTypeBuilder<ReviewRequest> request)
    {
        request.ToTable("ReviewRequests");
        request.IsWithdrawableRecord();
        request.Property(r => r.Note).HasMaxLength(2000);
        request.Property(r => r.ActiveKey).IsLeftOutOfAudit();
        request.HasOne(r => r.Claim).WithMany().HasForeignKey(r => r.ClaimId);
        request.HasOne(r => r.AnsweredBy).WithMany().HasForeignKey(r => r.AnsweredById);
        request.HasIndex(r => r.ActiveKey).IsUnique().HasFilter($"{nameof(ReviewRequest.ActiveKey)} IS NOT NULL");
    }
}

internal sealed class ChainReviewMapping : IEntityTypeConfiguration<ChainReview>
{
    public void Configure(EntityTypeBuilder<ChainReview> review)
    {
        review.ToTable("ChainReviews");
        review.IsWithdrawableRecord();
        review.Property(r => r.ChainBy).HasMaxLength(200);
        review.Property(r => r.Findings).StoredAsJson();
        review.Property(r => r.BreaksChain).IsLeftOutOfAudit();
        review.Property(r => r.Note).HasMaxLength(2000);
        review.HasOne(r => r.Claim).WithMany().HasForeignKey(r => r.ClaimId);
        review.HasIndex(r => new { r.ClaimId, r.Id });
        review.HasIndex(r => new { r.RecordedBy, r.Id });
        review.HasIndex(r => new { r.ChainBy, r.Id });
    }
}

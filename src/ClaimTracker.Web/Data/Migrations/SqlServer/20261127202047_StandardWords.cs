using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClaimTracker.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class StandardWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_CredibilitySuggestions_Claims_PropositionId",
                table: "CredibilitySuggestions");

            migrationBuilder.DropForeignKey(
                name: "FK_ExternalReviews_Claims_ClaimId",
                table: "ExternalReviews");

            migrationBuilder.DropIndex(
                name: "IX_Suggestions_Concerns",
                table: "Suggestions");

            migrationBuilder.DropIndex(
                name: "IX_ReviewRequests_Occupies",
                table: "ReviewRequests");

            migrationBuilder.DropIndex(
                name: "IX_Retractions_Occupies",
                table: "Retractions");

            migrationBuilder.DropIndex(
                name: "IX_Relations_Occupies",
                table: "Relations");

            migrationBuilder.DropIndex(
                name: "IX_Flags_Occupies",
                table: "Flags");

            migrationBuilder.DropIndex(
                name: "IX_Distinctions_Occupies",
                table: "Distinctions");

            migrationBuilder.DropIndex(
                name: "IX_Derivations_Occupies",
                table: "Derivations");

            migrationBuilder.DropPrimaryKey(
                name: "PK_NoticedUpTo",
                table: "NoticedUpTo");

            migrationBuilder.DropPrimaryKey(
                name: "PK_ExternalReviews",
                table: "ExternalReviews");

            migrationBuilder.DropPrimaryKey(
                name: "PK_CredibilitySuggestions",
                table: "CredibilitySuggestions");

            migrationBuilder.RenameTable(
                name: "NoticedUpTo",
                newName: "DetectionProgress");

            migrationBuilder.RenameTable(
                name: "ExternalReviews",
                newName: "FactChecks");

            migrationBuilder.RenameTable(
                name: "CredibilitySuggestions",
                newName: "CredibilityRecords");

            migrationBuilder.RenameColumn(
                name: "Concerns",
                table: "Suggestions",
                newName: "DeduplicationKey");

            migrationBuilder.RenameColumn(
                name: "Occupies",
                table: "ReviewRequests",
                newName: "ActiveKey");

            migrationBuilder.RenameColumn(
                name: "Occupies",
                table: "Retractions",
                newName: "ActiveKey");

            migrationBuilder.RenameColumn(
                name: "Occupies",
                table: "Relations",
                newName: "ActiveKey");

            migrationBuilder.RenameColumn(
                name: "Occupies",
                table: "Flags",
                newName: "ActiveKey");

            migrationBuilder.RenameColumn(
                name: "Occupies",
                table: "Distinctions",
                newName: "ActiveKey");

            migrationBuilder.RenameColumn(
                name: "Occupies",
                table: "Derivations",
                newName: "ActiveKey");

            migrationBuilder.RenameIndex(
                name: "IX_ExternalReviews_PublisherKey_Id",
                table: "FactChecks",
                newName: "IX_FactChecks_PublisherKey_Id");

            migrationBuilder.RenameIndex(
                name: "IX_ExternalReviews_Key",
                table: "FactChecks",
                newName: "IX_FactChecks_Key");

            migrationBuilder.RenameIndex(
                name: "IX_ExternalReviews_ClaimId_Id",
                table: "FactChecks",
                newName: "IX_FactChecks_ClaimId_Id");

            migrationBuilder.RenameIndex(
                name: "IX_CredibilitySuggestions_PropositionId_Id",
                table: "CredibilityRecords",
                newName: "IX_CredibilityRecords_PropositionId_Id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_DetectionProgress",
                table: "DetectionProgress",
                column: "Id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_FactChecks",
                table: "FactChecks",
                column: "Id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_CredibilityRecords",
                table: "CredibilityRecords",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_Suggestions_DeduplicationKey",
                table: "Suggestions",
                column: "DeduplicationKey",
                unique: true,
                filter: "DeduplicationKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewRequests_ActiveKey",
                table: "ReviewRequests",
                column: "ActiveKey",
                unique: true,
                filter: "ActiveKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Retractions_ActiveKey",
                table: "Retractions",
                column: "ActiveKey",
                unique: true,
                filter: "ActiveKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Relations_ActiveKey",
                table: "Relations",
                column: "ActiveKey",
                unique: true,
                filter: "ActiveKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Flags_ActiveKey",
                table: "Flags",
                column: "ActiveKey",
                unique: true,
                filter: "ActiveKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Distinctions_ActiveKey",
                table: "Distinctions",
                column: "ActiveKey",
                unique: true,
                filter: "ActiveKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Derivations_ActiveKey",
                table: "Derivations",
                column: "ActiveKey",
                unique: true,
                filter: "ActiveKey IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_CredibilityRecords_Claims_PropositionId",
                table: "CredibilityRecords",
                column: "PropositionId",
                principalTable: "Claims",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_FactChecks_Claims_ClaimId",
                table: "FactChecks",
                column: "ClaimId",
                principalTable: "Claims",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_CredibilityRecords_Claims_PropositionId",
                table: "CredibilityRecords");

            migrationBuilder.DropForeignKey(
                name: "FK_FactChecks_Claims_ClaimId",
                table: "FactChecks");

            migrationBuilder.DropIndex(
                name: "IX_Suggestions_DeduplicationKey",
                table: "Suggestions");

            migrationBuilder.DropIndex(
                name: "IX_ReviewRequests_ActiveKey",
                table: "ReviewRequests");

            migrationBuilder.DropIndex(
                name: "IX_Retractions_ActiveKey",
                table: "Retractions");

            migrationBuilder.DropIndex(
                name: "IX_Relations_ActiveKey",
                table: "Relations");

            migrationBuilder.DropIndex(
                name: "IX_Flags_ActiveKey",
                table: "Flags");

            migrationBuilder.DropIndex(
                name: "IX_Distinctions_ActiveKey",
                table: "Distinctions");

            migrationBuilder.DropIndex(
                name: "IX_Derivations_ActiveKey",
                table: "Derivations");

            migrationBuilder.DropPrimaryKey(
                name: "PK_FactChecks",
                table: "FactChecks");

            migrationBuilder.DropPrimaryKey(
                name: "PK_DetectionProgress",
                table: "DetectionProgress");

            migrationBuilder.DropPrimaryKey(
                name: "PK_CredibilityRecords",
                table: "CredibilityRecords");

            migrationBuilder.RenameTable(
                name: "FactChecks",
                newName: "ExternalReviews");

            migrationBuilder.RenameTable(
                name: "DetectionProgress",
                newName: "NoticedUpTo");

            migrationBuilder.RenameTable(
                name: "CredibilityRecords",
                newName: "CredibilitySuggestions");

            migrationBuilder.RenameColumn(
                name: "DeduplicationKey",
                table: "Suggestions",
                newName: "Concerns");

            migrationBuilder.RenameColumn(
                name: "ActiveKey",
                table: "ReviewRequests",
                newName: "Occupies");

            migrationBuilder.RenameColumn(
                name: "ActiveKey",
                table: "Retractions",
                newName: "Occupies");

            migrationBuilder.RenameColumn(
                name: "ActiveKey",
                table: "Relations",
                newName: "Occupies");

            migrationBuilder.RenameColumn(
                name: "ActiveKey",
                table: "Flags",
                newName: "Occupies");

            migrationBuilder.RenameColumn(
                name: "ActiveKey",
                table: "Distinctions",
                newName: "Occupies");

            migrationBuilder.RenameColumn(
                name: "ActiveKey",
                table: "Derivations",
                newName: "Occupies");

            migrationBuilder.RenameIndex(
                name: "IX_FactChecks_PublisherKey_Id",
                table: "ExternalReviews",
                newName: "IX_ExternalReviews_PublisherKey_Id");

            migrationBuilder.RenameIndex(
                name: "IX_FactChecks_Key",
                table: "ExternalReviews",
                newName: "IX_ExternalReviews_Key");

            migrationBuilder.RenameIndex(
                name: "IX_FactChecks_ClaimId_Id",
                table: "ExternalReviews",
                newName: "IX_ExternalReviews_ClaimId_Id");

            migrationBuilder.RenameIndex(
                name: "IX_CredibilityRecords_PropositionId_Id",
                table: "CredibilitySuggestions",
                newName: "IX_CredibilitySuggestions_PropositionId_Id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_ExternalReviews",
                table: "ExternalReviews",
                column: "Id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_NoticedUpTo",
                table: "NoticedUpTo",
                column: "Id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_CredibilitySuggestions",
                table: "CredibilitySuggestions",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_Suggestions_Concerns",
                table: "Suggestions",
                column: "Concerns",
                unique: true,
                filter: "Concerns IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewRequests_Occupies",
                table: "ReviewRequests",
                column: "Occupies",
                unique: true,
                filter: "Occupies IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Retractions_Occupies",
                table: "Retractions",
                column: "Occupies",
                unique: true,
                filter: "Occupies IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Relations_Occupies",
                table: "Relations",
                column: "Occupies",
                unique: true,
                filter: "Occupies IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Flags_Occupies",
                table: "Flags",
                column: "Occupies",
                unique: true,
                filter: "Occupies IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Distinctions_Occupies",
                table: "Distinctions",
                column: "Occupies",
                unique: true,
                filter: "Occupies IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Derivations_Occupies",
                table: "Derivations",
                column: "Occupies",
                unique: true,
                filter: "Occupies IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_CredibilitySuggestions_Claims_PropositionId",
                table: "CredibilitySuggestions",
                column: "PropositionId",
                principalTable: "Claims",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_ExternalReviews_Claims_ClaimId",
                table: "ExternalReviews",
                column: "ClaimId",
                principalTable: "Claims",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}

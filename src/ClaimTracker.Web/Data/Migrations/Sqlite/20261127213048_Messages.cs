using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClaimTracker.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Messages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Why",
                table: "Suggestions",
                type: "TEXT",
                maxLength: 2000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 2000);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Suggestions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "SourceOutcomes",
                type: "TEXT",
                maxLength: 2000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 2000);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "SourceOutcomes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "SourceOutcomes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "ReviewRequests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Rationale",
                table: "Relations",
                type: "TEXT",
                maxLength: 4000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 4000);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Relations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "Relations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "IndependenceFindings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Flags",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CauseResolution",
                table: "Flags",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "Distinctions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "Derivations",
                type: "TEXT",
                maxLength: 2000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 2000);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Derivations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "Derivations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "ChainReviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "Aliases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalCause",
                table: "Affiliations",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Cause",
                table: "Suggestions");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "SourceOutcomes");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "SourceOutcomes");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "ReviewRequests");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "Relations");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "Relations");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "IndependenceFindings");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "Flags");

            migrationBuilder.DropColumn(
                name: "CauseResolution",
                table: "Flags");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "Distinctions");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "Derivations");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "Derivations");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "ChainReviews");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "Aliases");

            migrationBuilder.DropColumn(
                name: "WithdrawalCause",
                table: "Affiliations");

            migrationBuilder.AlterColumn<string>(
                name: "Why",
                table: "Suggestions",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 2000,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "SourceOutcomes",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 2000,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Rationale",
                table: "Relations",
                type: "TEXT",
                maxLength: 4000,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 4000,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "Derivations",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 2000,
                oldNullable: true);
        }
    }
}

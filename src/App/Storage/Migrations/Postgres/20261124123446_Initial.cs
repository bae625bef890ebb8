using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Guichet.App.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    first_name = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    last_name = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    agreement_id = table.Column<long>(type: "bigint", nullable: true),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: true),
                    all_points = table.Column<bool>(type: "boolean", nullable: false),
                    submit_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    pin_hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    last_point_of_sale_id = table.Column<long>(type: "bigint", nullable: true),
                    remembered_notify_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    capture_limit = table.Column<long>(type: "bigint", nullable: true),
                    second_factor_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "agreement",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    name = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    siret = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: true),
                    activity = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: true),
                    contact_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    contact_phone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    postal_address = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: true),
                    iban = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: true),
                    bank_account_holder = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: true),
                    suspended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    suspension_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "application",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    draft_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    siret = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    legal_name = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    activity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    first_name = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    last_name = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    point_name = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    point_town = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    postal_address = table.Column<string>(type: "character varying(560)", maxLength: 560, nullable: false),
                    bank_account_holder = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    iban = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    link_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    link_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    letters = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    agreement_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "application_document",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    draft_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    type = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_document", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    operator_id = table.Column<long>(type: "bigint", nullable: true),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subjects = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    previous_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    last_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "credit_order",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    reference = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    file_name = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    accepted = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    total_cents = table.Column<long>(type: "bigint", nullable: false),
                    credited_line = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirmed_by = table.Column<long>(type: "bigint", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_order", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "credit_order_line",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    amount_cents = table.Column<long>(type: "bigint", nullable: false),
                    issue_year = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    typed = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_order_line", x => new { x.order_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "customer",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "character varying(11)", maxLength: 11, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    first_name = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    last_name = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demonstration_mail",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demonstration_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    payment_id = table.Column<long>(type: "bigint", nullable: true),
                    payment_version = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "id_range",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_id_range", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    scope = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    payment_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "known_device",
                columns: table => new
                {
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    failed_codes = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    agent = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_device", x => new { x.key_hash, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "lapse_notice",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    days_before = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lapse_notice", x => new { x.customer_id, x.year, x.days_before });
                });

            migrationBuilder.CreateTable(
                name: "letter",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    payment_id = table.Column<long>(type: "bigint", nullable: true),
                    payment_version = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    account_id = table.Column<long>(type: "bigint", nullable: true),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    send_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "one_time_link",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_one_time_link", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "passkey_question",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: true),
                    session_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    subject_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    state = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkey_question", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "payment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    agreement_id = table.Column<long>(type: "bigint", nullable: false),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    timing = table.Column<int>(type: "integer", nullable: false),
                    capture_mode = table.Column<int>(type: "integer", nullable: false),
                    payment_window_days = table.Column<int>(type: "integer", nullable: true),
                    capture_window_days = table.Column<int>(type: "integer", nullable: true),
                    requested_cents = table.Column<long>(type: "bigint", nullable: false),
                    authorized_cents = table.Column<long>(type: "bigint", nullable: true),
                    captured_cents = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_activity_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    pay_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    capture_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    contact = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    addressee_id = table.Column<long>(type: "bigint", nullable: true),
                    addressee_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    payer_id = table.Column<long>(type: "bigint", nullable: true),
                    funding = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    token_generation = table.Column<int>(type: "integer", nullable: false),
                    order_reference = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false, collation: "C"),
                    order_day = table.Column<int>(type: "integer", nullable: true),
                    order_sequence = table.Column<int>(type: "integer", nullable: true),
                    order_suggested = table.Column<bool>(type: "boolean", nullable: false),
                    description = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: true),
                    customer_reference = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: true),
                    seller_reference = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: true),
                    notify_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment", x => x.id);
                    table.CheckConstraint("ck_payment_amounts", "requested_cents > 0 AND (authorized_cents IS NULL OR (authorized_cents > 0 AND authorized_cents <= requested_cents)) AND (captured_cents IS NULL OR (captured_cents > 0 AND captured_cents <= authorized_cents))");
                    table.CheckConstraint("ck_payment_status", "status BETWEEN 1 AND 6 AND version > 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_draft",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_draft", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payment_fact",
                columns: table => new
                {
                    payment_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    from_status = table.Column<int>(type: "integer", nullable: true),
                    to_status = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: true),
                    door = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    amount_cents = table.Column<long>(type: "bigint", nullable: true),
                    detail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_fact", x => new { x.payment_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "posting",
                columns: table => new
                {
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    account = table.Column<int>(type: "integer", nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    issue_year = table.Column<int>(type: "integer", nullable: false),
                    amount_cents = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posting", x => new { x.entry_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "practice_clock",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    ahead_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practice_clock", x => x.id);
                    table.CheckConstraint("ck_practice_clock_forward", "ahead_ms >= 0");
                });

            migrationBuilder.CreateTable(
                name: "push",
                columns: table => new
                {
                    letter_id = table.Column<long>(type: "bigint", nullable: false),
                    subscription_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    send_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_push", x => new { x.letter_id, x.subscription_id });
                });

            migrationBuilder.CreateTable(
                name: "remainder_payment",
                columns: table => new
                {
                    payment_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    agreement_id = table.Column<long>(type: "bigint", nullable: false),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: false),
                    submit_key = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    means = table.Column<int>(type: "integer", nullable: false),
                    cents = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_remainder_payment", x => new { x.payment_id, x.line });
                    table.CheckConstraint("ck_remainder_payment_cents", "cents > 0");
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    ticket = table.Column<byte[]>(type: "bytea", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    failed_codes = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    agent = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.key_hash);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_tries",
                columns: table => new
                {
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: true),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_tries", x => x.subject);
                });

            migrationBuilder.CreateTable(
                name: "suspension",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    agreement_id = table.Column<long>(type: "bigint", nullable: false),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    suspended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    suspended_by = table.Column<long>(type: "bigint", nullable: false),
                    resume_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    resumed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resumed_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suspension", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wallet",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    issue_year = table.Column<int>(type: "integer", nullable: false),
                    available_cents = table.Column<long>(type: "bigint", nullable: false),
                    is_blocked = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wallet", x => new { x.customer_id, x.issue_year });
                    table.CheckConstraint("ck_wallet_not_negative", "available_cents >= 0");
                });

            migrationBuilder.CreateTable(
                name: "account_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_claim_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_account_login_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_passkey",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_passkey", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_account_passkey_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_token",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_account_token_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "activation_code",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    failed_tries = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activation_code", x => x.account_id);
                    table.ForeignKey(
                        name: "fk_activation_code_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "home_notice",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    english_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_home_notice", x => x.version);
                    table.ForeignKey(
                        name: "fk_home_notice_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_note",
                columns: table => new
                {
                    payment_id = table.Column<long>(type: "bigint", nullable: false),
                    slot = table.Column<int>(type: "integer", nullable: false),
                    submit_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_note", x => new { x.payment_id, x.slot });
                    table.ForeignKey(
                        name: "fk_payment_note_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_view",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    slot = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    query = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_view", x => new { x.account_id, x.slot });
                    table.ForeignKey(
                        name: "fk_saved_view_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bank_account_change",
                columns: table => new
                {
                    agreement_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    iban_before = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: true),
                    iban_after = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: false),
                    holder_before = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: true),
                    holder_after = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_account_change", x => new { x.agreement_id, x.number });
                    table.ForeignKey(
                        name: "fk_bank_account_change_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "point_of_sale",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    agreement_id = table.Column<long>(type: "bigint", nullable: false),
                    shop_id = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    name = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    town = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    suspended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    suspension_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_point_of_sale", x => x.id);
                    table.ForeignKey(
                        name: "fk_point_of_sale_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wallet_block",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    is_blocked = table.Column<bool>(type: "boolean", nullable: false),
                    door = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wallet_block", x => new { x.customer_id, x.number });
                    table.ForeignKey(
                        name: "fk_wallet_block_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "push_subscription",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    device_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    endpoint_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    target = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_success_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_push_subscription", x => x.id);
                    table.ForeignKey(
                        name: "fk_push_subscription_device_hash_account_id",
                        columns: x => new { x.device_hash, x.account_id },
                        principalTable: "known_device",
                        principalColumns: new[] { "key_hash", "account_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_point",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_point", x => new { x.account_id, x.point_of_sale_id });
                    table.ForeignKey(
                        name: "fk_account_point_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_account_point_point_of_sale_id",
                        column: x => x.point_of_sale_id,
                        principalTable: "point_of_sale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "point_request",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    agreement_id = table.Column<long>(type: "bigint", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    submit_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    town = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    address = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    operator_id = table.Column<long>(type: "bigint", nullable: true),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_point_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_point_request_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_point_request_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_point_request_operator_id",
                        column: x => x.operator_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_point_request_point_of_sale_id",
                        column: x => x.point_of_sale_id,
                        principalTable: "point_of_sale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "published_profile",
                columns: table => new
                {
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: false),
                    entry_code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    is_published = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    sort_name = table.Column<string>(type: "character varying(560)", maxLength: 560, nullable: false, collation: "C"),
                    activities = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: true),
                    street = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: true),
                    postcode = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    town = table.Column<string>(type: "character varying(280)", maxLength: 280, nullable: false),
                    phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    web_address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    opening = table.Column<string>(type: "character varying(560)", maxLength: 560, nullable: true),
                    accepted = table.Column<string>(type: "character varying(560)", maxLength: 560, nullable: true),
                    accessibility = table.Column<string>(type: "character varying(560)", maxLength: 560, nullable: true),
                    photo_version = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_profile", x => x.point_of_sale_id);
                    table.ForeignKey(
                        name: "fk_published_profile_changed_by",
                        column: x => x.changed_by,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_published_profile_point_of_sale_id",
                        column: x => x.point_of_sale_id,
                        principalTable: "point_of_sale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "profile_photo",
                columns: table => new
                {
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_photo", x => x.point_of_sale_id);
                    table.ForeignKey(
                        name: "fk_profile_photo_point_of_sale_id",
                        column: x => x.point_of_sale_id,
                        principalTable: "published_profile",
                        principalColumn: "point_of_sale_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "profile_word",
                columns: table => new
                {
                    word = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    point_of_sale_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_word", x => new { x.word, x.point_of_sale_id });
                    table.ForeignKey(
                        name: "fk_profile_word_point_of_sale_id",
                        column: x => x.point_of_sale_id,
                        principalTable: "published_profile",
                        principalColumn: "point_of_sale_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_normalized_email",
                table: "account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ux_account_agreement_id_submit_key",
                table: "account",
                columns: new[] { "agreement_id", "submit_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_account_customer_id",
                table: "account",
                column: "customer_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_account_normalized_user_name",
                table: "account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_claim_user_id",
                table: "account_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_login_user_id",
                table: "account_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_passkey_user_id",
                table: "account_passkey",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_point_point_of_sale_id",
                table: "account_point",
                column: "point_of_sale_id");

            migrationBuilder.CreateIndex(
                name: "ix_agreement_suspended_at",
                table: "agreement",
                column: "suspended_at",
                filter: "suspended_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_agreement_number",
                table: "agreement",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_application_email",
                table: "application",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_application_siret",
                table: "application",
                column: "siret");

            migrationBuilder.CreateIndex(
                name: "ix_application_stage_id",
                table: "application",
                columns: new[] { "stage", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_application_draft_hash",
                table: "application",
                column: "draft_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_application_link_hash",
                table: "application",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_application_document_added_at",
                table: "application_document",
                column: "added_at");

            migrationBuilder.CreateIndex(
                name: "ux_application_document_draft_hash_content_hash",
                table: "application_document",
                columns: new[] { "draft_hash", "content_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_order_state",
                table: "credit_order",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ux_credit_order_content_hash",
                table: "credit_order",
                column: "content_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_order_line_customer_id",
                table: "credit_order_line",
                column: "customer_id",
                filter: "customer_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_closed_at",
                table: "customer",
                column: "closed_at",
                filter: "closed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_customer_email",
                table: "customer",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_customer_number",
                table: "customer",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_home_notice_account_id",
                table: "home_notice",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_at",
                table: "idempotency",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_known_device_account_id",
                table: "known_device",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_letter_account_id",
                table: "letter",
                column: "account_id",
                filter: "account_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_letter_due",
                table: "letter",
                column: "send_at",
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_letter_payment_id",
                table: "letter",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_one_time_link_account_id",
                table: "one_time_link",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_passkey_question_expires_at",
                table: "passkey_question",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_payment_agreement_amount",
                table: "payment",
                columns: new[] { "agreement_id", "requested_cents", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_agreement_ended",
                table: "payment",
                columns: new[] { "agreement_id", "status", "last_activity_at", "id" },
                filter: "status IN (4, 5, 6)");

            migrationBuilder.CreateIndex(
                name: "ix_payment_agreement_list",
                table: "payment",
                columns: new[] { "agreement_id", "last_activity_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_payment_agreement_open",
                table: "payment",
                columns: new[] { "agreement_id", "status", "last_activity_at", "id" },
                filter: "status IN (1, 2)");

            migrationBuilder.CreateIndex(
                name: "ix_payment_agreement_order_reference",
                table: "payment",
                columns: new[] { "agreement_id", "order_reference", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_amount",
                table: "payment",
                columns: new[] { "point_of_sale_id", "requested_cents", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_capture_by",
                table: "payment",
                column: "capture_by",
                filter: "status = 2");

            migrationBuilder.CreateIndex(
                name: "ix_payment_contact",
                table: "payment",
                columns: new[] { "agreement_id", "contact" },
                filter: "contact IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_ended",
                table: "payment",
                columns: new[] { "point_of_sale_id", "status", "last_activity_at", "id" },
                filter: "status IN (4, 5, 6)");

            migrationBuilder.CreateIndex(
                name: "ix_payment_held",
                table: "payment",
                columns: new[] { "payer_id", "capture_by" },
                filter: "status = 2");

            migrationBuilder.CreateIndex(
                name: "ix_payment_list",
                table: "payment",
                columns: new[] { "point_of_sale_id", "last_activity_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_payment_open",
                table: "payment",
                columns: new[] { "point_of_sale_id", "status", "last_activity_at", "id" },
                filter: "status IN (1, 2)");

            migrationBuilder.CreateIndex(
                name: "ix_payment_order_day",
                table: "payment",
                columns: new[] { "point_of_sale_id", "order_day", "order_sequence" },
                filter: "order_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_order_reference",
                table: "payment",
                columns: new[] { "point_of_sale_id", "order_reference", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_pay_by",
                table: "payment",
                column: "pay_by",
                filter: "status = 1");

            migrationBuilder.CreateIndex(
                name: "ix_payment_payer",
                table: "payment",
                columns: new[] { "payer_id", "last_activity_at", "id" },
                descending: new[] { false, true, true },
                filter: "payer_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_token",
                table: "payment",
                column: "token_hash",
                unique: true,
                filter: "token_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_unpaid_for",
                table: "payment",
                columns: new[] { "addressee_id", "last_activity_at", "id" },
                descending: new[] { false, true, true },
                filter: "addressee_id IS NOT NULL AND payer_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_waiting_for",
                table: "payment",
                column: "addressee_id",
                filter: "status = 1 AND addressee_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_payment_number",
                table: "payment",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_payment_suggested",
                table: "payment",
                columns: new[] { "point_of_sale_id", "order_day", "order_sequence" },
                unique: true,
                filter: "order_suggested");

            migrationBuilder.CreateIndex(
                name: "ix_payment_draft_created_at",
                table: "payment_draft",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_payment_note_account_id",
                table: "payment_note",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ux_payment_note_payment_id_submit_key",
                table: "payment_note",
                columns: new[] { "payment_id", "submit_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_point_of_sale_agreement_id",
                table: "point_of_sale",
                column: "agreement_id");

            migrationBuilder.CreateIndex(
                name: "ix_point_of_sale_closed_at",
                table: "point_of_sale",
                column: "closed_at",
                filter: "closed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_point_of_sale_suspended_at",
                table: "point_of_sale",
                column: "suspended_at",
                filter: "suspended_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_point_of_sale_shop_id",
                table: "point_of_sale",
                column: "shop_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_point_request_account_id",
                table: "point_request",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_point_request_asked_at",
                table: "point_request",
                column: "asked_at",
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_point_request_ended_at",
                table: "point_request",
                column: "ended_at",
                filter: "ended_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_point_request_operator_id",
                table: "point_request",
                column: "operator_id");

            migrationBuilder.CreateIndex(
                name: "ix_point_request_point_of_sale_id",
                table: "point_request",
                column: "point_of_sale_id");

            migrationBuilder.CreateIndex(
                name: "ux_point_request_agreement_id_submit_key",
                table: "point_request",
                columns: new[] { "agreement_id", "submit_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_posting_received",
                table: "posting",
                column: "owner_id",
                filter: "account = 2 AND amount_cents > 0");

            migrationBuilder.CreateIndex(
                name: "ix_profile_word_point_of_sale_id",
                table: "profile_word",
                column: "point_of_sale_id");

            migrationBuilder.CreateIndex(
                name: "ix_published_profile_changed_by",
                table: "published_profile",
                column: "changed_by");

            migrationBuilder.CreateIndex(
                name: "ix_published_profile_order",
                table: "published_profile",
                columns: new[] { "sort_name", "point_of_sale_id" },
                filter: "is_published");

            migrationBuilder.CreateIndex(
                name: "ux_published_profile_entry_code",
                table: "published_profile",
                column: "entry_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_push_done",
                table: "push",
                column: "send_at",
                filter: "state <> 1");

            migrationBuilder.CreateIndex(
                name: "ix_push_due",
                table: "push",
                column: "send_at",
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_push_subscription_account_id",
                table: "push_subscription",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_push_subscription_customer_id",
                table: "push_subscription",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ux_push_subscription_device_hash_account_id",
                table: "push_subscription",
                columns: new[] { "device_hash", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_push_subscription_endpoint_hash",
                table: "push_subscription",
                column: "endpoint_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_remainder_payment_point_of_sale_id_day",
                table: "remainder_payment",
                columns: new[] { "point_of_sale_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ux_remainder_payment_payment_id_submit_key",
                table: "remainder_payment",
                columns: new[] { "payment_id", "submit_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_saved_view_account_id_name",
                table: "saved_view",
                columns: new[] { "account_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_session_account_id",
                table: "session",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_expires_at",
                table: "session",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_tries_account_id",
                table: "sign_in_tries",
                column: "account_id",
                filter: "account_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_suspension_agreement_id",
                table: "suspension",
                column: "agreement_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_claim");

            migrationBuilder.DropTable(
                name: "account_login");

            migrationBuilder.DropTable(
                name: "account_passkey");

            migrationBuilder.DropTable(
                name: "account_point");

            migrationBuilder.DropTable(
                name: "account_token");

            migrationBuilder.DropTable(
                name: "activation_code");

            migrationBuilder.DropTable(
                name: "application");

            migrationBuilder.DropTable(
                name: "application_document");

            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropTable(
                name: "bank_account_change");

            migrationBuilder.DropTable(
                name: "credit_order");

            migrationBuilder.DropTable(
                name: "credit_order_line");

            migrationBuilder.DropTable(
                name: "demonstration_mail");

            migrationBuilder.DropTable(
                name: "entry");

            migrationBuilder.DropTable(
                name: "home_notice");

            migrationBuilder.DropTable(
                name: "id_range");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "lapse_notice");

            migrationBuilder.DropTable(
                name: "letter");

            migrationBuilder.DropTable(
                name: "one_time_link");

            migrationBuilder.DropTable(
                name: "passkey_question");

            migrationBuilder.DropTable(
                name: "payment");

            migrationBuilder.DropTable(
                name: "payment_draft");

            migrationBuilder.DropTable(
                name: "payment_fact");

            migrationBuilder.DropTable(
                name: "payment_note");

            migrationBuilder.DropTable(
                name: "point_request");

            migrationBuilder.DropTable(
                name: "posting");

            migrationBuilder.DropTable(
                name: "practice_clock");

            migrationBuilder.DropTable(
                name: "profile_photo");

            migrationBuilder.DropTable(
                name: "profile_word");

            migrationBuilder.DropTable(
                name: "push");

            migrationBuilder.DropTable(
                name: "push_subscription");

            migrationBuilder.DropTable(
                name: "remainder_payment");

            migrationBuilder.DropTable(
                name: "saved_view");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "sign_in_tries");

            migrationBuilder.DropTable(
                name: "suspension");

            migrationBuilder.DropTable(
                name: "wallet");

            migrationBuilder.DropTable(
                name: "wallet_block");

            migrationBuilder.DropTable(
                name: "published_profile");

            migrationBuilder.DropTable(
                name: "known_device");

            migrationBuilder.DropTable(
                name: "customer");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "point_of_sale");

            migrationBuilder.DropTable(
                name: "agreement");
        }
    }
}

using System.Collections.Frozen;

namespace Guichet.Domain;

/// <param name="Code">The code.</param>
/// <param name="Name">Its stable name outside (API, logs, text keys).</param>
/// <param name="HttpStatus">The one HTTP status that it answers with.</param>
/// <param name="Field">The input that it usually stands next to; null for the page.</param>
public sealed record RefusalRow(RefusalCode Code, string Name, int HttpStatus, string? Field);

/// <summary>Refusal → stable code → HTTP status → place: one table («Refusals» of the rules).</summary>
public static class RefusalTable
{
    public static readonly IReadOnlyList<RefusalRow> Rows =
    [
        new(RefusalCode.AmountInvalid, "amount_invalid", 422, "amount"),
        new(RefusalCode.AmountBelowMinimum, "amount_below_minimum", 422, "amount"),
        new(RefusalCode.AmountAboveMaximum, "amount_above_maximum", 422, "amount"),
        new(RefusalCode.AmountAboveRequested, "amount_above_requested", 422, "amount"),
        new(RefusalCode.AmountAboveAuthorized, "amount_above_authorized", 422, "amount"),
        new(RefusalCode.AmountNotAdjustable, "amount_not_adjustable", 422, "amount"),
        new(RefusalCode.InsufficientBalance, "insufficient_balance", 422, "amount"),
        new(RefusalCode.CustomerUnknown, "customer_unknown", 422, "identifier"),
        new(RefusalCode.IdentifierInvalid, "identifier_invalid", 422, "identifier"),
        new(RefusalCode.EmailInvalid, "email_invalid", 422, "email"),
        new(RefusalCode.OrderReferenceInvalid, "order_reference_invalid", 422, "order_reference"),
        new(RefusalCode.TextInvalid, "text_invalid", 422, "text"),
        new(RefusalCode.DaysOutOfRange, "days_out_of_range", 422, "days"),
        new(RefusalCode.NotPossibleInState, "not_possible_in_state", 409, null),
        new(RefusalCode.PaymentLimitPassed, "payment_limit_passed", 409, null),
        new(RefusalCode.CaptureLimitPassed, "capture_limit_passed", 409, null),
        new(RefusalCode.ShownStateChanged, "shown_state_changed", 409, null),
        new(RefusalCode.IdempotencyMismatch, "idempotency_mismatch", 422, null),
        new(RefusalCode.IdempotencyInProgress, "idempotency_in_progress", 409, null),
        new(RefusalCode.WrongCredentials, "wrong_credentials", 401, null),
        new(RefusalCode.WrongCode, "wrong_code", 401, "code"),
        new(RefusalCode.AccountBlocked, "account_blocked", 423, null),
        new(RefusalCode.TooManyAttempts, "too_many_attempts", 429, null),
        new(RefusalCode.Suspended, "suspended", 403, null),
        new(RefusalCode.Forbidden, "forbidden", 403, null),
        new(RefusalCode.NotFound, "not_found", 404, null),
        new(RefusalCode.Unavailable, "unavailable", 503, null),
        new(RefusalCode.OutcomeUnknown, "outcome_unknown", 503, null),
        new(RefusalCode.PasswordTooShort, "password_too_short", 422, "password"),
        new(RefusalCode.PasswordTooCommon, "password_too_common", 422, "password"),
        new(RefusalCode.PasswordsDiffer, "passwords_differ", 422, "password_again"),
        new(RefusalCode.LinkUnusable, "link_unusable", 410, null),
        new(RefusalCode.ViewsFull, "views_full", 409, null),
        new(RefusalCode.MeansMissing, "means_missing", 422, "means"),
        new(RefusalCode.AmountAboveRemainder, "amount_above_remainder", 422, "amount"),
        new(RefusalCode.RemainderSettled, "remainder_settled", 409, null),
        new(RefusalCode.RemainderFull, "remainder_full", 409, null),
        new(RefusalCode.RemainderDayOver, "remainder_day_over", 409, null),
        new(RefusalCode.ResendsUsedUp, "resends_used_up", 409, null),
        new(RefusalCode.NotesFull, "notes_full", 409, "note"),
        new(RefusalCode.FileInvalid, "file_invalid", 422, "file"),
        new(RefusalCode.FileRepeated, "file_repeated", 409, "file"),
        new(RefusalCode.IssueYearInvalid, "issue_year_invalid", 422, "issue_year"),
        new(RefusalCode.CustomerRepeated, "customer_repeated", 422, "identifier"),
        new(RefusalCode.CreditUnderWay, "credit_under_way", 409, null),
        new(RefusalCode.NoticeChanged, "notice_changed", 409, null),
        new(RefusalCode.NameTaken, "name_taken", 409, "name"),
        new(RefusalCode.TextMissing, "text_missing", 422, "text"),
        new(RefusalCode.RoleMissing, "role_missing", 422, "role"),
        new(RefusalCode.PointsMissing, "points_missing", 422, "points"),
        new(RefusalCode.OnePointNeeded, "one_point_needed", 422, "points"),
        new(RefusalCode.PointHasAccount, "point_has_account", 409, "points"),
        new(RefusalCode.TooManyPoints, "too_many_points", 422, "points"),
        new(RefusalCode.DayInvalid, "day_invalid", 422, "last_day"),
        new(RefusalCode.DayPast, "day_past", 422, "last_day"),
        new(RefusalCode.PeopleFull, "people_full", 409, null),
        new(RefusalCode.LettersUsedUp, "letters_used_up", 409, null),
        new(RefusalCode.AlreadyActive, "already_active", 409, null),
        new(RefusalCode.AccountSwitchedOff, "account_switched_off", 409, null),
        new(RefusalCode.PointInUse, "point_in_use", 409, null),
        new(RefusalCode.LastPoint, "last_point", 409, null),
        new(RefusalCode.PointRequestsFull, "point_requests_full", 409, null),
        new(RefusalCode.AlreadyDecided, "already_decided", 409, null),
        new(RefusalCode.PhoneInvalid, "phone_invalid", 422, "phone"),
        new(RefusalCode.IbanInvalid, "iban_invalid", 422, "iban"),
        new(RefusalCode.SecondFactorMissing, "second_factor_missing", 409, null),
        new(RefusalCode.SecondFactorNew, "second_factor_new", 409, null),
        new(RefusalCode.WrongPassword, "wrong_password", 401, "current"),
        new(RefusalCode.PasskeyRefused, "passkey_refused", 401, null),
        new(RefusalCode.PasskeysFull, "passkeys_full", 409, null),
        new(RefusalCode.SiretInvalid, "siret_invalid", 422, "siret"),
        new(RefusalCode.DocumentInvalid, "document_invalid", 422, "documents"),
        new(RefusalCode.DocumentTooLarge, "document_too_large", 422, "documents"),
        new(RefusalCode.DocumentsMissing, "documents_missing", 422, "documents"),
        new(RefusalCode.DocumentsFull, "documents_full", 422, "documents"),
        new(RefusalCode.ActivationRefused, "activation_refused", 422, null),
        new(RefusalCode.CodeTooWeak, "code_too_weak", 422, "pin"),
        new(RefusalCode.CodesDiffer, "codes_differ", 422, "pin_again"),
        new(RefusalCode.PointClosed, "point_closed", 409, null),
        new(RefusalCode.SuspensionChanged, "suspension_changed", 409, null),
        new(RefusalCode.EmailTaken, "email_taken", 409, "email"),
        new(RefusalCode.WalletBlocked, "wallet_blocked", 423, null),
        new(RefusalCode.BlockedByIssuer, "blocked_by_issuer", 423, null),
        new(RefusalCode.BlockChanged, "block_changed", 409, null),
        new(RefusalCode.PushInvalid, "push_invalid", 422, null),
        new(RefusalCode.PushMissing, "push_missing", 409, null),
    ];

    private static readonly FrozenDictionary<RefusalCode, RefusalRow> ByCode = Rows.ToFrozenDictionary(row => row.Code);

    public static RefusalRow Of(RefusalCode code) => ByCode[code];
}

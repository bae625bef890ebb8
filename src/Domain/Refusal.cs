namespace Guichet.Domain;

/// <summary>Every expected «no». Its stable code, HTTP status and place stand in <see cref="RefusalTable"/>, its sentences in the texts.</summary>
public enum RefusalCode
{
    AmountInvalid,
    AmountBelowMinimum,
    AmountAboveMaximum,
    AmountAboveRequested,
    AmountAboveAuthorized,
    AmountNotAdjustable,
    InsufficientBalance,
    CustomerUnknown,
    IdentifierInvalid,
    EmailInvalid,
    OrderReferenceInvalid,
    TextInvalid,
    DaysOutOfRange,
    NotPossibleInState,
    PaymentLimitPassed,
    CaptureLimitPassed,
    ShownStateChanged,
    IdempotencyMismatch,
    IdempotencyInProgress,
    WrongCredentials,
    WrongCode,
    AccountBlocked,
    TooManyAttempts,
    Suspended,
    Forbidden,
    NotFound,
    Unavailable,
    OutcomeUnknown,
    PasswordTooShort,
    PasswordTooCommon,
    PasswordsDiffer,
    LinkUnusable,
    ViewsFull,
    MeansMissing,
    AmountAboveRemainder,
    RemainderSettled,
    RemainderFull,
    RemainderDayOver,
    ResendsUsedUp,
    NotesFull,
    FileInvalid,
    FileRepeated,
    IssueYearInvalid,
    CustomerRepeated,
    CreditUnderWay,
    NoticeChanged,
    NameTaken,
    TextMissing,
    RoleMissing,
    PointsMissing,
    OnePointNeeded,
    PointHasAccount,
    TooManyPoints,
    DayInvalid,
    DayPast,
    PeopleFull,
    LettersUsedUp,
    AlreadyActive,
    AccountSwitchedOff,
    PointInUse,
    LastPoint,
    PointRequestsFull,
    AlreadyDecided,
    PhoneInvalid,
    IbanInvalid,
    SecondFactorMissing,

    /// <summary>Set up too short a time ago for what is asked; argument: from when on.</summary>
    SecondFactorNew,
    WrongPassword,
    PasskeyRefused,
    PasskeysFull,
    SiretInvalid,
    DocumentInvalid,
    DocumentTooLarge,
    DocumentsMissing,
    DocumentsFull,
    ActivationRefused,
    CodeTooWeak,
    CodesDiffer,
    PointClosed,
    SuspensionChanged,
    EmailTaken,
    WalletBlocked,
    BlockedByIssuer,
    BlockChanged,
    PushInvalid,
    PushMissing,
    ActivitiesOutOfRange,
    PostcodeInvalid,
    WebAddressInvalid,
    PhotoInvalid,
    PhotoTooLarge,
    ClosingHeld,
    ClosingWaiting,
    ClosingBalance,
    ClosingCredit,
}

/// <summary>An expected «no» with what its sentence needs.</summary>
/// <param name="Code">Why.</param>
/// <param name="Arguments">Values for the sentence, typed (Money, DateTimeOffset, int, PaymentStatus…); the reader's language formats them.</param>
public sealed record Refusal(RefusalCode Code, params IReadOnlyList<object> Arguments)
{
    /// <summary>The input that it stands next to, e.g. «amount»; null for the whole page. A caller may narrow it (several texts share a code).</summary>
    public string? Field { get; init; } = RefusalTable.Of(Code).Field;

    public int HttpStatus => RefusalTable.Of(Code).HttpStatus;
    public string Name => RefusalTable.Of(Code).Name;

    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Field == other.Field && Arguments.SequenceEqual(other.Arguments);
    public override int GetHashCode() => HashCode.Combine(Code, Field);
}

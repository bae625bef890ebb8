using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Letters;

/// <summary>A letter of the gallery, written from an example.</summary>
/// <param name="Name">Stands in its address: «paid-to-merchant».</param>
public sealed record DemonstrationLetter(string Name, string Language, string Subject, string Text, string Html);

/// <summary>The gallery: every letter from an example, in both languages, for those who write and translate them.</summary>
public sealed class DemonstrationLetters
{
    private static readonly DateTimeOffset At = new(2020, 6, 24, 9, 59, 35, TimeSpan.Zero);

    private readonly IReadOnlyList<(string Name, Func<LetterLanguage, LetterContent> Write)> _examples;
    private readonly string? _issuer;

    internal DemonstrationLetters(LetterLinks links, LetterSettings settings)
    {
        _issuer = settings.IssuerName;
        _examples = [.. Payments(links), .. Accounts(links)];
    }

    public IReadOnlyList<string> Names => [.. _examples.Select(example => example.Name)];

    /// <summary>Null for a name that no letter has.</summary>
    /// <param name="language">«fr» or «en».</param>
    public DemonstrationLetter? Find(string name, string language)
    {
        var reader = LetterLanguage.Of(language);
        if (_examples.FirstOrDefault(example => example.Name == name).Write is not { } write)
        {
            return null;
        }

        var content = write(reader);
        var issuer = _issuer is { Length: > 0 } given ? PlainLine.Of(given) : reader.Text("Frame.Issuer");
        return new DemonstrationLetter(name, reader.Code, PlainLine.Of(content.Subject), TextFrame.Write(content, reader, issuer), HtmlFrame.Write(content, reader, issuer));
    }

    private static IEnumerable<(string, Func<LetterLanguage, LetterContent>)> Payments(LetterLinks links)
    {
        var request = links.RequestByToken("dGhpcyBpcyBhbiBleGFtcGxl");
        var deferred = Example(10, null);
        var both = Example(4, 2);
        var paid = both with { Status = PaymentStatus.Authorized, PaidAt = At, CaptureBy = ParisCalendar.EndOfWindow(At, 2), PayerId = 1, Amounts = new(new Money(50_00), new Money(50_00)) };
        yield return ("request-immediate", Of(LetterKind.RequestToCustomer, Example(null, null) with { PayBy = At.AddMinutes(15) }, PaymentFactKind.Created, null, request, null));
        yield return ("request-deferred", Of(LetterKind.RequestToCustomer, deferred, PaymentFactKind.Created, null, request, null));
        yield return ("request-reserved", Of(LetterKind.RequestToCustomer, both with { Addressee = deferred.Addressee with { CustomerId = 1 } }, PaymentFactKind.Created, null, links.RequestByNumber(both.Number), "Léa Martin"));
        yield return ("paid", Of(LetterKind.PaidToCustomer, deferred, PaymentFactKind.AuthorizedAndCaptured, 50_00, request, "Léa Martin"));
        yield return ("paid-part", Of(LetterKind.PaidToCustomer, Example(null, null), PaymentFactKind.AuthorizedAndCaptured, 30_00, request, "Léa Martin"));
        yield return ("paid-reserved", Of(LetterKind.PaidToCustomer, paid, PaymentFactKind.Authorized, 50_00, request, "Léa Martin"));
        yield return ("declined", Of(LetterKind.DeclinedToCustomer, deferred, PaymentFactKind.Declined, null, request, "Léa Martin"));
        yield return ("expired-unpaid", Of(LetterKind.ExpiredToCustomer, deferred, PaymentFactKind.Expired, null, request, null));
        yield return ("expired-reserved", Of(LetterKind.ExpiredToCustomer, paid, PaymentFactKind.Expired, 50_00, request, "Léa Martin"));
        yield return ("canceled", Of(LetterKind.CanceledToCustomer, deferred, PaymentFactKind.Canceled, null, request, null));
        yield return ("voided", Of(LetterKind.CanceledToCustomer, paid, PaymentFactKind.Voided, 50_00, request, "Léa Martin"));
        yield return ("captured", Of(LetterKind.CapturedToCustomer, paid, PaymentFactKind.Captured, 50_00, request, "Léa Martin"));
        yield return ("captured-lower", Of(LetterKind.CapturedToCustomer, paid, PaymentFactKind.Captured, 40_00, request, "Léa Martin", "Une nuit de moins que prévu"));
        var operation = links.Operation(paid.Number);
        yield return ("merchant-paid", Of(LetterKind.PaidToMerchant, paid, PaymentFactKind.Authorized, 50_00, operation, null));
        yield return ("merchant-declined", Of(LetterKind.DeclinedToMerchant, both, PaymentFactKind.Declined, null, operation, null));
        yield return ("merchant-unpaid", Of(LetterKind.PaymentLimitPassedToMerchant, both, PaymentFactKind.Expired, null, operation, null));
        yield return ("merchant-near", Of(LetterKind.CaptureLimitNearToMerchant, paid, PaymentFactKind.Authorized, 50_00, operation, null));
        yield return ("merchant-lapsed", Of(LetterKind.CaptureLimitPassedToMerchant, paid, PaymentFactKind.Expired, 50_00, operation, null));
    }

    private static IEnumerable<(string, Func<LetterLanguage, LetterContent>)> Accounts(LetterLinks links)
    {
        var model = new AccountLetterModel
        {
            ReaderName = "Paul Rivière",
            At = At,
            SignInPage = links.SignIn(Access.AccountArea.Merchant),
            Link = links.To("/mot-de-passe/dGhpcyBpcyBhbiBleGFtcGxlIG9mIGEgbGluaw"),
            LinkUntil = At.AddMinutes(30),
        };
        yield return ("password-link", language => AccountLetterCatalog.Find(Access.AccountLetterKind.PasswordLink)!.Write(model, language));
        yield return ("blocked", language => AccountLetterCatalog.Find(Access.AccountLetterKind.Blocked)!.Write(model, language));
        yield return ("activation", language => AccountLetterCatalog.Find(Access.AccountLetterKind.Activation)!.Write(
            model with { SignInNumber = "708900", Details = new() { Code = "k7m4pq2xwz", Merchant = "Les Vacances du Littoral" }, Link = links.To("/activation?numero=708900"), LinkUntil = At.AddDays(30) }, language));
        yield return ("contact-changed", language => AccountLetterCatalog.Find(Access.AccountLetterKind.ContactChanged)!.Write(
            model with { Details = new() { Merchant = "Les Vacances du Littoral", Before = "c***@example.org", After = "a***@example.org" } }, language));
        yield return ("point-added", language => AccountLetterCatalog.Find(Access.AccountLetterKind.PointAdded)!.Write(
            model with { Details = new() { Merchant = "Les Vacances du Littoral", After = "Aquarium du Port, La Rochelle", Code = "10000654" } }, language));
        yield return ("point-refused", language => AccountLetterCatalog.Find(Access.AccountLetterKind.PointRefused)!.Write(
            model with { Details = new() { Merchant = "Les Vacances du Littoral", Before = "Aquarium du Port, La Rochelle", Reason = "L'adresse est celle d'un point d'accueil existant." } }, language));
        var applicant = model with { ReaderName = null, LinkUntil = At.AddDays(1), Link = links.To(Access.AccountLetters.ConfirmationPath("dGhpcyBpcyBhbiBleGFtcGxl")), Details = new() { Merchant = "Les Vacances du Littoral" } };
        yield return ("confirm-address", language => AccountLetterCatalog.Find(Access.AccountLetterKind.ConfirmAddress)!.Write(applicant, language));
        yield return ("application-received", language => AccountLetterCatalog.Find(Access.AccountLetterKind.ApplicationReceived)!.Write(applicant, language));
        yield return ("application-refused", language => AccountLetterCatalog.Find(Access.AccountLetterKind.ApplicationRefused)!.Write(
            applicant with { Details = applicant.Details with { Reason = "Le RIB n'est pas au nom de la société." } }, language));
        var decided = model with { Details = new() { Merchant = "Camping des Pins", Reason = "Pièces justificatives non reçues." } };
        yield return ("suspended", language => AccountLetterCatalog.Find(Access.AccountLetterKind.Suspended)!.Write(decided, language));
        yield return ("resumed", language => AccountLetterCatalog.Find(Access.AccountLetterKind.Resumed)!.Write(decided with { Details = decided.Details with { Reason = "Pièces reçues le 24 juin." } }, language));
        yield return ("second-factor-removed", language => AccountLetterCatalog.Find(Access.AccountLetterKind.SecondFactorRemoved)!.Write(
            model with { Details = new() { Reason = "Téléphone et codes de secours perdus, identité vérifiée." } }, language));
        var customer = model with { ReaderName = "Léa Martin", SignInPage = links.SignIn(Access.AccountArea.Customer) };
        foreach (var (name, kind) in new[]
        {
            ("wallet-blocked", Access.AccountLetterKind.WalletBlocked), ("wallet-blocked-by-issuer", Access.AccountLetterKind.WalletBlockedByIssuer),
            ("wallet-unblocked", Access.AccountLetterKind.WalletUnblocked), ("pin-changed", Access.AccountLetterKind.PinChanged),
        })
        {
            yield return (name, language => AccountLetterCatalog.Find(kind)!.Write(customer, language));
        }

        yield return ("account-closed", language => AccountLetterCatalog.Find(Access.AccountLetterKind.AccountClosed)!.Write(customer with { ReaderName = null }, language));
        yield return ("titles-lapse", language => AccountLetterCatalog.Find(Access.AccountLetterKind.TitlesLapse)!.Write(
            model with { ReaderName = "Léa Martin", Lapse = new LapseDetails(new Money(38_50), new DateOnly(2020, 12, 31)), SignInPage = links.SignIn(Access.AccountArea.Customer) }, language));
        yield return ("new-device", language => AccountLetterCatalog.Find(Access.AccountLetterKind.NewDevice)!.Write(model, language));
        yield return ("new-email", language => AccountLetterCatalog.Find(Access.AccountLetterKind.EmailLink)!.Write(
            model with { Link = links.To("/nouvel-email/dGhpcyBpcyBhbiBleGFtcGxlIG9mIGEgbGluaw") }, language));
        foreach (var (name, kind, details) in OwnAccess())
        {
            yield return (name, language => AccountLetterCatalog.Find(kind)!.Write(model with { Details = details }, language));
        }
    }

    private static IEnumerable<(string, Access.AccountLetterKind, Access.AccountLetterDetails)> OwnAccess() =>
    [
        ("password-changed", Access.AccountLetterKind.PasswordChanged, new()),
        ("email-changed", Access.AccountLetterKind.EmailChanged, new() { After = "p•••@example.org" }),
        ("second-factor-on", Access.AccountLetterKind.SecondFactorOn, new()),
        ("second-factor-off", Access.AccountLetterKind.SecondFactorOff, new()),
        ("recovery-codes", Access.AccountLetterKind.RecoveryCodesRenewed, new()),
        ("passkey-added", Access.AccountLetterKind.PasskeyAdded, new() { After = "Windows Hello" }),
        ("passkey-removed", Access.AccountLetterKind.PasskeyRemoved, new() { Before = "Windows Hello" }),
        ("bank-account-changed", Access.AccountLetterKind.BankAccountChanged, new()
        {
            Before = "FR14 •••• •••• •••• •••• •••• 606", After = "FR76 •••• •••• •••• •••• •••• 189", Merchant = "Les Vacances du Littoral",
        }),
    ];

    private static Func<LetterLanguage, LetterContent> Of(LetterKind kind, Payment payment, PaymentFactKind fact, long? cents, Uri link, string? reader, string? reason = null)
    {
        var model = new PaymentLetterModel
        {
            Payment = payment,
            Fact = fact,
            FactAt = At,
            FactAmount = cents is { } value ? new Money(value) : null,
            Reason = reason,
            MerchantName = "Les Vacances du Littoral",
            PointOfSaleName = "Camping des Pins",
            Town = "Saint-Jean-de-Monts",
            ReaderName = reader,
            Link = link,
            IsReplaced = false,
        };
        return language => PaymentLetterCatalog.Find(kind)!.Write(model, language);
    }

    private static Payment Example(int? paymentDays, int? captureDays)
    {
        var terms = PaymentTerms.Stored(paymentDays, captureDays);
        return new Payment
        {
            Id = 1,
            Number = "foo2udp610",
            AgreementId = 1,
            PointOfSaleId = 1,
            Terms = terms,
            Details = new PaymentDetails("REF202006241", "Emplacement tente, 2 nuits", null, null),
            Addressee = new Addressee(RequestChannel.Email, "ts-client2@example.org", null, "ts-client2@example.org"),
            Amounts = new PaymentAmounts(new Money(50_00)),
            Status = PaymentStatus.AwaitingCustomer,
            Version = 1,
            CreatedAt = At,
            LastActivityAt = At,
            PayBy = terms.PayBy(At, RequestChannel.Email, IssuerRules.Default),
        };
    }
}

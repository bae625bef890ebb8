namespace Guichet.Domain.Merchants;

/// <summary>An application for an agreement as it was typed: nothing of it is changed, so that an error loses nothing.</summary>
public sealed record ApplicationForm
{
    public string? Siret { get; init; }
    public string? LegalName { get; init; }
    public string? Activity { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? PointName { get; init; }
    public string? PointTown { get; init; }
    public string? PostalAddress { get; init; }
    public string? BankAccountHolder { get; init; }
    public string? Iban { get; init; }

    /// <summary>The application, or every refusal of it: text_missing, text_invalid, siret_invalid, email_invalid, phone_invalid, iban_invalid, each beside its field.</summary>
    public (ApplicationFacts? Facts, IReadOnlyList<Refusal> Refusals) Check()
    {
        var check = new Checks();
        var facts = new ApplicationFacts(
            check.Take(Merchants.Siret.Parse(Siret), Siret, "siret"),
            check.Text(LegalName, "legal_name"),
            check.Take(ActivityOf(Activity), Activity, "activity"),
            check.Text(FirstName, "first_name"),
            check.Text(LastName, "last_name"),
            check.Take(CustomerIdentifier.Email(Email), Email, "email"),
            check.Take(PhoneNumber.Parse(Phone), Phone, "phone"),
            check.Text(PointName, "point_name"),
            check.Text(PointTown, "point_town"),
            check.Text(PostalAddress?.ReplaceLineEndings(", "), "postal_address", ApplicationFacts.MaxPostalAddress),
            check.Text(BankAccountHolder, "bank_account_holder"),
            check.Take(Merchants.Iban.Parse(Iban), Iban, "iban")?.Value!);
        return check.Refusals.Count == 0 ? (facts, []) : (null, check.Refusals);
    }

    private static Result<Activity> ActivityOf(string? typed) =>
        Activities.Of(typed) is { } known ? known : new Refusal(RefusalCode.TextMissing) { Field = "activity" };

    private sealed class Checks
    {
        public List<Refusal> Refusals { get; } = [];

        public string Text(string? typed, string field, int maxLength = Texts.MaxFreeText) =>
            Take(Texts.Normalize(typed, maxLength) ?? (Result<string>)new Refusal(RefusalCode.TextInvalid, maxLength), typed, field);

        /// <summary>What was left empty is told so, whatever else is wrong with it. The default when it was refused.</summary>
        public T Take<T>(Result<T> parsed, string? typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed))
            {
                Refusals.Add(new Refusal(RefusalCode.TextMissing) { Field = field });
            }
            else if (!parsed.TryGet(out var value, out var refusal))
            {
                Refusals.Add(refusal with { Field = field });
            }
            else
            {
                return value;
            }

            return default!;
        }
    }
}

/// <summary>What a merchant who applies says of itself, checked and in normal forms.</summary>
/// <param name="Siret">14 digits.</param>
/// <param name="Email">As <see cref="CustomerIdentifier.Email"/> gives it.</param>
/// <param name="Phone">As <see cref="PhoneNumber"/> gives it.</param>
/// <param name="PointName">Of the first point of sale.</param>
/// <param name="PostalAddress">Street, postcode and town in one line.</param>
/// <param name="Iban">Without spaces.</param>
public sealed record ApplicationFacts(
    string Siret, string LegalName, Activity Activity, string FirstName, string LastName, string Email, string Phone, string PointName, string PointTown,
    string PostalAddress, string BankAccountHolder, string Iban)
{
    public const int MaxPostalAddress = 280;
}

using Guichet.App.Storage.Mapping;
using Guichet.Domain;

namespace Guichet.App.Merchants.People;

/// <summary>A person or account of the agreement as typed; nothing of it is lost when it is refused.</summary>
public sealed record PersonForm
{
    public const int MaxName = 60;

    /// <summary>Chosen one by one. Who has more has all.</summary>
    public const int MaxPoints = 200;

    /// <summary>How forms spell the roles, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<(Role Value, string Name)> Roles = [(Role.Manager, "manager"), (Role.Cashier, "cashier"), (Role.PointAccount, "point")];

    /// <summary>A word of <see cref="Roles"/>; anything else is no choice.</summary>
    public string? RoleName { get; init; }

    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }

    /// <summary>Every point, also those to come.</summary>
    public bool AllPoints { get; init; }

    public IReadOnlyList<string> ShopIds { get; init; } = [];

    /// <summary>In euros; nothing is no limit. Counts for cashiers alone.</summary>
    public string? CaptureLimit { get; init; }

    /// <summary>Nothing is for good.</summary>
    public string? LastDay { get; init; }

    /// <summary>All that is wrong at once. Whether the points are the agreement's own is seen with the database.</summary>
    /// <param name="known">A last day that is kept may be past.</param>
    /// <param name="withEmail">False where the e-mail is no business of this form.</param>
    internal (CheckedPerson Value, IReadOnlyList<Refusal> Refusals) Check(DateOnly today, DateOnly? known = null, bool withEmail = true)
    {
        List<Refusal> refusals = [];
        var role = Roles.FirstOrDefault(x => x.Name == RoleName);
        if (role.Name is null)
        {
            refusals.Add(new Refusal(RefusalCode.RoleMissing));
        }

        var first = RequiredText.Read(FirstName, MaxName, "first", refusals);
        var last = RequiredText.Read(LastName, MaxName, "last", refusals);
        var email = withEmail ? RequiredText.Email(Email, refusals) : "";
        var ids = ShopIds.Distinct().ToList();
        if (CheckPoints(role.Value, ids) is { } wrong)
        {
            refusals.Add(wrong);
        }

        var limit = role.Value == Role.Cashier ? Limit(refusals) : null;
        return (new CheckedPerson(KindOf(role.Value), first, last, email, AllPoints, AllPoints ? [] : ids, limit, Day(today, known, refusals)), refusals);
    }

    private Refusal? CheckPoints(Role role, List<string> ids) => role == Role.PointAccount
        ? AllPoints || ids.Count > 1 ? new Refusal(RefusalCode.OnePointNeeded) : ids.Count == 0 ? new Refusal(RefusalCode.PointsMissing) : null
        : AllPoints ? null
        : ids.Count == 0 ? new Refusal(RefusalCode.PointsMissing)
        : ids.Count > MaxPoints ? new Refusal(RefusalCode.TooManyPoints, MaxPoints) : null;

    private Money? Limit(List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(CaptureLimit))
        {
            return null;
        }

        if (!MoneyText.TryParse(CaptureLimit, out var limit) || !limit.IsPositive)
        {
            refusals.Add(new Refusal(RefusalCode.AmountInvalid) { Field = "limit" });
        }
        else if (limit > IssuerRules.Default.MaximumRequest)
        {
            refusals.Add(new Refusal(RefusalCode.AmountAboveMaximum, IssuerRules.Default.MaximumRequest) { Field = "limit" });
        }

        return limit;
    }

    private DateOnly? Day(DateOnly today, DateOnly? known, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(LastDay))
        {
            return null;
        }

        if (!DayText.TryParse(LastDay, out var day))
        {
            refusals.Add(new Refusal(RefusalCode.DayInvalid));
        }
        else if (day < today && day != known)
        {
            refusals.Add(new Refusal(RefusalCode.DayPast));
        }

        return day;
    }

    private static AccountKind KindOf(Role role) => role switch
    {
        Role.Cashier => AccountKind.Cashier,
        Role.PointAccount => AccountKind.PointOfSale,
        _ => AccountKind.Manager,
    };
}

/// <param name="ShopIds">None where all points are given.</param>
internal sealed record CheckedPerson(
    AccountKind Kind, string FirstName, string LastName, string Email, bool AllPoints, IReadOnlyList<string> ShopIds, Money? CaptureLimit, DateOnly? LastDay);

using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer.Receipt;

/// <summary>How old a receipt is, in words: «à l'instant», «il y a 12 min», «il y a 3 jours». The script says it with the same words while the page is open.</summary>
public sealed class ReceiptAge(IStringLocalizer<ActivityPages> texts)
{
    /// <summary>Older than what a cashier waits for at the till: said in amber.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public static bool IsOld(DateTimeOffset since, DateTimeOffset now) => now - since >= Fresh;

    public string Of(DateTimeOffset since, DateTimeOffset now) => (now - since) switch
    {
        { TotalMinutes: < 1 } => texts["age.now"],
        { TotalHours: < 1 } age => texts["age.minutes", (int)age.TotalMinutes],
        { TotalDays: < 1 } age => texts["age.hours", (int)age.TotalHours],
        { TotalDays: < 2 } => texts["age.day"],
        var age => texts["age.days", (int)age.TotalDays],
    };
}

using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters;

/// <summary>Titles that lapse soon, as they are now.</summary>
internal sealed record LapseDetails(Money Amount, DateOnly LastDay)
{
    /// <summary>Of the year in which the letter came to be; null when nothing of it is left, or the year is over: then there is nothing to tell.</summary>
    public static async Task<LapseDetails?> ReadAsync(AppDb db, LetterRow letter, DateTimeOffset now)
    {
        var part = new VoucherPart(VoucherPart.IssueYearLapsingIn(ParisCalendar.DayOf(letter.CreatedAt).Year), default);
        var cents = part.HasLapsedOn(ParisCalendar.DayOf(now)) ? 0 : await db.Wallets.Where(w => w.CustomerId == letter.CustomerId && w.IssueYear == part.IssueYear)
            .Select(w => w.AvailableCents).SingleOrDefaultAsync();
        return cents > 0 ? new LapseDetails(new Money(cents), part.LastDay) : null;
    }
}

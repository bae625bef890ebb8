using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>The job that removes what has ended: sessions, links, devices that nobody used with their counts, and counts of numbers that nobody has. Safe to run anywhere, any time.</summary>
public sealed class ClearAccess
{
    private static readonly TimeSpan LinksKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan UnknownTriesKept = TimeSpan.FromDays(30);

    private static readonly string UnknownPattern = $"{SignInTries.UnknownMark}%", DevicePattern = $"{SignInTries.DeviceMark}%";

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AccessSettings _settings;

    internal ClearAccess(IDbContextFactory<AppDb> databases, AccessSettings settings) => (_databases, _settings) = (databases, settings);

    /// <returns>How many rows were removed.</returns>
    public async Task<int> RunAsync(DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var (links, devices, tries) = (now - LinksKept, now - _settings.DeviceLife, now - UnknownTriesKept);
        var (codes, letters) = (now - _settings.SecondFactorWindow, now - AccessSettings.NewDeviceWindow);
        return await db.Sessions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync()
            + await db.OneTimeLinks.Where(x => x.ExpiresAt <= links).ExecuteDeleteAsync()
            + await db.KnownDevices.Where(d => d.LastSeenAt <= devices).ExecuteDeleteAsync()
            + await db.SignInTries.Where(x => x.LastAt <= tries && EF.Functions.Like(x.Subject, UnknownPattern)).ExecuteDeleteAsync()
            + await db.SignInTries.Where(x => x.LastAt <= devices && EF.Functions.Like(x.Subject, DevicePattern)).ExecuteDeleteAsync()
            + await db.SignInTries.Where(x => x.LastAt <= codes
                && (EF.Functions.Like(x.Subject, WindowTries.SecondFactorPattern) || EF.Functions.Like(x.Subject, WindowTries.PasswordPattern))).ExecuteDeleteAsync()
            + await db.SignInTries.Where(x => x.LastAt <= letters && EF.Functions.Like(x.Subject, WindowTries.NewDevicePattern)).ExecuteDeleteAsync()
            + await db.SignInTries.Where(x => x.LastAt <= letters && EF.Functions.Like(x.Subject, WindowTries.PushPattern)).ExecuteDeleteAsync()
            + await db.PasskeyQuestions.Where(x => x.ExpiresAt <= now).ExecuteDeleteAsync();
    }
}

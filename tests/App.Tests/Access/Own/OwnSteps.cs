using Guichet.App.Access;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access.Own;

/// <summary>The signatory of «Littoral», signed in at a browser.</summary>
internal static class OwnSteps
{
    public static readonly SessionPlace Place = new("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0");

    public static async Task<MerchantAccess> OwnAsync(this AccessWorld world, string? device = null, string password = AccessWorld.SignatoryPassword)
    {
        var opened = (await world.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Merchant, AccessWorld.Signatory, password, Place.Address, null, device, Place.Agent), world.Now)).Value;
        opened.IsHalf.ShouldBeFalse();
        return world.At(opened);
    }

    public static MerchantAccess At(this AccessWorld world, OpenedSession session) =>
        new(new MerchantActor(1, 1, null, "Paul Rivière", Place.Address) { Role = Role.Signatory }, session.SessionKey, session.DeviceKey, Place);

    /// <summary>With a second factor; the step of now is used up.</summary>
    public static async Task<(MerchantAccess Own, string Secret, IReadOnlyList<string> Codes)> ProtectAsync(this AccessWorld world)
    {
        var own = await world.OwnAsync();
        var secret = (await world.Get<SetUpOwnSecondFactor>().OfferAsync(own))!.Secret;
        var done = (await world.Get<SetUpOwnSecondFactor>().RunAsync(own, AccessWorld.SignatoryPassword, world.CodeOf(secret), world.Now, world.Now)).Value;
        return (world.At(done.Session), secret, done.RecoveryCodes);
    }

    public static Task<SessionIdentity?> FindAsync(this AccessWorld world, string? key) => world.Get<Sessions>().FindAsync(key, AccountArea.Merchant, touch: false, world.Now);

    /// <summary>Letters of one kind, as their readers would get them.</summary>
    public static async Task<List<(string Address, AccountLetterDetails Details)>> ToldAsync(this AccessWorld world, AccountLetterKind kind) =>
        [.. (await world.LettersAsync()).Where(letter => letter.Kind == (int)kind).Select(letter => (letter.Address!, world.Get<AccountLetters>().ReadDetails(letter.Payload)!))];

    public static async Task<AccountRow> AccountAsync(this AccessWorld world, long id = 1)
    {
        await using var db = await world.DbAsync();
        return await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id);
    }
}

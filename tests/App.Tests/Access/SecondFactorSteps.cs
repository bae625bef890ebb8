using Guichet.App.Access;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Guichet.App.Tests.Access;

/// <summary>An operator and the authenticator app.</summary>
internal static class SecondFactorSteps
{
    public static async Task<HalfSignIn> HalfAsync(this AccessWorld world) =>
        new(AccountArea.Operator, (await world.SignInAsync(AccessWorld.Operator, AccessWorld.OperatorPassword, AccountArea.Operator)).Value.SessionKey);

    /// <summary>The code of now, or of a step before or after.</summary>
    public static string CodeOf(this AccessWorld world, string secret, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(world.Now.AddSeconds(steps * SecondFactorSecret.StepSeconds).UtcDateTime);

    /// <summary>The first sign-in. Its step is used up.</summary>
    public static async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> SetUpAsync(this AccessWorld world)
    {
        var half = await world.HalfAsync();
        var secret = (await world.Get<SetUpSecondFactor>().OfferAsync(half, world.Now))!.Secret;
        return (secret, (await world.Get<SetUpSecondFactor>().RunAsync(half, world.CodeOf(secret), world.Now, world.Now)).Value.RecoveryCodes);
    }

    public static Task<Result<OpenedSession>> TryAsync(this AccessWorld world, HalfSignIn half, string code) => world.Get<SecondFactor>().RunAsync(half, code, world.Now, world.Now);

    /// <summary>Tries of the account that count; null when nothing is counted.</summary>
    public static async Task<int?> CountedAsync(this AccessWorld world)
    {
        await using var db = await world.DbAsync();
        return await db.SignInTries.Where(x => x.Subject == "s5").Select(x => (int?)x.Failed).SingleOrDefaultAsync();
    }
}

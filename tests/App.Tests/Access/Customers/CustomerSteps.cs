using Guichet.App.Access;

namespace Guichet.App.Tests.Access.Customers;

/// <summary>Léa at a phone.</summary>
internal static class CustomerSteps
{
    public static readonly CustomerActor Lea = new(3, 1, "Léa Martin", "192.0.2.8");
    public static readonly SessionPlace Phone = new("192.0.2.8", "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile");

    public static async Task<CustomerAccess> PhoneAsync(this AccessWorld world, string password = AccessWorld.CustomerPassword) =>
        At((await world.Get<SignIn>().RunAsync(
            new SignInAttempt(AccountArea.Customer, AccessWorld.CustomerEmail, password, Phone.Address, Agent: Phone.Agent), world.Now)).Value);

    public static CustomerAccess At(OpenedSession session) => new(Lea, session.SessionKey, session.DeviceKey, Phone);

    public static Task<SessionIdentity?> AppAsync(this AccessWorld world, string? key) => world.Get<Sessions>().FindAsync(key, AccountArea.Customer, touch: false, world.Now);

    public static Task<string?> OwnerAsync(this AccessWorld world, string? deviceKey) => world.Get<KnownDevices>().OwnerAsync(deviceKey, world.Now);
}

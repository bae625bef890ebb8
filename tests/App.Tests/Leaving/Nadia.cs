using Guichet.App.Access;
using Guichet.App.Checks;
using Guichet.App.Console;
using Guichet.App.Payments;
using Guichet.App.Payments.Leaving;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Console;
using Guichet.App.Tests.Letters;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Leaving;

/// <summary>A customer whom the console created, at a phone that is signed in. Her titles came by the ledger, so that it can be checked.</summary>
internal sealed class Nadia(LetterWorld world, string number, CustomerActor actor)
{
    public const string First = "Nadia", Last = "Roux-Delmas", Email = "nadia.roux@example.net", Password = "la-phrase-de-nadia", Code = "4071", Address = "198.51.100.77", Agent = "Telephone-de-Nadia";

    /// <summary>Whatever of hers could stand anywhere, in lower case.</summary>
    public static readonly string[] Words = ["nadia", "delmas", "198.51.100.77"];

    public string Number => number;
    public CustomerActor Actor => actor;

    public static async Task<Nadia> ArriveAsync(LetterWorld world, string email = Email)
    {
        // The fixture's own customer has titles that no posting tells of.
        await world.ReadAsync(db => db.Wallets.Where(w => w.CustomerId == LetterWorld.LeaId).ExecuteDeleteAsync());
        var number = (await world.Get<CreateCustomer>().RunAsync(RoomWorld.Claire, First, Last, email, world.Now)).Value;
        var file = (await world.Get<FindCustomers>().ReadAsync(number)).Value;
        var hash = world.Get<IPasswordHasher<AccountRow>>().HashPassword(null!, Password);
        var pin = world.Get<KnownDevices>().HashCode(Code);
        await world.ReadAsync(db => db.Accounts.Where(a => a.Id == file.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash).SetProperty(a => a.PinHash, pin)));
        return new Nadia(world, number, new CustomerActor(file.AccountId!.Value, file.Customer.Id, $"{First} {Last}", Address));
    }

    public Task CreditAsync(string amount = "50") => GiveAsync(amount);

    public async Task<Result<CreditOrder>> GiveAsync(string amount) =>
        await world.Get<CreditByHand>().RunAsync(RoomWorld.Claire, Number, amount, ParisCalendar.DayOf(world.Now).Year, "Geste commercial", world.NewKey(), world.Now);

    public async Task<Payment> PayAsync(Payment payment, long cents = 50_00) =>
        (await world.Get<ApprovePayment>().RunAsync(Actor, payment.Id, null, new Money(cents), world.NewKey())).Value;

    public async Task<CustomerAccess> PhoneAsync()
    {
        var opened = (await world.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Customer, Number, Password, Address, Agent: Agent), world.Now)).Value;
        return new CustomerAccess(Actor, opened.SessionKey, opened.DeviceKey, new SessionPlace(Address, Agent));
    }

    public Task<Result<bool>> CloseAsync(CustomerAccess phone, string? password = Password, string? code = Code) => world.Get<CloseAccount>().RunAsync(phone, password, code, world.Now);

    public async Task<RefusalCode[]> ObstaclesAsync(CustomerAccess phone) => [.. (await world.Get<ReadClosing>().RunAsync(phone, world.Now)).Select(x => x.Code)];

    public async Task CheckAsync() => (await LedgerCheck.RunAsync(world.Database)).Where(x => !x.Holds).Select(x => x.ToString()).ShouldBeEmpty();
}

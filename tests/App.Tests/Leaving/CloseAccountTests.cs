using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Payments;
using Guichet.App.Tests.Console;
using Guichet.App.Tests.Letters;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Leaving.Nadia;

namespace Guichet.App.Tests.Leaving;

/// <summary>«Fermer mon compte»: who may, when, and what is true afterwards.</summary>
public class CloseAccountTests
{
    [Theory, EachDatabase]
    public async Task Money_of_any_kind_and_open_requests_keep_an_account_open(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var nadia = await ArriveAsync(world);
        var phone = await nadia.PhoneAsync();
        (await nadia.ObstaclesAsync(phone)).ShouldBeEmpty();
        var waiting = await world.AskAsync(Email, 10, 10);
        (await nadia.ObstaclesAsync(phone)).ShouldBe([RefusalCode.ClosingWaiting]);
        (await nadia.CloseAsync(phone)).Refusal!.Code.ShouldBe(RefusalCode.ClosingWaiting);
        await nadia.CreditAsync("60");
        (await nadia.ObstaclesAsync(phone)).ShouldBe([RefusalCode.ClosingWaiting, RefusalCode.ClosingBalance]);
        var held = await nadia.PayAsync(waiting);
        (await nadia.CloseAsync(phone)).Refusal.ShouldBe(new Refusal(RefusalCode.ClosingHeld, new Money(50_00)));
        (await world.Get<CapturePayment>().RunAsync(LetterWorld.Merchant, held.Number, "50", held.Version)).Refusal.ShouldBeNull();
        (await nadia.CloseAsync(phone)).Refusal.ShouldBe(new Refusal(RefusalCode.ClosingBalance, new Money(10_00)));

        await nadia.PayAsync(await world.AskAsync(Email, null, 10), 10_00);
        (await world.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == nadia.Actor.CustomerId))).ClosedAt.ShouldBeNull();
        await nadia.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task Titles_on_their_way_and_a_block_of_the_issuers_keep_it_open_too(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var nadia = await ArriveAsync(world);
        var order = (await world.Get<CheckCreditOrder>().RunAsync(System.Text.Encoding.UTF8.GetBytes($"identifiant;montant\n{Email};10\n"), "ce.csv", "CE", world.Now)).Value;
        var phone = await nadia.PhoneAsync();
        (await nadia.CloseAsync(phone)).Refusal!.Code.ShouldBe(RefusalCode.ClosingCredit);
        (await world.Get<CreditOrders>().DropAsync(order.Id, null, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<BlockWallets>().BlockAsync(RoomWorld.Claire, nadia.Number, "Soupçon de fraude", world.Now)).Refusal.ShouldBeNull();
        phone = await nadia.PhoneAsync();
        (await nadia.CloseAsync(phone)).Refusal!.Code.ShouldBe(RefusalCode.BlockedByIssuer);
    }

    [Theory, EachDatabase]
    public async Task It_takes_the_password_and_the_code_and_the_third_wrong_code_signs_out(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var nadia = await ArriveAsync(world);
        var phone = await nadia.PhoneAsync();
        (await nadia.CloseAsync(phone, "une-autre-phrase")).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        (await nadia.CloseAsync(phone, null)).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        (await nadia.CloseAsync(phone, code: null)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        foreach (var left in new[] { 2, 1, 0 })
        {
            (await nadia.CloseAsync(phone, code: "9999")).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, left));
        }

        (await world.Get<Sessions>().FindAsync(phone.SessionKey, AccountArea.Customer, touch: false, world.Now)).ShouldBeNull();
        (await nadia.CloseAsync(phone)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        (await world.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == nadia.Actor.CustomerId))).Email.ShouldBe(Email);
    }

    [Theory, EachDatabase]
    public async Task Afterwards_nobody_knows_the_number_or_the_address_and_the_address_can_begin_again(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var nadia = await ArriveAsync(world);
        var (phone, other) = (await nadia.PhoneAsync(), await nadia.PhoneAsync());
        (await nadia.CloseAsync(phone)).Refusal.ShouldBeNull();

        foreach (var key in new[] { phone.SessionKey, other.SessionKey })
        {
            (await world.Get<Sessions>().FindAsync(key, AccountArea.Customer, touch: false, world.Now)).ShouldBeNull();
        }

        (await world.Get<KnownDevices>().OwnerAsync(other.DeviceKey, world.Now)).ShouldBeNull();
        foreach (var typed in new[] { nadia.Number, Email, "10000099999" })
        {
            var refused = (await world.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Customer, typed, Password, Address), world.Now)).Refusal!;
            refused.ShouldBe(new Refusal(RefusalCode.WrongCredentials), typed);
        }

        var letters = (await world.LettersAsync()).Count;
        (await world.Get<ForgottenPassword>().RunAsync(AccountArea.Customer, nadia.Number, null, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<AskActivationCode>().RunAsync(AccountArea.Customer, nadia.Number, null, world.Now)).Refusal.ShouldBeNull();
        (await world.LettersAsync()).Count.ShouldBe(letters);
        (await world.Get<FindAddressee>().RunAsync(LetterWorld.Merchant, RequestChannel.Identifier, nadia.Number)).Refusal!.Code.ShouldBe(RefusalCode.CustomerUnknown);
        (await nadia.GiveAsync("10")).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        var order = (await world.Get<CheckCreditOrder>().RunAsync(System.Text.Encoding.UTF8.GetBytes($"identifiant;montant\n{nadia.Number};10\n"), "ce.csv", "CE", world.Now)).Value;
        (order.Accepted, order.Refused).ShouldBe((0, 1));
        var closed = (await world.Get<FindCustomers>().ReadAsync(nadia.Number)).Value.Customer;
        (closed.IsClosed, closed.FirstName, closed.LastName, closed.Email).ShouldBe((true, "", "", null));

        var again = await ArriveAsync(world);
        again.Number.ShouldNotBe(nadia.Number);
        (await again.PhoneAsync()).SessionKey.ShouldNotBeNull();
        await nadia.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task A_line_whose_customer_leaves_while_the_file_is_read_is_refused_when_it_is_confirmed(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var nadia = await ArriveAsync(world);
        (await nadia.CloseAsync(await nadia.PhoneAsync())).Refusal.ShouldBeNull();
        var order = (await world.Get<CheckCreditOrder>().RunAsync("identifiant;montant\n10000000011;15\n99999999999;10\n"u8.ToArray(), "ce.csv", "CE", world.Now)).Value;
        // As if the customer had been looked up a moment before.
        await world.ReadAsync(db => db.CreditOrderLines.Where(x => x.OrderId == order.Id && x.Error != null)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Error, (string?)null).SetProperty(x => x.CustomerId, nadia.Actor.CustomerId).SetProperty(x => x.AmountCents, 10_00)));
        await world.ReadAsync(db => db.CreditOrders.Where(x => x.Id == order.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Accepted, 2).SetProperty(x => x.Refused, 0).SetProperty(x => x.TotalCents, 25_00)));
        var confirmed = (await world.Get<CreditOrders>().ConfirmAsync(order.Id, null, world.Now)).Value;
        (confirmed.Accepted, confirmed.Refused, confirmed.Total).ShouldBe((1, 1, new Money(15_00)));
        (await world.Get<CreditCustomers>().RunAsync(world.Now, CancellationToken.None)).ShouldBe(1);
        (await world.ReadAsync(db => db.Wallets.Where(w => w.CustomerId == nadia.Actor.CustomerId).SumAsync(w => w.AvailableCents))).ShouldBe(0);
        await nadia.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task Titles_that_are_given_at_that_very_moment_are_never_lost(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        for (var i = 0; i < 5; i++)
        {
            var nadia = await ArriveAsync(world, $"nadia{i}@example.net");
            var phone = await nadia.PhoneAsync();
            var (closing, giving) = (Task.Run(() => nadia.CloseAsync(phone)), Task.Run(() => nadia.GiveAsync("20")));
            var (closed, given) = (await closing, await giving);
            (closed.Refusal is null).ShouldBe(given.Refusal is not null, $"{closed.Refusal?.Name} {given.Refusal?.Name}");
            await nadia.CheckAsync();
        }
    }
}

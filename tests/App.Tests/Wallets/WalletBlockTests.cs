using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Payments;
using Guichet.App.Tests.Console;
using Guichet.App.Tests.Letters;
using Guichet.App.Wallets.Blocking;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Console.RoomWorld;

namespace Guichet.App.Tests.Wallets;

/// <summary>«Bloquer mon compte titres»: who may, what stops, what goes on, who undoes it.</summary>
public class WalletBlockTests
{
    private const string Password = "la-phrase-de-la-cliente";

    [Theory, EachDatabase]
    public async Task Nothing_is_paid_from_a_blocked_wallet_and_what_was_paid_finds_its_end(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var phone = await PhoneAsync(world);
        var (held, voided, waiting, refused) = (await world.AskAsync(LetterWorld.LeaEmail, 10, 10), await world.AskAsync(LetterWorld.LeaEmail, 10, 10),
            await world.AskAsync(LetterWorld.LeaEmail), await world.AskAsync(LetterWorld.LeaEmail));
        held = await world.PayAsync(held, 50_00);
        voided = await world.PayAsync(voided, 50_00);

        (await world.Get<BlockOwnWallet>().RunAsync(phone, world.Now)).Refusal.ShouldBeNull();

        (await ApproveAsync(world, waiting)).ShouldBe(RefusalCode.WalletBlocked);
        (await world.Get<ApprovePayment>().RunAsync(LetterWorld.Lea, held.Id, null, new Money(50_00), world.NewKey())).Refusal.ShouldBeNull("it happened before the block");
        var wallet = await world.Get<ReadWallet>().RunAsync(LetterWorld.Lea, world.Now);
        wallet.IsBlocked.ShouldBeTrue();
        ApprovalPreview.Of(LetterWorld.Lea, waiting, wallet, new Money(50_00), world.Now).Refusal!.Code.ShouldBe(RefusalCode.WalletBlocked);
        ApprovalPreview.Most(waiting, wallet).ShouldBe(Money.Zero);
        (await world.Get<CustomerRequests>().WaitingAsync(LetterWorld.Lea, world.Now)).Select(x => x.Payment.Id).ShouldBe([waiting.Id, refused.Id], ignoreOrder: true);
        (await world.Get<DeclinePayment>().RunAsync(LetterWorld.Lea, refused.Id, null)).Value.Status.ShouldBe(PaymentStatus.Declined);
        (await world.Get<CapturePayment>().RunAsync(LetterWorld.Merchant, held.Number, "40", held.Version)).Value.Status.ShouldBe(PaymentStatus.Captured);
        (await world.Get<VoidPayment>().RunAsync(LetterWorld.Merchant, voided.Number, voided.Version)).Value.Status.ShouldBe(PaymentStatus.Canceled);
    }

    [Theory, EachDatabase]
    public async Task It_signs_every_other_phone_out_and_forgets_it_and_this_one_stays(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var (lost, phone) = (await PhoneAsync(world), await PhoneAsync(world));
        var done = (await world.Get<BlockOwnWallet>().RunAsync(phone, world.Now)).Value.Session;

        (await IdentityAsync(world, lost.SessionKey)).ShouldBeNull();
        (await world.Get<KnownDevices>().OwnerAsync(lost.DeviceKey, world.Now)).ShouldBeNull("the code is no longer enough");
        (await IdentityAsync(world, phone.SessionKey)).ShouldBeNull("its keys are new");
        (await IdentityAsync(world, done.SessionKey)).ShouldNotBeNull();
        (await world.Get<KnownDevices>().OwnerAsync(done.DeviceKey, world.Now)).ShouldBe("Léa");
        (await world.Get<BlockOwnWallet>().RunAsync(lost, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound, "who is signed out blocks nothing");
        (await world.LettersAsync(AccountLetterKind.WalletBlocked)).ShouldHaveSingleItem().Address.ShouldBe(LetterWorld.LeaEmail);

        var again = (await world.Get<BlockOwnWallet>().RunAsync(phone with { SessionKey = done.SessionKey, DeviceKey = done.DeviceKey }, world.Now)).Value.Session;
        (await IdentityAsync(world, again.SessionKey)).ShouldNotBeNull();
        (await world.LettersAsync(AccountLetterKind.WalletBlocked)).Count.ShouldBe(1, "it was blocked already");
        (await world.ReadAsync(db => db.WalletBlocks.SingleAsync())).Address.ShouldBe(LetterWorld.Lea.Address);
    }

    [Theory, EachDatabase]
    public async Task Its_holder_unblocks_it_with_the_password_alone(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var phone = await BlockedAsync(world);
        var unblock = world.Get<UnblockOwnWallet>();
        (await unblock.RunAsync(phone, "une-autre-phrase-de-passe", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        (await unblock.RunAsync(phone, null, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        (await world.Get<ReadOwnBlock>().RunAsync(LetterWorld.Lea)).ShouldBe(new WalletBlock(ParisCalendar.Truncate(world.Now), ByIssuer: false));

        (await unblock.RunAsync(phone, Password, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<ReadOwnBlock>().RunAsync(LetterWorld.Lea)).ShouldBeNull();
        (await unblock.RunAsync(phone, Password, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.BlockChanged);
        (await ApproveAsync(world, await world.AskAsync(LetterWorld.LeaEmail))).ShouldBeNull();
        (await world.LettersAsync(AccountLetterKind.WalletUnblocked)).Count.ShouldBe(1);
        (await world.ReadAsync(db => db.WalletBlocks.OrderBy(b => b.Number).Select(b => b.IsBlocked).ToListAsync())).ShouldBe([true, false]);
    }

    [Theory, EachDatabase]
    public async Task Titles_that_arrive_meanwhile_are_blocked_too_and_a_wallet_without_any_can_be(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var number = (await world.Get<CreateCustomer>().RunAsync(Claire, "Nadia", "Roux", "nadia@example.org", world.Now)).Value;
        (await world.Get<BlockWallets>().BlockAsync(Claire, number, "Téléphone perdu", world.Now)).Refusal.ShouldBeNull();
        var year = ParisCalendar.DayOf(world.Now).Year;
        foreach (var issueYear in new[] { year - 1, year })
        {
            (await world.Get<Guichet.App.Wallets.Crediting.CreditByHand>().RunAsync(Claire, number, "80", issueYear, "Geste commercial", world.NewKey(), world.Now)).Refusal.ShouldBeNull();
        }

        var file = (await world.Get<FindCustomers>().ReadAsync(number)).Value;
        file.Block.ShouldNotBeNull().ByIssuer.ShouldBeTrue();
        var nadia = new CustomerActor(file.AccountId!.Value, file.Customer.Id, "Nadia Roux", null);
        var asked = await world.AskAsync("nadia@example.org");
        (await world.Get<ApprovePayment>().RunAsync(nadia, asked.Id, null, new Money(50_00), world.NewKey())).Refusal!.Code.ShouldBe(RefusalCode.WalletBlocked);
        (await world.Get<BlockWallets>().UnblockAsync(Claire, number, "Téléphone retrouvé", world.Now)).Refusal.ShouldBeNull();
        (await world.Get<ApprovePayment>().RunAsync(nadia, asked.Id, null, new Money(50_00), world.NewKey())).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task An_operators_block_is_an_operators_to_undo_with_a_reason_and_a_line_of_the_trail(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var phone = await BlockedAsync(world);
        var wallets = world.Get<BlockWallets>();
        var number = "10000000011";
        (await wallets.BlockAsync(Claire, number, " ", world.Now)).Refusal!.Field.ShouldBe("reason");
        (await wallets.BlockAsync(Claire, "99999999999", "Fraude", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await wallets.BlockAsync(Claire, number, "Soupçon de fraude", world.Now)).Refusal.ShouldBeNull("its holder's block becomes the issuer's");
        (await wallets.BlockAsync(Marc, number, "Encore", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.BlockChanged);
        (await IdentityAsync(world, phone.SessionKey)).ShouldBeNull("signed out everywhere");

        var back = await PhoneAsync(world);
        (await world.Get<UnblockOwnWallet>().RunAsync(back, Password, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.BlockedByIssuer);
        (await wallets.UnblockAsync(Marc, number, "Client reconnu", world.Now)).Refusal.ShouldBeNull();
        (await wallets.UnblockAsync(Marc, number, "Client reconnu", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.BlockChanged);
        (await world.AuditAsync()).ShouldBe([$"Claire Vidal wallet.blocked customer:{LetterWorld.LeaId}", $"Marc Petit wallet.unblocked customer:{LetterWorld.LeaId}"]);
        (await world.LettersAsync(AccountLetterKind.WalletBlockedByIssuer)).ShouldHaveSingleItem().Payload.ShouldBeNull("the reason is not told");
        await world.SendLaterAsync(TimeSpan.FromSeconds(1));
        (await world.MailsAsync()).Select(m => m.Subject).ShouldBe(
            ["Votre compte titres est bloqué", "Votre compte titres est bloqué par l'agence", "Votre compte titres est débloqué"], ignoreOrder: true);
    }

    private static async Task<CustomerAccess> BlockedAsync(LetterWorld world)
    {
        var phone = await PhoneAsync(world);
        var done = (await world.Get<BlockOwnWallet>().RunAsync(phone, world.Now)).Value.Session;
        return phone with { SessionKey = done.SessionKey, DeviceKey = done.DeviceKey };
    }

    private static async Task<CustomerAccess> PhoneAsync(LetterWorld world)
    {
        var hash = world.Get<IPasswordHasher<Guichet.App.Storage.Mapping.AccountRow>>().HashPassword(null!, Password);
        var pin = world.Get<KnownDevices>().HashCode("4071");
        await world.ReadAsync(db => db.Accounts.Where(a => a.Id == LetterWorld.LeaAccount && a.PasswordHash == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash).SetProperty(a => a.PinHash, pin)));
        var opened = (await world.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Customer, LetterWorld.LeaEmail, Password, "192.0.2.8"), world.Now)).Value;
        return new CustomerAccess(LetterWorld.Lea, opened.SessionKey, opened.DeviceKey, new SessionPlace("192.0.2.8", null));
    }

    private static Task<SessionIdentity?> IdentityAsync(LetterWorld world, string? key) => world.Get<Sessions>().FindAsync(key, AccountArea.Customer, touch: false, world.Now);

    private static async Task<RefusalCode?> ApproveAsync(LetterWorld world, Payment payment) =>
        (await world.Get<ApprovePayment>().RunAsync(LetterWorld.Lea, payment.Id, null, new Money(50_00), world.NewKey())).Refusal?.Code;
}

using System.Text;
using Guichet.App.Access;
using Guichet.App.Checks;
using Guichet.App.Letters.Sending;
using Guichet.App.Payments;
using Guichet.App.Payments.Leaving;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Console;
using Guichet.App.Tests.Letters;
using Guichet.App.Wallets.Blocking;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Leaving.Nadia;

namespace Guichet.App.Tests.Leaving;

/// <summary>I-53: what named a person is gone from every table, and the sums are what they were.</summary>
public class ErasureTests
{
    /// <summary>Of all that a customer leaves behind, so that the search below is known to find it.</summary>
    private static readonly string[] Before =
    [
        "account.email", "account.first_name", "account.last_name", "account.normalized_email", "account_passkey.Data", "credit_order_line.typed", "customer.email", "customer.first_name", "customer.last_name",
        "known_device.address", "known_device.agent", "letter.address", "letter.last_error", "payment.addressee_email", "payment.contact", "payment.description", "payment_fact.address", "payment_fact.detail",
        "push_subscription.target", "saved_view.name", "session.address", "session.agent", "wallet_block.address", "wallet_block.reason",
    ];

    [Theory, EachDatabase]
    public async Task No_column_of_any_table_tells_who_it_was_and_the_sums_stay(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        await world.AskAsync(Email); // before there is an account: mailed to an address that is nobody's
        var nadia = await ArriveAsync(world);
        var phone = await LiveAsync(world, nadia);
        var before = await FindAsync(world);
        Before.Except(before).ShouldBeEmpty();
        await nadia.CheckAsync();
        var sums = await SumsAsync(world);

        (await nadia.CloseAsync(phone)).Refusal.ShouldBeNull();

        (await world.LettersAsync(AccountLetterKind.AccountClosed)).ShouldHaveSingleItem().Address.ShouldBe(Email);
        (await FindAsync(world)).ShouldBe(["letter.address", "payment.description"], "the last letter knows where it goes; what the merchant noted is the merchant's");
        (await world.LettersAsync()).Where(x => x.State == LetterState.Queued && x.Address == Email).ShouldHaveSingleItem("nothing else is sent any more");
        await nadia.CheckAsync();
        await world.SendLaterAsync(TimeSpan.FromMinutes(1));
        (await FindAsync(world)).ShouldBe(["payment.description"]);
        (await SumsAsync(world)).ShouldBe(sums);
        await nadia.CheckAsync();
        var mail = (await world.MailsAsync()).Last(m => m.Subject == "Votre compte est fermé");
        mail.Text.ShouldNotContain(First);
        (await world.AuditAsync())[^1].ShouldBe($" customer.closed customer:{nadia.Actor.CustomerId}");
    }

    [Theory, EachDatabase]
    public async Task An_address_that_a_merchant_was_writing_at_that_moment_is_found_by_the_check_and_goes_with_the_job(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var nadia = await ArriveAsync(world);
        var late = await world.AskAsync(Email);
        (await world.Get<DeclinePayment>().RunAsync(nadia.Actor, late.Id, null)).Refusal.ShouldBeNull();
        (await nadia.CloseAsync(await nadia.PhoneAsync())).Refusal.ShouldBeNull();
        await nadia.CheckAsync();
        await world.ReadAsync(db => db.Payments.Where(p => p.Id == late.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Contact, Email).SetProperty(p => p.AddresseeEmail, Email)));
        (await LedgerCheck.RunAsync(world.Database)).Where(x => !x.Holds).ShouldHaveSingleItem().Id.ShouldBe("I-53");

        (await world.Get<EraseAgain>().RunAsync(world.Now)).ShouldBe(1);
        await nadia.CheckAsync();
        (await world.Get<EraseAgain>().RunAsync(world.Now.AddDays(3))).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_last_letter_that_nobody_takes_keeps_neither_the_address_nor_what_the_server_said(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var nadia = await ArriveAsync(world);
        (await nadia.CloseAsync(await nadia.PhoneAsync())).Refusal.ShouldBeNull();
        var letter = (await world.LettersAsync(AccountLetterKind.AccountClosed)).Single();
        letter.Attempts = 1;
        await world.Get<LetterQueue>().AgainAsync(letter, $"450 <{Email}> try later", world.Now);
        (await world.LettersAsync(AccountLetterKind.AccountClosed)).Single().Address.ShouldBe(Email, "it is tried again");
        await world.Get<LetterQueue>().FailedAsync(letter, $"550 <{Email}> unknown");
        (await FindAsync(world)).ShouldBeEmpty();
        (await world.LettersAsync(AccountLetterKind.AccountClosed)).Single().State.ShouldBe(LetterState.Failed);
    }

    /// <summary>All but the mailbox of the demonstration, which stands for the customer's own.</summary>
    private static Task<List<string>> FindAsync(LetterWorld world) =>
        world.ReadAsync(async db => (await EveryText.FindAsync(db, Words)).Where(x => !x.StartsWith("demonstration_mail.", StringComparison.Ordinal)).ToList());

    private static Task<string> SumsAsync(LetterWorld world) => world.ReadAsync(async db => string.Join(' ',
        await db.Postings.SumAsync(p => Math.Abs(p.AmountCents)), await db.Postings.CountAsync(), await db.Payments.SumAsync(p => p.CapturedCents), await db.PaymentFacts.CountAsync(), await db.Payments.CountAsync(p => p.PayerId != null)));

    /// <summary>A little of everything that a customer leaves behind.</summary>
    private static async Task<CustomerAccess> LiveAsync(LetterWorld world, Nadia nadia)
    {
        await nadia.CreditAsync();
        await nadia.PayAsync(await world.AskAsync(Email, description: "Séjour de Nadia"));
        await nadia.CreditAsync();
        var voided = await nadia.PayAsync(await world.AskAsync(Email, 10, 10));
        (await world.Get<VoidPayment>().RunAsync(LetterWorld.Merchant, voided.Number, voided.Version, "Complet, désolés Nadia")).Refusal.ShouldBeNull();
        await nadia.PayAsync(await world.AskAsync(Email));
        (await world.Get<DeclinePayment>().RunAsync(nadia.Actor, (await world.AskAsync(Email)).Id, null)).Refusal.ShouldBeNull();
        (await world.Get<MailRequest>().RunAsync(LetterWorld.Merchant, (await world.ShowQrCodeAsync()).Number, Email, world.NewKey())).Refusal.ShouldBeNull();
        (await world.Get<CheckCreditOrder>().RunAsync(Encoding.UTF8.GetBytes($"identifiant;montant\n{Email};rien\n10000000011;10\n"), "ce.csv", "CE", world.Now)).Refusal.ShouldBeNull();
        await world.SendLaterAsync(TimeSpan.FromSeconds(1));

        var phone = await nadia.PhoneAsync();
        var renewed = (await world.Get<BlockOwnWallet>().RunAsync(phone, world.Now)).Value.Session;
        phone = phone with { SessionKey = renewed.SessionKey, DeviceKey = renewed.DeviceKey };
        (await world.Get<UnblockOwnWallet>().RunAsync(phone, Password, world.Now)).Refusal.ShouldBeNull();
        await nadia.PhoneAsync();
        (await world.Get<ForgottenPassword>().RunAsync(AccountArea.Customer, Email, null, world.Now)).Refusal.ShouldBeNull();
        await world.ReadAsync(async db =>
        {
            db.UserPasskeys.Add(new IdentityUserPasskey<long>
            {
                UserId = nadia.Actor.AccountId, CredentialId = [1, 2, 3],
                Data = new IdentityPasskeyData { Name = "Clé de Nadia", PublicKey = [4], AttestationObject = [5], ClientDataJson = [6], CreatedAt = world.Now },
            });
            db.PushSubscriptions.Add(new PushSubscriptionRow
            {
                Id = 1, AccountId = nadia.Actor.AccountId, CustomerId = nadia.Actor.CustomerId, DeviceHash = AccessKey.Hash(phone.DeviceKey)!, EndpointHash = "hash", Target = "nadia", Language = "fr", CreatedAt = world.Now,
            });
            db.SavedViews.Add(new SavedViewRow { AccountId = nadia.Actor.AccountId, Slot = 1, Name = "Vue de Nadia", Query = "" });
            db.LapseNotices.Add(new LapseNoticeRow { CustomerId = nadia.Actor.CustomerId, Year = 2020, DaysBefore = 60, At = world.Now });
            await db.SaveChangesAsync();
            await db.WalletBlocks.ExecuteUpdateAsync(set => set.SetProperty(b => b.Reason, "Nadia a appelé"));
            return await db.Letters.Where(l => l.AccountId == nadia.Actor.AccountId && l.State == LetterState.Queued).ExecuteUpdateAsync(set => set.SetProperty(l => l.LastError, $"450 <{Email}>"));
        });
        return phone;
    }
}

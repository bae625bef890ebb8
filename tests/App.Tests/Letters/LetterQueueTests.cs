using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Letters.Sending;
using Guichet.App.Payments;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Letters;

/// <summary>Letters as a queue: sent once, dropped when untrue, kept through a crash. The demonstration's mailbox stands for the server.</summary>
public class LetterQueueTests
{
    [Theory, EachDatabase]
    public async Task A_request_to_an_address_is_mailed_with_a_link_that_opens_it(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync("inconnue@example.org", description: "Emplacement tente");
        (await world.SendAsync()).ShouldBe(1);

        var mail = (await world.MailsAsync()).ShouldHaveSingleItem();
        mail.Recipient.ShouldBe("inconnue@example.org");
        mail.Subject.ShouldBe("Les Vacances du Littoral vous demande 50,00\u00A0€");
        mail.Text.ShouldContain("A payer jusqu'au : 04/07/2020");
        mail.Text.ShouldContain("Libellé : Emplacement tente");
        var token = mail.Text.Split("https://guichet.example/app/r/")[1].Split('\n')[0];
        (await world.Get<CustomerRequests>().ByTokenAsync(LetterWorld.Lea, token)).Value.Payment.Number.ShouldBe(payment.Number);

        var row = (await world.LettersAsync()).ShouldHaveSingleItem();
        (row.State, row.SentAt, row.Attempts, row.LastError).ShouldBe((LetterState.Sent, world.Now, 1, null));
        (await world.SendAsync()).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_request_to_a_customer_goes_to_the_account_and_leads_to_its_number(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 4, captureDays: 2);
        await world.SendAsync();
        var mail = (await world.MailsAsync()).ShouldHaveSingleItem();
        mail.Recipient.ShouldBe(LetterWorld.LeaEmail);
        mail.Text.ShouldContain("Bonjour Léa Martin,");
        mail.Text.ShouldContain("A payer jusqu'au : 28/06/2020");
        mail.Text.ShouldContain("2 jours pour le valider");
        mail.Text.ShouldContain($"https://guichet.example/app/demandes/{payment.Number}\n");
    }

    [Theory, EachDatabase]
    public async Task A_shown_code_that_is_mailed_keeps_its_link_until_it_is_replaced(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.ShowQrCodeAsync();
        (await world.LettersAsync()).ShouldBeEmpty();
        await world.Get<MailRequest>().RunAsync(LetterWorld.Merchant, payment.Number, "amie@example.org", world.NewKey());
        await world.SendAsync();
        (await world.MailsAsync()).Single().Text.ShouldContain($"/app/r/{world.Get<ReadPayment>().TokenOf(payment)}\n");

        await world.Get<MailRequest>().RunAsync(LetterWorld.Merchant, payment.Number, "autre@example.org", world.NewKey());
        await world.Get<ChangeChannel>().RunAsync(LetterWorld.Merchant, payment.Number, null, world.NewKey());
        (await world.SendAsync()).ShouldBe(0);
        (await world.LettersAsync()).Select(l => l.State).ShouldBe([LetterState.Sent, LetterState.Obsolete]);
    }

    [Theory, EachDatabase]
    public async Task A_request_that_ended_meanwhile_is_dropped_and_its_end_is_told(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync(LetterWorld.LeaEmail);
        await world.Get<CancelPayment>().RunAsync(LetterWorld.Merchant, payment.Number);
        (await world.SendAsync()).ShouldBe(1);
        (await world.LettersAsync()).Select(l => ((LetterKind)l.Kind, l.State)).ShouldBe([(LetterKind.RequestToCustomer, LetterState.Obsolete), (LetterKind.CanceledToCustomer, LetterState.Sent)]);
        (await world.MailsAsync()).Single().Text.ShouldContain("Rien n'a été débité.");
    }

    [Theory, EachDatabase]
    public async Task A_payment_limit_that_passed_drops_the_request_and_tells_both_sides(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 1, captureDays: 2);
        world.Clock.Advance(TimeSpan.FromDays(2));
        (await world.Get<ExpirePayments>().RunAsync(world.Now, CancellationToken.None)).ShouldBe(1);
        (await world.SendAsync()).ShouldBe(2);
        (await world.MailsAsync()).Select(m => (m.Recipient, m.Subject.Split(' ')[0])).ShouldBe([(LetterWorld.LeaEmail, "Demande"), (LetterWorld.NotifyEmail, "La")], ignoreOrder: true);
    }

    [Theory, EachDatabase]
    public async Task The_merchant_is_told_in_the_words_of_the_guide(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 4, captureDays: 2);
        await world.PayAsync(payment, 50_00);
        await world.SendAsync();
        var mail = (await world.MailsAsync()).Single(m => m.Recipient == LetterWorld.NotifyEmail);
        foreach (var line in new[]
        {
            "LA TRANSACTION A ÉTÉ VALIDÉE",
            $"Nous vous informons que la transaction en Chèque-Vacances Connect [n° : {payment.Number}] a été confirmée par votre client.",
            $"Identifiant : {LetterWorld.LeaEmail}",
            "Date : 24/06/2020 à 11:59:35",
            "Montant réglé : 50,00\u00A0€",
            "JE ME CONNECTE À MON ESPACE DÉDIÉ",
            $"https://guichet.example/encaissement/operations/{payment.Number}",
        })
        {
            mail.Text.Split('\n').ShouldContain(line);
        }
    }

    [Theory, EachDatabase]
    public async Task News_say_the_amounts_of_their_own_fact_even_when_more_has_happened_since(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 4, captureDays: 2);
        var paid = await world.PayAsync(payment, 40_00);
        await world.ReadAsync(async db =>
        {
            // What the merchant's validation for 30,00 € will write; the letter of the customer's payment has not left yet.
            await db.Payments.Where(p => p.Id == payment.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, PaymentStatus.Captured).SetProperty(p => p.CapturedCents, 30_00).SetProperty(p => p.Version, paid.Version + 1));
            db.PaymentFacts.Add(new PaymentFactRow { PaymentId = payment.Id, Version = paid.Version + 1, Kind = PaymentFactKind.Captured, FromStatus = PaymentStatus.Authorized, ToStatus = PaymentStatus.Captured, At = world.Now.AddHours(1), AmountCents = 30_00 });
            db.Letters.Add(new LetterRow { Id = 9_000_000, PaymentId = payment.Id, PaymentVersion = paid.Version + 1, Kind = (int)LetterKind.CapturedToCustomer, CustomerId = LetterWorld.LeaId, State = LetterState.Queued, CreatedAt = world.Now, SendAt = world.Now });
            return await db.SaveChangesAsync();
        });
        await world.SendAsync();
        var texts = (await world.MailsAsync()).Where(m => m.Recipient == LetterWorld.LeaEmail).Select(m => m.Text).ToList();
        texts[0].ShouldContain("Montant réglé : 40,00\u00A0€");
        texts[0].ShouldContain("Il reste 10,00\u00A0€ à régler");
        texts[0].ShouldNotContain("30,00");
        texts[1].ShouldContain("Montant validé : 30,00\u00A0€");
        texts[1].ShouldContain("10,00\u00A0€ sont revenus sur votre solde.");
        texts[1].ShouldContain("Date : 24/06/2020 à 12:59:35");
    }

    [Theory, EachDatabase]
    public async Task The_reminder_leaves_once_24_hours_before_the_validation_limit(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.PayAsync(await world.AskAsync(LetterWorld.LeaEmail, captureDays: 10), 50_00);
        await world.SendAsync();
        world.Clock.SetUtcNow(payment.CaptureBy!.Value.AddHours(-24).AddMilliseconds(-1));
        (await world.SendAsync()).ShouldBe(0);
        var planned = (await world.Get<LetterStates>().OfPaymentAsync(LetterWorld.Merchant, payment.Number)).Single(l => l.Kind == LetterKind.CaptureLimitNearToMerchant);
        (planned.Progress, planned.At).ShouldBe((LetterProgress.Queued, payment.CaptureBy.Value.AddHours(-24)));

        (await world.SendLaterAsync(TimeSpan.FromMilliseconds(1))).ShouldBe(1);
        var reminder = (await world.MailsAsync()).Single(m => m.Subject.Contains("Plus que 24 h", StringComparison.Ordinal));
        reminder.Recipient.ShouldBe(LetterWorld.NotifyEmail);
        reminder.Text.ShouldContain("04/07/2020");
        (await world.SendLaterAsync(TimeSpan.FromHours(23))).ShouldBe(0);
        (await world.LettersAsync()).Count(l => l.Kind == (int)LetterKind.CaptureLimitNearToMerchant).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_merchant_who_has_acted_is_not_reminded(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.PayAsync(await world.AskAsync(LetterWorld.LeaEmail, captureDays: 10), 50_00);
        (await world.Get<CapturePayment>().RunAsync(LetterWorld.Merchant, payment.Number, "50")).Refusal.ShouldBeNull();
        await world.SendAsync();
        (await world.Get<LetterStates>().OfPaymentAsync(LetterWorld.Merchant, payment.Number)).TakeLast(2).Select(l => (l.Kind, l.Progress))
            .ShouldBe([(LetterKind.CaptureLimitNearToMerchant, LetterProgress.Obsolete), (LetterKind.CapturedToCustomer, LetterProgress.Sent)]);
        (await world.SendLaterAsync(TimeSpan.FromDays(9.9))).ShouldBe(0);
        (await world.LettersAsync()).Single(l => l.Kind == (int)LetterKind.CaptureLimitNearToMerchant).State.ShouldBe(LetterState.Obsolete);
        (await world.MailsAsync()).ShouldNotContain(m => m.Subject.Contains("24 h", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task A_sender_that_dies_loses_its_letters_to_the_next_one_after_the_lease(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        await world.AskAsync(LetterWorld.LeaEmail);
        (await world.Get<LetterQueue>().ClaimAsync(world.Now)).Letters.Count.ShouldBe(1); // and is never heard of again
        (await world.SendAsync()).ShouldBe(0);
        (await world.SendLaterAsync(LetterQueue.Lease)).ShouldBe(1);
        (await world.LettersAsync()).Single().Attempts.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task A_letter_that_leaves_twice_is_in_the_mailbox_once(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        await world.AskAsync(LetterWorld.LeaEmail);
        await world.SendAsync();
        await world.ReadAsync(db => db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Queued))); // the mark was lost in a crash
        (await world.SendLaterAsync(LetterQueue.Lease)).ShouldBe(1);
        (await world.MailsAsync()).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_password_link_is_mailed_and_then_forgotten(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, "708900", null, world.Now);
        (await world.LettersAsync()).Single().Payload.ShouldNotBeNull();
        await world.SendAsync();
        var mail = (await world.MailsAsync()).Single();
        mail.Recipient.ShouldBe("paul@example.org");
        mail.Text.ShouldContain("https://guichet.example/mot-de-passe/");
        mail.Text.ShouldContain("jusqu'au 24/06/2020 à 12h29");
        (await world.LettersAsync()).Single().Payload.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_password_link_that_ended_before_it_left_is_dropped_with_its_secret(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        await world.ReadAsync(db => db.Accounts.Where(a => a.CustomerId != null).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, "has one")));

        await world.Get<ForgottenPassword>().RunAsync(AccountArea.Customer, "10000000011", null, world.Now);
        (await world.SendLaterAsync(TimeSpan.FromMinutes(31))).ShouldBe(0);
        var row = (await world.LettersAsync()).Single();
        (row.State, row.Payload).ShouldBe((LetterState.Obsolete, null));
    }

    [Theory, EachDatabase]
    public async Task Each_reads_in_the_language_that_was_chosen(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        await world.Get<ReaderLanguage>().RememberAsync(LetterWorld.LeaAccount, "fr");
        await world.Get<ReaderLanguage>().RememberAsync(LetterWorld.LeaAccount, "en");
        var payment = await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 4, captureDays: 2);
        await world.PayAsync(payment, 50_00);
        await world.SendAsync();
        var mails = await world.MailsAsync();
        mails.Single(m => m.Recipient == LetterWorld.LeaEmail).Subject.ShouldBe("Pre-reservation of €50.00 at Les Vacances du Littoral");
        mails.Single(m => m.Recipient == LetterWorld.NotifyEmail).Text.ShouldContain("LA TRANSACTION A ÉTÉ VALIDÉE");
    }

    [Theory, EachDatabase]
    public async Task The_timeline_shows_what_became_of_each_letter_to_its_merchant_alone(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync(LetterWorld.LeaEmail);
        var states = world.Get<LetterStates>();
        (await states.OfPaymentAsync(LetterWorld.Merchant, payment.Number)).Single().Progress.ShouldBe(LetterProgress.Queued);
        await world.SendAsync();
        var letter = (await states.OfPaymentAsync(LetterWorld.Merchant, payment.Number)).Single();
        (letter.Kind, letter.Version, letter.Progress, letter.At, letter.Recipient, letter.Reason)
            .ShouldBe((LetterKind.RequestToCustomer, 1, LetterProgress.Sent, world.Now, "l***@example.org", null));
        (await states.OfPaymentAsync(LetterWorld.Merchant with { AgreementId = 72 }, payment.Number)).ShouldBeEmpty();
    }
}

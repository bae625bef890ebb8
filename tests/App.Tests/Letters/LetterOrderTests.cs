using System.Net;
using System.Net.Sockets;
using Guichet.App.Letters.Sending;
using Guichet.App.Payments;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using MimeKit;

namespace Guichet.App.Tests.Letters;

/// <summary>Many letters at once over several connections: each once, those of a payment in their order, and nobody at a till waits for a mail server.</summary>
public class LetterOrderTests
{
    [Theory, EachDatabase]
    public async Task After_an_hour_without_a_mail_server_each_payments_letters_arrive_once_in_their_order(DatabaseKind kind)
    {
        const int Payments = 40;
        var port = SmtpSink.FreePort();
        await using var world = await LetterWorld.CreateAsync(kind, $"smtp://127.0.0.1:{port}");
        List<string> numbers = [];
        for (var i = 0; i < Payments; i++)
        {
            var payment = await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 4, captureDays: 2);
            await world.PayAsync(payment, 1_00);
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
            (await world.Get<CapturePayment>().RunAsync(LetterWorld.Merchant, payment.Number, "1,00")).Value.Status.ShouldBe(PaymentStatus.Captured);
            (await world.SendLaterAsync(TimeSpan.FromMinutes(1.5))).ShouldBe(0);
            numbers.Add(payment.Number);
        }

        await using var sink = await SmtpSink.StartAsync(port);
        var sent = 0;
        for (var minute = 0; minute < 10 && sent == 0; minute++)
        {
            sent = await world.SendLaterAsync(TimeSpan.FromMinutes(1));
        }

        sent.ShouldBe(3 * Payments);
        var mails = (await sink.TakeAsync(sent)).Select(mail => MimeMessage.Load(new MemoryStream(mail.Content))).ToList();
        mails.Select(mail => mail.MessageId).ShouldBeUnique();
        var toLea = mails.Where(mail => mail.To.Mailboxes.Single().Address == LetterWorld.LeaEmail).ToList();
        foreach (var number in numbers)
        {
            toLea.Where(mail => mail.TextBody!.Contains(number, StringComparison.Ordinal)).Select(mail => mail.TextBody!.Contains("Montant validé", StringComparison.Ordinal)).ShouldBe([false, true]);
        }

        (await world.LettersAsync()).Where(l => l.State != LetterState.Sent).ShouldAllBe(l => l.State == LetterState.Obsolete && l.Kind == (int)LetterKind.RequestToCustomer);
    }

    [Theory, EachDatabase]
    public async Task While_a_mail_server_says_nothing_payments_are_made_paid_and_ended(DatabaseKind kind)
    {
        using TcpListener silent = new(IPAddress.Loopback, 0); // takes the connection, and never greets
        silent.Start();
        await using var world = await LetterWorld.CreateAsync(kind, $"smtp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
        await world.AskAsync("premiere@example.org");
        using CancellationTokenSource stop = new();
        var sending = world.Get<SendLetters>().RunAsync(world.Now, stop.Token);
        using var connection = await silent.AcceptTcpClientAsync();

        var paid = await world.PayAsync(await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 4, captureDays: 2), 50_00);
        world.Clock.Advance(TimeSpan.FromDays(20));
        (await world.Get<ExpirePayments>().RunAsync(world.Now, CancellationToken.None)).ShouldBe(2);

        paid.Status.ShouldBe(PaymentStatus.Authorized);
        sending.IsCompleted.ShouldBeFalse("it still waits for the server");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        (await world.LettersAsync()).ShouldAllBe(l => l.State == LetterState.Queued && l.Attempts == 0);
    }

    [Theory]
    [InlineData(0, 4, 1)]
    [InlineData(9, 4, 1)]
    [InlineData(25, 4, 2)]
    [InlineData(100, 4, 4)]
    [InlineData(100, 1, 1)]
    public void A_claim_is_divided_by_payment_and_keeps_its_order(int letters, int senders, int shares)
    {
        ClaimedLetters claim = new([.. Enumerable.Range(1, letters).Select(id => new LetterRow { Id = id, PaymentId = id % 3 == 0 ? null : id / 5 })], default);
        var divided = LetterShares.Of(claim, senders);
        divided.Count.ShouldBe(shares);
        divided.SelectMany(share => share.Letters).ShouldBe(claim.Letters, ignoreOrder: true);
        divided.ShouldAllBe(share => share.Letters.Select(l => l.Id).SequenceEqual(share.Letters.Select(l => l.Id).Order()));
        divided.SelectMany((share, i) => share.Letters.Where(l => l.PaymentId is not null).Select(l => (l.PaymentId, i)).Distinct()).Select(x => x.PaymentId).ShouldBeUnique();
    }
}

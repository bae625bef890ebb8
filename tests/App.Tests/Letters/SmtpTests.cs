using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Guichet.App.Letters.Mail;
using Guichet.App.Letters.Sending;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using MailKit.Security;
using MimeKit;

namespace Guichet.App.Tests.Letters;

/// <summary>Letters over real SMTP: Debian's aiosmtpd receives, MimeKit reads.</summary>
public class SmtpTests
{
    [Theory, EachDatabase]
    public async Task Letters_arrive_at_the_right_person_with_both_forms(DatabaseKind kind)
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var world = await LetterWorld.CreateAsync(kind, sink.Address);
        var payment = await world.AskAsync(LetterWorld.LeaEmail, paymentDays: 4, captureDays: 2, description: "Tente <b>\"A\"</b> & vélo 🚲");
        await world.SendAsync();
        await world.PayAsync(payment, 40_00);
        (await world.SendAsync()).ShouldBe(2);

        var mails = await sink.TakeAsync(3);
        mails.ShouldAllBe(m => m.From == "no-reply@guichet.example" && m.To.Count == 1);
        var request = Read(mails[0]);
        mails[0].To.ShouldBe([LetterWorld.LeaEmail]);
        request.To.Mailboxes.Single().Address.ShouldBe(LetterWorld.LeaEmail);
        request.From.ToString().ShouldBe("\"Guichet\" <no-reply@guichet.example>");
        request.Subject.ShouldBe("Les Vacances du Littoral vous demande 50,00\u00A0€");
        request.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        request.Date.ShouldBe(world.Now, TimeSpan.FromSeconds(1));
        request.Body.ShouldBeOfType<MultipartAlternative>().Count.ShouldBe(2);
        request.BodyParts.OfType<TextPart>().ShouldAllBe(part => part.ContentType.Charset == "utf-8");
        request.TextBody!.ShouldContain("Libellé : Tente <b>\"A\"</b> & vélo 🚲");
        request.HtmlBody!.ShouldContain("Tente &lt;b&gt;&quot;A&quot;&lt;/b&gt; &amp; vélo");
        request.HtmlBody!.ShouldContain($"href=\"https://guichet.example/app/demandes/{payment.Number}\"");

        var (customer, merchant) = (Read(mails.Single(m => m.To[0] == LetterWorld.LeaEmail && m != mails[0])), Read(mails.Single(m => m.To[0] == LetterWorld.NotifyEmail)));
        customer.Subject.ShouldBe("Pré-réservation de 40,00\u00A0€ chez Les Vacances du Littoral");
        merchant.TextBody!.ShouldContain("LA TRANSACTION A ÉTÉ VALIDÉE");
        merchant.TextBody!.ShouldContain("Montant réglé : 40,00\u00A0€");
        merchant.HtmlBody!.ShouldContain($"href=\"https://guichet.example/encaissement/operations/{payment.Number}\"");
        new[] { request, customer, merchant }.Select(m => m.MessageId).ShouldBeUnique();
    }

    [Theory, EachDatabase]
    public async Task Two_servers_send_each_letter_once(DatabaseKind kind)
    {
        const int Letters = 300;
        await using var sink = await SmtpSink.StartAsync();
        await using var world = await LetterWorld.CreateAsync(kind, sink.Address);
        await using var second = world.SecondServer(sink.Address);
        await AddLettersAsync(world, Letters);
        var sent = await Task.WhenAll(Task.Run(world.SendAsync), Task.Run(second.SendAsync), Task.Run(world.SendAsync));
        sent.Sum().ShouldBe(Letters);
        (await sink.TakeAsync(Letters)).Select(m => Read(m).MessageId).ShouldBeUnique();
        sink.Waiting.ShouldBe(0);
        (await world.LettersAsync()).ShouldAllBe(l => l.State == LetterState.Sent && l.Attempts == 1);
    }

    [Theory, EachDatabase]
    public async Task A_server_that_is_down_for_an_hour_delays_the_mail_and_nothing_else(DatabaseKind kind)
    {
        var port = SmtpSink.FreePort();
        await using var world = await LetterWorld.CreateAsync(kind, $"smtp://127.0.0.1:{port}");
        var first = await world.AskAsync("premiere@example.org");
        for (var minute = 0; minute < 60; minute++)
        {
            (await world.SendLaterAsync(TimeSpan.FromMinutes(1))).ShouldBe(0);
        }

        var later = await world.AskAsync("seconde@example.org");
        var waiting = (await world.LettersAsync())[0];
        (waiting.State, waiting.Attempts).ShouldBe((LetterState.Queued, 0));
        waiting.LastError.ShouldNotBeNull().ShouldContain($"127.0.0.1:{port}");

        await using var sink = await SmtpSink.StartAsync(port);
        var sent = 0;
        for (var minute = 0; minute < 10 && sent == 0; minute++)
        {
            sent = await world.SendLaterAsync(TimeSpan.FromMinutes(1));
        }

        sent.ShouldBe(2); // within ten minutes of its return (I-27), in the order of their making
        (await sink.TakeAsync(2)).Select(m => m.To.Single()).ShouldBe(["premiere@example.org", "seconde@example.org"]);
        (first.Status, later.Status).ShouldBe((PaymentStatus.AwaitingCustomer, PaymentStatus.AwaitingCustomer));
        (await world.LettersAsync()).ShouldAllBe(l => l.State == LetterState.Sent && l.LastError == null);
    }

    [Theory, EachDatabase]
    public async Task A_mailbox_that_does_not_exist_fails_at_once_and_stops_no_other(DatabaseKind kind)
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var world = await LetterWorld.CreateAsync(kind, sink.Address);
        await world.AskAsync("unknown@example.org");
        await world.AskAsync("connue@example.org");
        (await world.SendAsync()).ShouldBe(1);
        var rows = await world.LettersAsync();
        rows.Select(l => l.State).ShouldBe([LetterState.Failed, LetterState.Sent]);
        rows[0].LastError.ShouldNotBeNull().ShouldStartWith("550");
    }

    [Theory, EachDatabase]
    public async Task A_busy_mailbox_is_tried_again_with_growing_pauses_for_three_days(DatabaseKind kind)
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var world = await LetterWorld.CreateAsync(kind, sink.Address);
        await world.AskAsync("busy@example.org");
        List<double> pauses = [];
        for (var attempt = 1; attempt < RetryLadder.MaxAttempts; attempt++)
        {
            (await world.SendAsync()).ShouldBe(0);
            var row = (await world.LettersAsync()).Single();
            (row.State, row.Attempts).ShouldBe((LetterState.Queued, attempt));
            pauses.Add((row.SendAt - world.Now).TotalMinutes);
            world.Clock.Advance(row.SendAt - world.Now - TimeSpan.FromSeconds(1));
            (await world.SendAsync()).ShouldBe(0);
            (await world.LettersAsync()).Single().Attempts.ShouldBe(attempt); // not before its time
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        pauses.ShouldBe([1, 5, 15, 60, 180, 360, 720, 1440, 1440]);
        await world.SendAsync();
        var failed = (await world.LettersAsync()).Single();
        (failed.State, failed.Attempts).ShouldBe((LetterState.Failed, RetryLadder.MaxAttempts));
        failed.LastError.ShouldNotBeNull().ShouldStartWith("451");
        sink.Waiting.ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_server_that_hangs_up_in_the_middle_gets_the_rest_afterwards(DatabaseKind kind)
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var world = await LetterWorld.CreateAsync(kind, sink.Address);
        await world.AskAsync("avant@example.org");
        await world.AskAsync("gone@example.org");
        await world.AskAsync("apres@example.org");
        (await world.SendAsync()).ShouldBe(1);
        (await world.LettersAsync()).Select(l => (l.State, l.Attempts)).ShouldBe([(LetterState.Sent, 1), (LetterState.Queued, 1), (LetterState.Queued, 0)]);
        (await world.SendLaterAsync(TimeSpan.FromSeconds(5))).ShouldBe(1);
        (await sink.TakeAsync(2)).Select(m => m.To.Single()).ShouldBe(["avant@example.org", "apres@example.org"]);
    }

    [Fact]
    public async Task A_login_is_given_and_a_wrong_one_keeps_the_letter()
    {
        await using var sink = await SmtpSink.StartAsync(login: "guichet:p@ss:word");
        await using (var world = await LetterWorld.CreateAsync(DatabaseKind.Sqlite, $"smtp://guichet:p%40ss%3Aword@127.0.0.1:{sink.Port}"))
        {
            await world.AskAsync("a@example.org");
            (await world.SendAsync()).ShouldBe(1);
        }

        await using var wrong = await LetterWorld.CreateAsync(DatabaseKind.Sqlite, $"smtp://guichet:wrong@127.0.0.1:{sink.Port}");
        await wrong.AskAsync("a@example.org");
        (await wrong.SendAsync()).ShouldBe(0);
        var row = (await wrong.LettersAsync()).Single();
        row.State.ShouldBe(LetterState.Queued);
        row.LastError.ShouldNotBeNull().ShouldNotContain("wrong@");
    }

    [Fact]
    public async Task A_server_that_offers_TLS_with_a_certificate_of_nobody_gets_no_letter()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("guichet-tls-").FullName;
        var (certificateFile, keyFile) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        await using var sink = await SmtpSink.StartAsync(tls: (certificateFile, keyFile));
        await using var world = await LetterWorld.CreateAsync(DatabaseKind.Sqlite, sink.Address);
        await world.AskAsync("a@example.org");
        (await world.SendAsync()).ShouldBe(0);
        (await world.LettersAsync()).Single().LastError.ShouldNotBeNull().ShouldContain("SslHandshakeException");
        sink.Waiting.ShouldBe(0);
        Directory.Delete(folder, recursive: true);
    }

    [Theory, EachDatabase]
    public async Task An_address_that_a_header_could_misread_is_never_sent_to(DatabaseKind kind)
    {
        string[] addresses = ["a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org", "\"x\" <a@example.org>", "a@example.org\u2028", "a b@example.org", ""];
        await using var sink = await SmtpSink.StartAsync();
        await using var world = await LetterWorld.CreateAsync(kind, sink.Address);
        var payment = await world.AskAsync("good@example.org");
        await world.ReadAsync(db =>
        {
            db.Letters.AddRange(addresses.Select((address, i) => Letter(payment, i, address, world.Now)));
            return db.SaveChangesAsync();
        });
        (await world.SendAsync()).ShouldBe(1);
        (await sink.TakeAsync(1)).Single().To.ShouldBe(["good@example.org"]);
        (await world.LettersAsync()).Count(l => l.State == LetterState.Failed).ShouldBe(addresses.Length);
    }

    [Theory]
    [InlineData("smtp://mail.example", "mail.example", 587, SecureSocketOptions.StartTlsWhenAvailable, null)]
    [InlineData("smtp://mail.example:25", "mail.example", 25, SecureSocketOptions.StartTlsWhenAvailable, null)]
    [InlineData("smtp://u:p%2Fq@mail.example:2525", "mail.example", 2525, SecureSocketOptions.StartTls, "p/q")]
    [InlineData("smtp://u:p@localhost:2525", "localhost", 2525, SecureSocketOptions.StartTlsWhenAvailable, "p")]
    [InlineData("smtps://u:p@mail.example", "mail.example", 465, SecureSocketOptions.SslOnConnect, "p")]
    public void A_mail_server_is_read_from_its_setting(string setting, string host, int port, SecureSocketOptions tls, string? password)
    {
        var address = SmtpAddress.Parse(setting);
        (address.Host, address.Port, address.Tls, address.Credentials?.Password).ShouldBe((host, port, tls, password));
        address.ToString().ShouldBe($"{host}:{port}");
    }

    [Theory]
    [InlineData("mail.example")]
    [InlineData("http://mail.example")]
    [InlineData("smtp://secret@mail.example")]
    [InlineData("smtp://u:secret@mail.example/path")]
    [InlineData("smtp://")]
    public void Anything_else_is_refused_without_repeating_it(string setting) =>
        Should.Throw<FormatException>(() => SmtpAddress.Parse(setting)).Message.ShouldNotContain("secret");

    private static Task<int> AddLettersAsync(LetterWorld world, int count) => world.ReadAsync(async db =>
    {
        var payment = await world.AskAsync("first@example.org");
        db.Letters.AddRange(Enumerable.Range(0, count - 1).Select(i => Letter(payment, i, $"customer{i}@example.org", world.Now)));
        return await db.SaveChangesAsync();
    });

    private static LetterRow Letter(Payment payment, int i, string address, DateTimeOffset now) => new()
    {
        Id = 8_000_000 + i, PaymentId = payment.Id, PaymentVersion = 1, Kind = (int)LetterKind.RequestToCustomer, Address = address, State = LetterState.Queued, CreatedAt = now, SendAt = now,
    };

    private static MimeMessage Read(ReceivedMail mail)
    {
        using var content = new MemoryStream(mail.Content);
        return MimeMessage.Load(content);
    }
}

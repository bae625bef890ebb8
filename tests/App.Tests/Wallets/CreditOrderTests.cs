using System.Globalization;
using System.Text;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Storage;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Wallets;

/// <summary>An employer's order: looked at first, credited once, every line that is not credited told.</summary>
public class CreditOrderTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory, EachDatabase]
    public async Task An_order_is_looked_at_confirmed_and_credited(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var order = (await CheckAsync(host, """
            Nom;Identifiant;Montant;Année
            Ada;10000009001;150,00;
            Ada;c9002@Example.org;"1 200,50 €";2025

            Ada;10000009003;0;
            Ada;10000009004;40,001;
            Ada;10000009005;100 000,01;
            Ada;10000009006;40;2020
            Ada;99999999999;40;
            Ada;pas un client;40;
            Ada;10000009001;40;
            trop court
            """)).Value;
        order.ShouldBe(new CreditOrder(order.Id, "Comité d'entreprise", "commande.csv", CreditOrderStage.Checked, 2, 8, new Money(1350_50), 0, Now, null));
        (await Orders(host).RefusedAsync(order.Id)).ShouldBe(
        [
            new(5, "10000009003", "amount_invalid"), new(6, "10000009004", "amount_invalid"), new(7, "10000009005", "amount_above_maximum"), new(8, "10000009006", "issue_year_invalid"),
            new(9, "99999999999", "customer_unknown"), new(10, "pas un client", "identifier_invalid"), new(11, "10000009001", "customer_repeated"), new(12, "trop court", "file_invalid"),
        ]);
        (await Job(host).RunAsync(Now, CancellationToken.None)).ShouldBe(0);
        (await host.BalanceAsync(9001)).ShouldBe(0, "a dry run credits nothing");

        (await Orders(host).ConfirmAsync(order.Id, by: null, Now)).Value.Stage.ShouldBe(CreditOrderStage.Crediting);
        (await Orders(host).ConfirmAsync(order.Id, by: null, Now)).Value.Stage.ShouldBe(CreditOrderStage.Crediting);
        (await Orders(host).DropAsync(order.Id, by: null, Now)).Refusal!.Code.ShouldBe(RefusalCode.CreditUnderWay);
        (await Job(host).RunAsync(Now.AddMinutes(1), CancellationToken.None)).ShouldBe(2);
        (await Orders(host).FindAsync(order.Id)).Value.ShouldBe(order with { Stage = CreditOrderStage.Done, CreditedLine = 3, DoneAt = Now.AddMinutes(1) });
        (await Job(host).RunAsync(Now, CancellationToken.None)).ShouldBe(0);
        (await host.ReadAsync(db => Task.FromResult(db.Wallets.ToList().Select(x => (x.CustomerId, x.IssueYear, x.AvailableCents)).Order().ToList())))
            .ShouldBe([(9001, 2026, 150_00), (9002, 2025, 1200_50)]);
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task The_same_file_comes_once_unless_it_was_dropped(DatabaseKind kind)
    {
        const string File = "identifiant;montant\n10000009001;10\n";
        await using var host = await DeskHost.StartAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CheckAsync(host, File))));
        answers.Count(x => x.Refusal is null).ShouldBe(1);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.FileRepeated);
        var order = answers.Single(x => x.Refusal is null).Value;
        (await Orders(host).DropAsync(order.Id, by: null, Now)).Refusal.ShouldBeNull();
        (await Orders(host).DropAsync(order.Id, by: null, Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await Orders(host).FindAsync(order.Id)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        var second = (await CheckAsync(host, File)).Value;
        await Orders(host).ConfirmAsync(second.Id, by: null, Now);
        await Job(host).RunAsync(Now, CancellationToken.None);
        (await CheckAsync(host, File)).Refusal!.Code.ShouldBe(RefusalCode.FileRepeated);
        (await host.BalanceAsync(9001)).ShouldBe(10_00);

        await Job(host).RunAsync(Now.AddHours(2), CancellationToken.None);
        (await host.ReadAsync(db => Task.FromResult(db.CreditOrders.Count()))).ShouldBe(1, "what was begun and never read to its end is forgotten");
        (await host.ReadAsync(db => Task.FromResult(db.CreditOrderLines.Count()))).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Killed_in_the_middle_or_run_twice_at_once_every_line_is_credited_once(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var order = (await CheckAsync(host, "identifiant,montant\n" + string.Concat(Enumerable.Range(9001, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"1000000{i},{i - 9000}\n"))))).Value;
        await Orders(host).ConfirmAsync(order.Id, by: null, Now);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Job(host).RunAsync(Now, CancellationToken.None))));

        // As it stands when the server dies after the desk's commit and before the order says so.
        await host.ReadAsync(async db =>
        {
            var row = db.CreditOrders.Single();
            (row.State, row.CreditedLine) = (CreditOrderState.Crediting, 0);
            return await db.SaveChangesAsync();
        });
        await Job(host).RunAsync(Now, CancellationToken.None);
        (await host.ReadAsync(db => Task.FromResult(db.Wallets.Sum(x => x.AvailableCents)))).ShouldBe(210_00);
        (await Orders(host).FindAsync(order.Id)).Value.Stage.ShouldBe(CreditOrderStage.Done);
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task An_order_needs_a_name_and_a_file_that_can_be_read(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var check = new CheckCreditOrder(host.Databases, host.Ids);
        var blank = await check.RunAsync("identifiant;montant\n10000009001;10"u8.ToArray(), "x.csv", "  ", Now);
        (blank.Refusal!.Code, blank.Refusal.Field).ShouldBe((RefusalCode.TextInvalid, "reference"));
        foreach (var file in (string[])["", "identifiant;montant", "identifiant", "nom;montant\na;1", "identifiant;identifiant;montant\na;b;1", "10000009001;10\n10000009002;10", "\0\u0001\u0002"])
        {
            (await CheckAsync(host, file)).Refusal!.Code.ShouldBe(RefusalCode.FileInvalid, file);
        }

        var tooMany = new StringBuilder("identifiant;montant\n").Insert("identifiant;montant\n".Length, "10000009001;10\n", CheckCreditOrder.MaxLines + 1).ToString();
        (await CheckAsync(host, tooMany)).Refusal!.Code.ShouldBe(RefusalCode.FileInvalid);
        (await host.ReadAsync(db => Task.FromResult(db.CreditOrders.Count()))).ShouldBe(0);
        var western = await check.RunAsync(Encoding.Latin1.GetBytes("Identifiant\tMontant\tAnn\u00e9e\n10000009001\t10\t2025"), "x.csv", "CE", Now);
        western.Value.Accepted.ShouldBe(1);
        (await host.ReadAsync(db => Task.FromResult(db.CreditOrderLines.Single().IssueYear))).ShouldBe(2025, "the letters of a spreadsheet on Windows");
    }

    private static Task<Result<CreditOrder>> CheckAsync(DeskHost host, string file) =>
        new CheckCreditOrder(host.Databases, host.Ids).RunAsync(Encoding.UTF8.GetBytes(file), "/tmp/commande.csv", " Comité d'entreprise ", Now);

    private static CreditOrders Orders(DeskHost host) => new(host.Databases);

    private static CreditCustomers Job(DeskHost host) => new(host.Desk, host.Databases);
}

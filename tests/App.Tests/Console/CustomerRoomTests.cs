using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Tests.Letters;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Console.RoomWorld;

namespace Guichet.App.Tests.Console;

/// <summary>An operator makes customers and credits titles to them.</summary>
public class CustomerRoomTests
{
    [Theory, EachDatabase]
    public async Task A_new_customer_gets_a_number_an_account_and_a_letter_with_a_code_that_works(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var number = (await world.Get<CreateCustomer>().RunAsync(Claire, " Nadia ", "Roux", "Nadia.Roux@Example.org", world.Now)).Value;
        number.Length.ShouldBe(11);
        var file = (await world.Get<FindCustomers>().ReadAsync(number)).Value;
        (file.Customer.FirstName, file.Customer.Email, file.HasPassword, file.Wallet.Count).ShouldBe(("Nadia", "nadia.roux@example.org", false, 0));
        var letter = (await world.LettersAsync(AccountLetterKind.Activation)).ShouldHaveSingleItem();
        (letter.AccountId, letter.Address).ShouldBe((file.AccountId, "nadia.roux@example.org"));
        var code = world.Get<AccountLetters>().ReadDetails(letter.Payload)!.Code!;
        (await world.ReadAsync(db => world.Get<ActivationCodes>().TryAsync(db, file.AccountId!.Value, code, world.Now))).ShouldBeTrue();
        (await world.AuditAsync()).ShouldBe([$"Claire Vidal customer.created customer:{file.Customer.Id}"]);
        (await world.Get<CreateCustomer>().RunAsync(Claire, "Autre", "Roux", "NADIA.ROUX@example.org", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.EmailTaken);
        await world.SendLaterAsync(TimeSpan.FromSeconds(1));
        (await world.MailsAsync()).ShouldHaveSingleItem().Text.ShouldContain($"/app/activation?numero={number}");
    }

    [Theory, EachDatabase]
    public async Task Of_two_with_one_address_at_once_one_is_made(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => world.Get<CreateCustomer>().RunAsync(Claire, $"Nadia {i}", "Roux", "nadia@example.org", world.Now))));
        answers.Count(x => x.Refusal is null).ShouldBe(1);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.EmailTaken);
        (await world.LettersAsync(AccountLetterKind.Activation)).Count.ShouldBe(1);
        (await world.AuditAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_missing_is_told_beside_its_field() =>
        CreateCustomer.Check(" ", null, "nobody").Select(x => (x.Code, x.Field)).ShouldBe([(RefusalCode.TextInvalid, "first"), (RefusalCode.TextInvalid, "last"), (RefusalCode.EmailInvalid, "email")]);

    [Theory, EachDatabase]
    public async Task The_activation_letter_is_sent_again_three_times_an_hour_and_the_newest_code_counts(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var number = (await world.Get<CreateCustomer>().RunAsync(Claire, "Nadia", "Roux", "nadia@example.org", world.Now)).Value;
        for (var i = 1; i < ActivationLetters.MaxPerHour; i++)
        {
            (await world.Get<SendActivation>().RunAsync(Claire, number, world.Now)).Refusal.ShouldBeNull();
        }

        (await world.Get<SendActivation>().RunAsync(Claire, number, world.Now.AddMinutes(59))).Refusal.ShouldBe(new Refusal(RefusalCode.LettersUsedUp, ActivationLetters.MaxPerHour));
        (await world.Get<SendActivation>().RunAsync(Claire, number, world.Now.AddDays(1))).Refusal.ShouldBeNull();
        var id = (await world.Get<FindCustomers>().ReadAsync(number)).Value.AccountId!.Value;
        List<bool> right = [];
        foreach (var letter in await world.LettersAsync(AccountLetterKind.Activation))
        {
            right.Add(await world.ReadAsync(db => world.Get<ActivationCodes>().IsRightAsync(db, id, world.Get<AccountLetters>().ReadDetails(letter.Payload)!.Code!, world.Now)));
        }

        right.ShouldBe([false, false, false, true]);
        (await world.Get<SendActivation>().RunAsync(Claire, "99999999999", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        await world.ReadAsync(db => db.Accounts.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, "x")));
        (await world.Get<SendActivation>().RunAsync(Claire, number, world.Now.AddDays(3))).Refusal!.Code.ShouldBe(RefusalCode.AlreadyActive);
    }

    [Theory, EachDatabase]
    public async Task Titles_by_hand_are_credited_once_a_form_with_one_line_of_the_trail(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var credit = world.Get<CreditByHand>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => credit.RunAsync(Claire, "10000000011", "1 200,50", 2019, "Geste commercial", "one", world.Now))));
        answers.ShouldAllBe(x => x.Refusal == null);
        answers.Select(x => x.Value.Id).Distinct().Count().ShouldBe(1);
        (await credit.RunAsync(Claire, "10000000011", "1 200,51", 2019, "Geste commercial", "one", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.IdempotencyMismatch);
        await world.Get<CreditCustomers>().RunAsync(world.Now, CancellationToken.None);
        var file = (await world.Get<FindCustomers>().ReadAsync("10000000011")).Value;
        file.Wallet.ShouldBe([new VoucherPart(2019, new Money(1200_50)), new VoucherPart(2020, new Money(250_00))]);
        var listed = file.Credits.ShouldHaveSingleItem();
        (listed.IsByHand, listed.Reference, listed.IsDone, listed.Part).ShouldBe((true, "Geste commercial", true, new VoucherPart(2019, new Money(1200_50))));
        (await world.AuditAsync()).ShouldBe([$"Claire Vidal credit.by-hand credit-order:{listed.OrderId} customer:{LetterWorld.LeaId}"]);
        (await world.Get<CreditOrders>().PageAsync(null)).ShouldHaveSingleItem().IsByHand.ShouldBeTrue();
    }

    [Theory]
    [EachDatabase("0", 2020, "x", RefusalCode.AmountInvalid)]
    [EachDatabase("-1", 2020, "x", RefusalCode.AmountInvalid)]
    [EachDatabase("1e3", 2020, "x", RefusalCode.AmountInvalid)]
    [EachDatabase("100 000,01", 2020, "x", RefusalCode.AmountAboveMaximum)]
    [EachDatabase("10", 2017, "x", RefusalCode.IssueYearInvalid)]
    [EachDatabase("10", 0, "x", RefusalCode.IssueYearInvalid)]
    [EachDatabase("10", 2020, " ", RefusalCode.TextInvalid)]
    public async Task What_cannot_be_credited_leaves_nothing(DatabaseKind kind, string amount, int year, string reason, RefusalCode code)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        (await world.Get<CreditByHand>().RunAsync(Claire, "10000000011", amount, year, reason, "k", world.Now)).Refusal!.Code.ShouldBe(code);
        (await world.Get<CreditOrders>().PageAsync(null)).ShouldBeEmpty();
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Customers_are_found_by_number_address_and_name(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        foreach (var typed in (string[])["10000000011", "Lea.Martin@example.org", "mart", "Léa martin"])
        {
            (await world.Get<FindCustomers>().SearchAsync(typed)).ShouldHaveSingleItem().Number.ShouldBe("10000000011", typed);
        }

        foreach (var nothing in (string?[])[null, " ", "10000000999", "léa%", "nobody@example.org"])
        {
            (await world.Get<FindCustomers>().SearchAsync(nothing)).ShouldBeEmpty(nothing);
        }

        (await world.Get<FindCustomers>().ReadAsync("99999999999")).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task An_order_is_confirmed_and_dropped_with_a_line_of_the_trail_and_its_file_names_the_earlier_one(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var (check, orders) = (world.Get<CheckCreditOrder>(), world.Get<CreditOrders>());
        var file = "identifiant;montant\n10000000011;10\n=1+1;10\n\"a;b\";10\n"u8.ToArray();
        var first = (await check.RunAsync(file, "x.csv", "CE", world.Now)).Value;
        (await check.RunAsync(file, "x.csv", "CE", world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.FileRepeated, first.Id));
        await orders.DropAsync(first.Id, Claire.AccountId, world.Now);
        var second = (await check.RunAsync(file, "x.csv", "CE", world.Now)).Value;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => orders.ConfirmAsync(second.Id, Marc.AccountId, world.Now))));
        (await orders.CreditedAsync((await orders.FindAsync(second.Id)).Value)).ShouldBe(0);
        await world.Get<CreditCustomers>().RunAsync(world.Now, CancellationToken.None);
        (await orders.CreditedAsync((await orders.FindAsync(second.Id)).Value)).ShouldBe(1);
        (await world.AuditAsync()).ShouldBe([$"Claire Vidal credit.dropped credit-order:{first.Id}", $"Marc Petit credit.confirmed credit-order:{second.Id}"]);
        (await orders.RefusedPageAsync(second.Id, 3)).ShouldHaveSingleItem().Line.ShouldBe(4);
        using var csv = new MemoryStream();
        await world.Get<ExportRefusedLines>().WriteAsync(second.Id, ["Ligne", "Lu", "Raison"], error => $"«{error}»", csv, CancellationToken.None);
        System.Text.Encoding.UTF8.GetString(csv.ToArray()).ShouldBe("\uFEFFLigne;Lu;Raison\r\n3;\"'=1+1\";«identifier_invalid»\r\n4;\"a;b\";«identifier_invalid»\r\n");
    }
}

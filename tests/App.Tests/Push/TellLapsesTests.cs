using Guichet.App.Access;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Letters;
using Guichet.App.Wallets.Lapsing;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Push;

/// <summary>Titles that lapse are told in time: by letter and on phones, once for each customer, year and stage.</summary>
public class TellLapsesTests
{
    // Titles of 2020 are spendable until 31 December 2022.
    private static readonly DateTimeOffset Before = new(2022, 10, 31, 22, 0, 0, TimeSpan.Zero), Sixty = new(2022, 11, 1, 8, 0, 0, TimeSpan.Zero), Fourteen = new(2022, 12, 17, 8, 0, 0, TimeSpan.Zero),
        Over = new(2023, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory, EachDatabase]
    public async Task Twice_in_time_with_amount_and_day(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        (await TellAsync(world, Before)).ShouldBe(0);
        (await TellAsync(world, Sixty)).ShouldBe(1);
        (await TellAsync(world, Sixty.AddDays(3))).ShouldBe(0, "once");
        (await world.Letters.SendAsync()).ShouldBe(1);
        (await world.SendAsync()).ShouldBe(0, "a phone that nobody told for a day is told by the letter");
        (await TellAsync(world, Fourteen)).ShouldBe(1);
        (await world.Letters.SendAsync()).ShouldBe(1);
        (await world.SendAsync()).ShouldBe(1);
        (await TellAsync(world, Over)).ShouldBe(0);

        var mail = (await world.Letters.MailsAsync())[0];
        (mail.Recipient, mail.Subject).ShouldBe((LetterWorld.LeaEmail, "250,00\u00A0€ de vos titres expirent le 31/12/2022"));
        mail.Text.ShouldContain("Bonjour Léa Martin,");
        mail.Text.ShouldContain("n'est plus valable après le 31/12/2022");
        mail.Text.ShouldContain("https://guichet.example/app\n");
        var shown = PushWorld.Read(world.Service.Delivered.ShouldHaveSingleItem());
        (shown.Title, shown.Url).ShouldBe(("250,00\u00A0€ expirent le 31/12/2022", "/app"));
    }

    [Theory, EachDatabase]
    public async Task The_letter_says_what_is_left_when_it_leaves(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        await TellAsync(world, Sixty);
        await SetAsync(world, 12_34);
        await world.Letters.SendAsync();
        (await world.Letters.MailsAsync()).ShouldHaveSingleItem().Subject.ShouldStartWith("12,34\u00A0€");

        await TellAsync(world, Fourteen);
        await SetAsync(world, 0);
        (await world.Letters.SendAsync()).ShouldBe(0);
        (await world.SendAsync()).ShouldBe(0);
        (await world.Letters.LettersAsync()).Last().State.ShouldBe(LetterState.Obsolete);
        (await world.StatesAsync()).ShouldAllBe(state => state == PushState.Obsolete);
    }

    [Theory, EachDatabase]
    public async Task Whoever_has_nothing_that_lapses_hears_nothing(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await SetAsync(world, 0);
        await world.Letters.ReadAsync(db =>
        {
            db.Wallets.Add(new WalletRow { CustomerId = LetterWorld.LeaId, IssueYear = 2021, AvailableCents = 90_00 });
            return db.SaveChangesAsync();
        });
        (await TellAsync(world, Sixty)).ShouldBe(0);
        (await TellAsync(world, Sixty.AddYears(1))).ShouldBe(1, "those of 2021, a year later");
    }

    [Theory, EachDatabase]
    public async Task Many_customers_are_told_in_batches_and_once_by_two_servers(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await using var other = world.Letters.SecondServer("outbox");
        const int Many = TellLapses.BatchSize + 50;
        await world.Letters.ReadAsync(db =>
        {
            for (var i = 1; i <= Many; i++)
            {
                db.Customers.Add(new CustomerRow { Id = 20_000 + i, Number = $"{20_000_000_000 + i}", Email = $"x{i}@example.org", FirstName = "A", LastName = "B" });
                db.Wallets.Add(new WalletRow { CustomerId = 20_000 + i, IssueYear = 2020, AvailableCents = i });
            }

            return db.SaveChangesAsync();
        });
        var both = await Task.WhenAll(TellAsync(world, Sixty), other.Get<TellLapses>().RunAsync(Sixty, CancellationToken.None));
        var told = both.Sum() + await TellAsync(world, Sixty);
        told.ShouldBe(Many + 1);
        var letters = await world.Letters.LettersAsync();
        letters.Count.ShouldBe(Many + 1);
        letters.Select(l => l.CustomerId).Distinct().Count().ShouldBe(Many + 1);
        letters.ShouldAllBe(l => l.Kind == (int)AccountLetterKind.TitlesLapse);
    }

    private static Task<int> TellAsync(PushWorld world, DateTimeOffset at)
    {
        if (at > world.Now)
        {
            world.Letters.Clock.SetUtcNow(at);
        }

        return world.Get<TellLapses>().RunAsync(at, CancellationToken.None);
    }

    private static Task<int> SetAsync(PushWorld world, long cents) => world.Letters.ReadAsync(db =>
        db.Wallets.Where(w => w.CustomerId == LetterWorld.LeaId && w.IssueYear == 2020).ExecuteUpdateAsync(set => set.SetProperty(w => w.AvailableCents, cents)));
}

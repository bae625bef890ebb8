using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Letters;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>Notes of colleagues: in scope, bounded, once per form, the author's to delete.</summary>
public class PaymentNotesTests
{
    private static readonly MerchantActor Paul = LetterWorld.Merchant, Desk = new(ColleagueAccount, 71, [LetterWorld.PointId], "Jeanne Essai", null) { Role = Role.PointAccount };
    private static readonly MerchantActor Stranger = Paul with { AgreementId = 72 }, OtherPoint = Desk with { Points = [712], Role = Role.PointAccount };
    private const long ColleagueAccount = 3;

    [Theory, EachDatabase]
    public async Task Colleagues_read_each_other_the_newest_first(DatabaseKind kind)
    {
        await using var world = await OpenAsync(kind);
        var (notes, number) = (world.Get<PaymentNotes>(), (await world.ShowQrCodeAsync()).Number);
        (await notes.AddAsync(Paul, number, " Passée à 10h\r\n<b>paie demain</b> ", "k1", world.Now)).Value.ShouldBe("k1");
        (await notes.AddAsync(Desk, number, "Vu.", "k2", world.Now.AddMinutes(1))).Refusal.ShouldBeNull();
        (await notes.OfPaymentAsync(Desk, number)).ShouldBe(
        [
            new("k2", "Vu.", "Jeanne Essai", world.Now.AddMinutes(1), IsOwn: true),
            new("k1", "Passée à 10h <b>paie demain</b>", "Paul Rivière", world.Now, IsOwn: false),
        ]);
        (await notes.OfPaymentAsync(Paul, (await world.ShowQrCodeAsync()).Number)).ShouldBeEmpty("another payment");
    }

    [Theory, EachDatabase]
    public async Task Out_of_sight_there_is_nothing_to_read_write_or_delete(DatabaseKind kind)
    {
        await using var world = await OpenAsync(kind);
        var (notes, number) = (world.Get<PaymentNotes>(), (await world.ShowQrCodeAsync()).Number);
        await notes.AddAsync(Paul, number, "Entre nous", "k1", world.Now);
        foreach (var other in (MerchantActor[])[Stranger, OtherPoint])
        {
            (await notes.OfPaymentAsync(other, number)).ShouldBeEmpty();
            (await notes.AddAsync(other, number, "x", "k2", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
            (await notes.DeleteAsync(other, number, "k1")).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        }

        (await notes.AddAsync(Paul, "zzzzzzzzzz", "x", "k2", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await notes.OfPaymentAsync(Paul, number)).ShouldHaveSingleItem();
    }

    [Theory, EachDatabase]
    public async Task A_form_writes_once_however_often_it_is_sent(DatabaseKind kind)
    {
        await using var world = await OpenAsync(kind);
        var (notes, number) = (world.Get<PaymentNotes>(), (await world.ShowQrCodeAsync()).Number);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => notes.AddAsync(Paul, number, "Une fois", "same", world.Now))));
        answers.ShouldAllBe(answer => answer.Refusal == null);
        (await notes.OfPaymentAsync(Paul, number)).ShouldHaveSingleItem();
        (await notes.AddAsync(Paul, number, "Autre chose", "same", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.IdempotencyMismatch);
        (await notes.AddAsync(Desk, number, "Une fois", "same", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.IdempotencyMismatch, "a colleague's form");
    }

    [Theory, EachDatabase]
    public async Task The_author_alone_deletes_and_a_second_time_nothing_happens(DatabaseKind kind)
    {
        await using var world = await OpenAsync(kind);
        var (notes, number) = (world.Get<PaymentNotes>(), (await world.ShowQrCodeAsync()).Number);
        await notes.AddAsync(Paul, number, "De Paul", "k1", world.Now);
        (await notes.DeleteAsync(Desk, number, "k1")).Refusal!.Code.ShouldBe(RefusalCode.Forbidden);
        (await notes.DeleteAsync(Paul, number, "k1")).Value.ShouldBeTrue();
        (await notes.DeleteAsync(Paul, number, "k1")).Value.ShouldBeFalse();
        (await notes.OfPaymentAsync(Paul, number)).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task There_are_fifty_at_most_also_when_two_write_at_once(DatabaseKind kind)
    {
        await using var world = await OpenAsync(kind);
        var (notes, number) = (world.Get<PaymentNotes>(), (await world.ShowQrCodeAsync()).Number);
        for (var i = 1; i < PaymentNotes.MaxNotes; i++)
        {
            (await notes.AddAsync(Paul, number, $"Note {i}", $"k{i}", world.Now.AddSeconds(i))).Refusal.ShouldBeNull();
        }

        var last = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => notes.AddAsync(i == 0 ? Paul : Desk, number, "La dernière", $"last{i}", world.Now))));
        last.Count(answer => answer.Refusal is null).ShouldBe(1);
        last.Single(answer => answer.Refusal is not null).Refusal!.Code.ShouldBe(RefusalCode.NotesFull);
        await notes.DeleteAsync(Paul, number, "k7");
        (await notes.AddAsync(Desk, number, "A la place de la septième", "more", world.Now.AddHours(1))).Refusal.ShouldBeNull();
        var all = await notes.OfPaymentAsync(Paul, number);
        all.Count.ShouldBe(PaymentNotes.MaxNotes);
        all[0].Text.ShouldBe("A la place de la septième", "its slot is old, it is not");
    }

    [Theory, EachDatabase]
    public async Task Five_hundred_signs_that_take_two_units_each_are_kept_whole(DatabaseKind kind)
    {
        await using var world = await OpenAsync(kind);
        var (notes, number) = (world.Get<PaymentNotes>(), (await world.ShowQrCodeAsync()).Number);
        var longest = string.Concat(Enumerable.Repeat("😀", Domain.Texts.MaxNote));
        (await notes.AddAsync(Paul, number, longest, "k1", world.Now)).Refusal.ShouldBeNull();
        (await notes.OfPaymentAsync(Paul, number))[0].Text.ShouldBe(longest);
        (await notes.AddAsync(Paul, number, longest + "😀", "k2", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.TextInvalid);
    }

    private static async Task<LetterWorld> OpenAsync(DatabaseKind kind)
    {
        var world = await LetterWorld.CreateAsync(kind);
        await world.ReadAsync(db =>
        {
            db.Accounts.Add(new AccountRow { Id = ColleagueAccount, UserName = "m:10000651", NormalizedUserName = FindAccount.Normalize("m:10000651"), Kind = AccountKind.PointOfSale, FirstName = "Jeanne", LastName = "Essai", AgreementId = 71, PointOfSaleId = LetterWorld.PointId });
            return db.SaveChangesAsync();
        });
        return world;
    }
}

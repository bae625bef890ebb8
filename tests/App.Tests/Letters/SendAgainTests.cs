using Guichet.App.Access;
using Guichet.App.Checks;
using Guichet.App.Letters;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Letters;

/// <summary>«Renvoyer» on both databases: one more letter a press, a fact on the timeline, and limits that hold when many press at once.</summary>
public class SendAgainTests
{
    private static readonly MerchantActor PointAccount = LetterWorld.Merchant with { Points = [LetterWorld.PointId], Role = Role.PointAccount };

    [Theory, EachDatabase]
    public async Task The_letter_leaves_again_with_the_same_link(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync("inconnue@example.org");
        await world.SendAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var again = (await Again(world, PointAccount, payment)).Value;
        (again.Version, again.Status, again.PayBy).ShouldBe((2, PaymentStatus.AwaitingCustomer, payment.PayBy));
        (await world.SendAsync()).ShouldBe(1);
        var mails = await world.MailsAsync();
        mails.Select(mail => mail.Recipient).ShouldBe(["inconnue@example.org", "inconnue@example.org"]);
        mails[1].Text.ShouldBe(mails[0].Text);

        var view = (await world.Get<ReadPayment>().WithTimelineAsync(LetterWorld.Merchant, payment.Number)).Value;
        view.Timeline.Select(fact => (fact.Kind, fact.Detail, fact.By)).Last().ShouldBe((PaymentFactKind.RequestSentAgain, "inconnue@example.org", "Paul Rivière"));
        (await world.Get<LetterStates>().OfPaymentAsync(LetterWorld.Merchant, payment.Number)).Select(letter => (letter.Version, letter.Progress))
            .ShouldBe([(1, LetterProgress.Sent), (2, LetterProgress.Sent)]);
    }

    [Theory, EachDatabase]
    public async Task Pressed_twice_it_leaves_once_and_pressed_too_soon_not_at_all(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync(LetterWorld.LeaEmail);
        (await Again(world, PointAccount, payment)).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts, "the first letter has just left");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Again(world, PointAccount, payment, "one form"))));
        answers.ShouldAllBe(answer => answer.Refusal == null && answer.Value.Version == 2);
        (await world.LettersAsync()).Count.ShouldBe(2);
        (await Again(world, PointAccount, payment)).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        (await Again(world, PointAccount, payment, "one form")).Refusal.ShouldBeNull("the first answer again, whenever");
        (await world.LettersAsync()).Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task Colleagues_at_once_send_one_letter_a_minute_and_five_in_all(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync("inconnue@example.org");
        for (var minute = 1; minute <= PaymentRequests.MaxResends + 1; minute++)
        {
            world.Clock.Advance(PaymentRequests.ResendPause);
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Again(world, PointAccount, payment))));
            var isOver = minute > PaymentRequests.MaxResends;
            answers.Count(answer => answer.Refusal is null).ShouldBe(isOver ? 0 : 1, $"minute {minute}");
            answers.Where(answer => answer.Refusal is not null).ShouldAllBe(answer => answer.Refusal!.Code == (isOver ? RefusalCode.ResendsUsedUp
                : minute == PaymentRequests.MaxResends && answer.Refusal.Code == RefusalCode.ResendsUsedUp ? RefusalCode.ResendsUsedUp : RefusalCode.TooManyAttempts));
        }

        (await world.LettersAsync()).Count.ShouldBe(1 + PaymentRequests.MaxResends);
    }

    [Theory, EachDatabase]
    public async Task What_has_ended_or_is_out_of_sight_is_not_sent(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync(LetterWorld.LeaEmail);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var other in (MerchantActor[])[LetterWorld.Merchant with { AgreementId = 72 }, PointAccount with { Points = [712], Role = Role.PointAccount }])
        {
            (await Again(world, other, payment)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        }

        (await world.Get<SendRequestAgain>().RunAsync(PointAccount, "' OR 1=1 --", "k")).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        await world.PayAsync(payment, 50_00);
        (await Again(world, PointAccount, payment)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
        var shown = await world.ShowQrCodeAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Again(world, PointAccount, shown)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState, "nobody is addressed");
    }

    [Theory, EachDatabase]
    public async Task The_check_knows_the_fact(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var payment = await world.AskAsync("inconnue@example.org");
        var before = await FailuresAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Again(world, PointAccount, payment)).Refusal.ShouldBeNull();
        (await FailuresAsync()).ShouldBe(before);

        async Task<List<string>> FailuresAsync() => [.. (await LedgerCheck.RunAsync(world.Database)).Where(line => !line.Holds).Select(line => $"{line}")];
    }

    private static Task<Result<Payment>> Again(LetterWorld world, MerchantActor actor, Payment payment, string? key = null) =>
        world.Get<SendRequestAgain>().RunAsync(actor, payment.Number, key ?? world.NewKey());
}

using Guichet.Domain.Payments;

namespace Guichet.Domain.Tests.Payments;

/// <summary>«Renvoyer»: the same letter to the same addressee, who is not flooded.</summary>
public sealed class SendAgainTests
{
    private static readonly PaymentTerms Deferred = Sample.Terms(CaptureMode.Automatic, payDays: 10);
    private static readonly Payment Mailed = Sample.Waiting(Deferred, addressee: new Addressee(RequestChannel.Email, "x@example.org", null, "x@example.org"));
    private static readonly (PaymentFactKind, DateTimeOffset)[] Created = [(PaymentFactKind.Created, Sample.Start)];

    [Fact]
    public void The_letter_goes_to_the_address_once_more_and_nothing_else_changes()
    {
        var at = Sample.Start.AddHours(3);
        var again = PaymentRequests.SendAgain(Mailed, Created, Sample.Merchant, at).Value;
        again.Letters.ShouldBe([new(LetterKind.RequestToCustomer, null, "x@example.org")]);
        again.After.ShouldBe(Mailed with { Version = 2, LastActivityAt = at });
        again.Fact.ShouldBe(new PaymentFact(PaymentFactKind.RequestSentAgain, PaymentStatus.AwaitingCustomer, PaymentStatus.AwaitingCustomer, at, Sample.Merchant, Detail: "x@example.org"));
        again.Entry.ShouldBeNull();
    }

    [Fact]
    public void A_known_customer_gets_it_at_the_account()
    {
        var pushed = Sample.Waiting(Deferred, addressee: new Addressee(RequestChannel.Identifier, "10000000011", Sample.CustomerId, null));
        PaymentRequests.SendAgain(pushed, Created, Sample.Merchant, Sample.Start.AddMinutes(1)).Value.Letters.ShouldBe([new(LetterKind.RequestToCustomer, Sample.CustomerId, null)]);
    }

    [Theory]
    [InlineData(59.999, RefusalCode.TooManyAttempts)]
    [InlineData(60, null)]
    public void A_minute_passes_between_two_letters(double seconds, RefusalCode? refused)
    {
        foreach (var sent in (PaymentFactKind[])[PaymentFactKind.Created, PaymentFactKind.ChannelChanged, PaymentFactKind.RequestMailed, PaymentFactKind.RequestSentAgain])
        {
            var refusal = PaymentRequests.SendAgain(Mailed, [(PaymentFactKind.Created, Sample.Start.AddHours(-1)), (sent, Sample.Start)], Sample.Merchant, Sample.Start.AddSeconds(seconds)).Refusal;
            (refusal?.Code).ShouldBe(refused, $"{sent}");
            (refusal?.Arguments).ShouldBe(refused is null ? null : [1]);
        }
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, RefusalCode.ResendsUsedUp)]
    public void Five_times_are_all(int earlier, RefusalCode? refused)
    {
        var facts = Created.Concat(Enumerable.Range(1, earlier).Select(i => (PaymentFactKind.RequestSentAgain, Sample.Start.AddMinutes(i))));
        (PaymentRequests.SendAgain(Mailed, facts, Sample.Merchant, Sample.Start.AddDays(1)).Refusal?.Code).ShouldBe(refused);
    }

    [Fact]
    public void A_code_that_was_only_shown_has_nobody_to_go_to()
    {
        var shown = Sample.Waiting(Deferred);
        PaymentRequests.CanSendAgain(shown, Sample.Start.AddHours(1)).ShouldBeFalse();
        PaymentRequests.SendAgain(shown, Created, Sample.Merchant, Sample.Start.AddHours(1)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
        var mailed = PaymentRequests.MailRequest(shown, "x@example.org", Sample.Merchant, Sample.Start).Value.After;
        PaymentRequests.CanSendAgain(mailed, Sample.Start.AddHours(1)).ShouldBeTrue("it was mailed since");
    }

    [Fact]
    public void What_has_ended_or_is_past_its_limit_is_not_sent_again()
    {
        PaymentRequests.SendAgain(Mailed, Created, Sample.Merchant, Mailed.PayBy).Refusal!.Code.ShouldBe(RefusalCode.PaymentLimitPassed);
        PaymentRequests.CanSendAgain(Mailed, Mailed.PayBy).ShouldBeFalse();
        foreach (var status in Enum.GetValues<PaymentStatus>().Where(status => status != PaymentStatus.AwaitingCustomer))
        {
            var ended = Sample.In(status, CaptureMode.Manual) with { Addressee = Mailed.Addressee };
            PaymentRequests.SendAgain(ended, Created, Sample.Merchant, Sample.Start.AddMinutes(3)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState, $"{status}");
            PaymentRequests.CanSendAgain(ended, Sample.Start.AddMinutes(3)).ShouldBeFalse($"{status}");
        }
    }
}

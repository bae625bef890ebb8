using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.Domain.Tests.Payments;

public sealed class PaymentDecisionsTests
{
    private static readonly DateTimeOffset Soon = Sample.Start.AddMinutes(2);

    [Theory]
    [InlineData(0, RefusalCode.AmountInvalid)]
    [InlineData(-1, RefusalCode.AmountInvalid)]
    [InlineData(40_01, RefusalCode.AmountAboveRequested)]
    public void The_customer_pays_more_than_nothing_and_at_most_the_request(long cents, RefusalCode code) =>
        PaymentDecisions.Approve(Sample.Waiting(Sample.Terms(CaptureMode.Automatic)), Sample.Wallet, new Money(cents), Sample.Customer, Soon).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void One_cent_is_enough_except_in_B_where_it_is_all_or_nothing()
    {
        foreach (var terms in new[] { Sample.Terms(CaptureMode.Automatic), Sample.Terms(CaptureMode.Manual), Sample.Terms(CaptureMode.Manual, 3) })
        {
            PaymentDecisions.Approve(Sample.Waiting(terms), Sample.Wallet, new Money(1), Sample.Customer, Soon).Refusal.ShouldBeNull();
        }

        var b = Sample.Waiting(Sample.Terms(CaptureMode.Automatic, 3));
        PaymentDecisions.Approve(b, Sample.Wallet, new Money(39_99), Sample.Customer, Soon).Refusal!.Code.ShouldBe(RefusalCode.AmountNotAdjustable);
        PaymentDecisions.Approve(b, Sample.Wallet, new Money(40_00), Sample.Customer, Soon).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Balance_too_low_is_refused_with_the_balance()
    {
        var request = Sample.Waiting(Sample.Terms(CaptureMode.Automatic), 300_00);
        PaymentDecisions.Approve(request, Sample.Wallet, new Money(250_01), Sample.Customer, Soon).Refusal.ShouldBe(new Refusal(RefusalCode.InsufficientBalance, new Money(250_00)));
        PaymentDecisions.Approve(request, Sample.Wallet, new Money(250_00), Sample.Customer, Soon).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_payment_spends_the_titles_that_lapse_first_and_the_merchant_is_owed_it()
    {
        var decision = PaymentDecisions.Approve(Sample.Waiting(Sample.Terms(CaptureMode.Automatic), 120_00), Sample.Wallet, new Money(120_00), Sample.Customer, Soon).Value;
        decision.Entry!.Postings.ShouldBe(
        [
            new(LedgerAccount.WalletAvailable(Sample.CustomerId, 2024), new Money(-100_00)),
            new(LedgerAccount.WalletAvailable(Sample.CustomerId, 2026), new Money(-20_00)),
            new(LedgerAccount.OwedToMerchant(3), new Money(120_00)),
        ]);
        decision.After.Amounts.ShouldBe(new PaymentAmounts(new Money(120_00), new Money(120_00), new Money(120_00)));
        decision.After.Funding.ShouldBe([new(2024, new Money(100_00)), new(2026, new Money(20_00))]);
        decision.WalletChanges.ShouldBe([new(2024, new Money(-100_00)), new(2026, new Money(-20_00))]);
    }

    [Fact]
    public void A_part_payment_leaves_a_remainder()
    {
        var paid = PaymentDecisions.Approve(Sample.Waiting(Sample.Terms(CaptureMode.Automatic)), Sample.Wallet, new Money(30_00), Sample.Customer, Soon).Value.After;
        paid.Received.ShouldBe(new Money(30_00));
        paid.Remainder.ShouldBe(new Money(10_00));
        Sample.In(PaymentStatus.Canceled, CaptureMode.Manual).Received.ShouldBeNull();
    }

    [Fact]
    public void A_reservation_is_held_and_validated_for_less_gives_the_newer_titles_back()
    {
        var waiting = Sample.Waiting(Sample.Terms(CaptureMode.Manual), 120_00);
        var held = PaymentDecisions.Approve(waiting, Sample.Wallet, new Money(120_00), Sample.Customer, Soon).Value;
        held.Entry!.Kind.ShouldBe(EntryKind.Authorization);
        held.After.CaptureBy.ShouldBe(ParisCalendar.EndOfWindow(Soon, 2));
        var kept = PaymentDecisions.Capture(held.After, new Money(90_00), Sample.Merchant, Soon.AddHours(1)).Value;
        kept.Entry!.Postings.ShouldBe(
        [
            new(LedgerAccount.Held(11, 2024), new Money(-100_00)),
            new(LedgerAccount.Held(11, 2026), new Money(-20_00)),
            new(LedgerAccount.OwedToMerchant(3), new Money(90_00)),
            new(LedgerAccount.WalletAvailable(Sample.CustomerId, 2024), new Money(10_00)),
            new(LedgerAccount.WalletAvailable(Sample.CustomerId, 2026), new Money(20_00)),
        ]);
        kept.WalletChanges.ShouldBe([new(2024, new Money(10_00)), new(2026, new Money(20_00))]);
        PaymentDecisions.Capture(held.After, new Money(120_01), Sample.Merchant, Soon).Refusal.ShouldBe(new Refusal(RefusalCode.AmountAboveAuthorized, new Money(120_00)));
        PaymentDecisions.Capture(held.After, Money.Zero, Sample.Merchant, Soon).Refusal!.Code.ShouldBe(RefusalCode.AmountInvalid);
    }

    [Fact]
    public void What_lapsed_while_it_was_held_comes_back_as_the_current_year()
    {
        var newYearsEve = ParisCalendarTests.At("2026-12-30T10:00:00Z");
        var terms = Sample.Terms(CaptureMode.Manual);
        var waiting = PaymentRequests.Create(Sample.Request(terms, 120_00), IssuerRules.Default, Sample.Merchant, newYearsEve).Value.After;
        var held = PaymentDecisions.Approve(waiting, Sample.Wallet, new Money(120_00), Sample.Customer, newYearsEve).Value.After;
        var back = PaymentDecisions.Expire(held, held.CaptureBy!.Value);
        ParisCalendar.DayOf(back.After.LastActivityAt).Year.ShouldBe(2027);
        back.WalletChanges.ShouldBe([new(2026, new Money(20_00)), new(2027, new Money(100_00))]);
        back.After.Status.ShouldBe(PaymentStatus.Expired);
        back.After.Received.ShouldBeNull();
    }

    [Fact]
    public void The_same_approval_again_is_answered_as_it_is_another_one_is_refused()
    {
        var paid = Sample.Paid(CaptureMode.Automatic, 30_00);
        PaymentDecisions.Approve(paid, Sample.Wallet, new Money(30_00), Sample.Customer, Soon).Value.Fact.ShouldBeNull();
        PaymentDecisions.Approve(paid, Sample.Wallet, new Money(40_00), Sample.Customer, Soon).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
        PaymentDecisions.Approve(paid, Sample.Wallet with { CustomerId = 8 }, new Money(30_00), Sample.Customer, Soon).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
    }

    [Fact]
    public void The_clock_changes_nothing_before_the_deadline_and_nothing_twice()
    {
        var waiting = Sample.Waiting(Sample.Terms(CaptureMode.Automatic));
        PaymentDecisions.Expire(waiting, waiting.PayBy.AddMilliseconds(-1)).Fact.ShouldBeNull();
        var expired = PaymentDecisions.Expire(waiting, waiting.PayBy).After;
        expired.Status.ShouldBe(PaymentStatus.Expired);
        PaymentDecisions.Expire(expired, waiting.PayBy.AddDays(1)).Fact.ShouldBeNull();
    }

    [Fact]
    public void Letters_go_to_whoever_is_concerned()
    {
        var addressed = new Addressee(RequestChannel.Identifier, "lea@example.org", Sample.CustomerId, "lea@example.org");
        var stranger = new Addressee(RequestChannel.Email, "new@example.org", null, "new@example.org");
        Letters(PaymentRequests.Create(Sample.Request(Sample.Terms(CaptureMode.Automatic)), IssuerRules.Default, Sample.Merchant, Soon)).ShouldBeEmpty();
        Letters(PaymentRequests.Create(Sample.Request(Sample.Terms(CaptureMode.Automatic), addressee: addressed), IssuerRules.Default, Sample.Merchant, Soon))
            .ShouldBe([new(LetterKind.RequestToCustomer, Sample.CustomerId, null)]);
        var request = Sample.Waiting(Sample.Terms(CaptureMode.Manual, 3), addressee: stranger, notify: "desk@example.org");
        Letters(PaymentDecisions.Approve(request, Sample.Wallet, new Money(40_00), Sample.Customer, Soon))
            .ShouldBe([new(LetterKind.PaidToCustomer, Sample.CustomerId, null), new(LetterKind.PaidToMerchant, null, "desk@example.org"),
                new(LetterKind.CaptureLimitNearToMerchant, null, "desk@example.org", ParisCalendarTests.At("2026-06-25T22:00:00Z"))]);
        PaymentDecisions.Expire(request, request.PayBy).Letters
            .ShouldBe([new(LetterKind.ExpiredToCustomer, null, "new@example.org"), new(LetterKind.PaymentLimitPassedToMerchant, null, "desk@example.org")]);
    }

    [Theory]
    [InlineData("2026-06-24T09:00:00Z", 1, "2026-06-24T22:00:00Z")]
    [InlineData("2026-06-24T21:59:59Z", 1, "2026-06-24T22:00:00Z")] // paid in the last second of the day
    [InlineData("2026-06-24T22:00:00Z", 1, "2026-06-25T22:00:00Z")] // and in the first one of the next
    [InlineData("2026-10-24T09:00:00Z", 1, "2026-10-24T23:00:00Z")] // the last day has 25 hours: an hour into it
    [InlineData("2026-03-28T09:00:00Z", 1, "2026-03-28T22:00:00Z")] // the last day has 23 hours: an hour before it
    [InlineData("2028-02-26T09:00:00Z", 3, "2028-02-28T23:00:00Z")]
    [InlineData("2026-12-30T09:00:00Z", 2, "2026-12-31T23:00:00Z")]
    public void The_reminder_is_caused_by_the_payment_and_leaves_24_elapsed_hours_before_the_limit(string paid, int days, string leaves)
    {
        var now = ParisCalendarTests.At(paid);
        var terms = PaymentTerms.Of(null, days, IssuerRules.Default).Value;
        var waiting = PaymentRequests.Create(Sample.Request(terms, notify: "desk@example.org"), IssuerRules.Default, Sample.Merchant, now.AddMinutes(-1)).Value.After;
        var decision = PaymentDecisions.Approve(waiting, Sample.Wallet, new Money(40_00), Sample.Customer, now).Value;
        var reminder = decision.Letters.Single(letter => letter.Kind == LetterKind.CaptureLimitNearToMerchant);
        reminder.NotBefore.ShouldBe(ParisCalendarTests.At(leaves));
        reminder.NotBefore.ShouldBe(decision.After.CaptureBy - TimeSpan.FromHours(24));
    }

    [Fact]
    public void What_was_shown_is_decided_and_nothing_else()
    {
        var held = Sample.Paid(CaptureMode.Manual);
        var captured = PaymentDecisions.Capture(held, new Money(30_00), Sample.Merchant, Soon).Value.After;
        Result<PaymentDecision> Keep(Payment payment, int? shown, long cents) =>
            PaymentDecisions.AsShown(payment, shown, PaymentDecisions.Capture(payment, new Money(cents), Sample.Merchant, Soon));

        Keep(held, held.Version, 30_00).Value.After.Status.ShouldBe(PaymentStatus.Captured);
        Keep(held, null, 30_00).Value.After.Status.ShouldBe(PaymentStatus.Captured, "a caller who looked at nothing");
        Keep(held, held.Version - 1, 30_00).Refusal.ShouldBe(new Refusal(RefusalCode.ShownStateChanged, PaymentStatus.Authorized, held.LastActivityAt));
        Keep(captured, held.Version, 40_00).Refusal.ShouldBe(new Refusal(RefusalCode.ShownStateChanged, PaymentStatus.Captured, captured.LastActivityAt));
        Keep(captured, held.Version, 30_00).Value.Fact.ShouldBeNull("the same again has already happened");
        Keep(captured, captured.Version, 40_00).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
    }

    private static IReadOnlyList<PaymentLetter> Letters(Result<PaymentDecision> decision) => decision.Value.Letters;
}

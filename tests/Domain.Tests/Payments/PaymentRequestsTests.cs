using Guichet.Domain.Payments;

namespace Guichet.Domain.Tests.Payments;

public sealed class PaymentRequestsTests
{
    private static readonly PaymentTerms A = PaymentTerms.ImmediateAutomatic;

    [Theory]
    [InlineData(19_99, RefusalCode.AmountBelowMinimum)]
    [InlineData(20_00, null)]
    [InlineData(100_000_00, null)]
    [InlineData(100_000_01, RefusalCode.AmountAboveMaximum)]
    [InlineData(long.MaxValue, RefusalCode.AmountAboveMaximum)]
    public void A_request_keeps_within_the_issuers_limits(long cents, RefusalCode? refused) =>
        (PaymentRequests.Create(Sample.Request(A, cents), IssuerRules.Default, Sample.Merchant, Sample.Start).Refusal?.Code).ShouldBe(refused);

    [Fact]
    public void Immediate_requests_wait_fifteen_minutes_as_a_code_and_five_when_pushed()
    {
        Sample.Waiting(A).PayBy.ShouldBe(Sample.Start.AddMinutes(15));
        Sample.Waiting(A, addressee: new Addressee(RequestChannel.Identifier, "x@example.org", 7, null)).PayBy.ShouldBe(Sample.Start.AddMinutes(5));
    }

    [Fact]
    public void Changing_the_channel_replaces_the_code_and_starts_the_time_again()
    {
        var waiting = Sample.Waiting(A);
        var later = Sample.Start.AddMinutes(10);
        var changed = PaymentRequests.ChangeChannel(waiting, new Addressee(RequestChannel.Identifier, "x@example.org", 7, null), null, IssuerRules.Default, Sample.Merchant, later).Value;
        changed.After.TokenHash.ShouldBeNull();
        changed.After.TokenGeneration.ShouldBe(2);
        changed.After.PayBy.ShouldBe(later.AddMinutes(5));
        changed.After.Status.ShouldBe(PaymentStatus.AwaitingCustomer);
        changed.After.Version.ShouldBe(2);
        changed.Fact!.Kind.ShouldBe(PaymentFactKind.ChannelChanged);
        PaymentAccess.MayPay(changed.After, 9, "hash").ShouldBeFalse();
        PaymentAccess.MayPay(changed.After, 7, null).ShouldBeTrue();
    }

    [Fact]
    public void Mailing_the_code_keeps_it_and_its_limit()
    {
        var mailed = PaymentRequests.MailRequest(Sample.Waiting(A), "x@example.org", Sample.Merchant, Sample.Start.AddMinutes(1)).Value;
        mailed.After.TokenHash.ShouldBe("hash");
        mailed.After.PayBy.ShouldBe(Sample.Start.AddMinutes(15));
        mailed.Letters.ShouldBe([new(LetterKind.RequestToCustomer, null, "x@example.org")]);
        PaymentAccess.MayPay(mailed.After, 9, "hash").ShouldBeTrue();
    }

    [Fact]
    public void Neither_is_possible_once_the_request_has_ended()
    {
        var canceled = Sample.In(PaymentStatus.Canceled, CaptureMode.Automatic);
        PaymentRequests.MailRequest(canceled, "x@example.org", Sample.Merchant, Sample.Start.AddMinutes(2)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
        PaymentRequests.ChangeChannel(canceled, Addressee.ShownAsQrCode, "new", IssuerRules.Default, Sample.Merchant, Sample.Start.AddMinutes(2)).Refusal!.Code
            .ShouldBe(RefusalCode.NotPossibleInState);
    }

    [Theory]
    [InlineData(null, 9, "hash", true)]
    [InlineData(null, 9, "other", false)]
    [InlineData(null, 9, null, false)]
    [InlineData(7L, 7, null, true)]
    [InlineData(7L, 9, "hash", false)]
    public void Who_may_pay(long? addressed, long customerId, string? tokenHash, bool may) =>
        PaymentAccess.MayPay(Sample.Waiting(A, addressee: new Addressee(RequestChannel.QrCode, null, addressed, null)), customerId, tokenHash).ShouldBe(may);

    [Theory]
    [InlineData(0, null, RefusalCode.DaysOutOfRange, "payment_days")]
    [InlineData(61, null, RefusalCode.DaysOutOfRange, "payment_days")]
    [InlineData(null, 0, RefusalCode.DaysOutOfRange, "capture_days")]
    [InlineData(60, 61, RefusalCode.DaysOutOfRange, "capture_days")]
    public void Terms_keep_within_the_issuers_limits(int? pay, int? capture, RefusalCode code, string field)
    {
        var refusal = PaymentTerms.Of(pay, capture, IssuerRules.Default).Refusal!;
        refusal.Code.ShouldBe(code);
        refusal.Field.ShouldBe(field);
    }

    [Theory]
    [InlineData(null, null, PaymentPath.A)]
    [InlineData(60, null, PaymentPath.B)]
    [InlineData(null, 60, PaymentPath.C)]
    [InlineData(1, 1, PaymentPath.D)]
    public void Two_axes_make_four_paths(int? pay, int? capture, PaymentPath path) => PaymentTerms.Of(pay, capture, IssuerRules.Default).Value.Path.ShouldBe(path);

    [Theory]
    [InlineData("REF202006241", 20200624, 1)]
    [InlineData("REF20200624123456", 20200624, 123456)]
    public void Suggested_references_read_back(string text, int day, int sequence)
    {
        SuggestedReference.Read(text).ShouldBe(new SuggestedReference(day, sequence));
        new SuggestedReference(day, sequence).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("REF20200624")]
    [InlineData("REF2020062401")]
    [InlineData("ref202006241")]
    [InlineData("REF202006241x")]
    [InlineData("REF2020062412345678")]
    [InlineData("panier 12")]
    public void Other_references_count_for_nothing(string text) => SuggestedReference.Read(text).ShouldBeNull();

    [Fact]
    public void Transaction_numbers_have_ten_characters_and_use_all_of_the_randomness()
    {
        TransactionNumber.From(UInt128.MaxValue).Length.ShouldBe(10);
        TransactionNumber.From(0).ShouldBe("0000000000");
        TransactionNumber.From(36).ShouldBe("0100000000");
        TransactionNumber.IsWellFormed("foo2udp610").ShouldBeTrue();
        TransactionNumber.IsWellFormed("FOO2UDP610").ShouldBeFalse();
        TransactionNumber.IsWellFormed("foo2udp61'").ShouldBeFalse();
        TransactionNumber.IsWellFormed(null).ShouldBeFalse();
    }
}

using Guichet.Domain.Access;
using Guichet.Domain.Payments;

namespace Guichet.Domain.Tests.Payments;

public sealed class PaymentTransitionsTests
{
    private static readonly DateTimeOffset Soon = Sample.Start.AddMinutes(2);

    [Fact]
    public void The_table_has_the_nine_lines_of_the_rules() =>
        PaymentTransitions.Table.Select(line => $"{line.From?.ToString() ?? "-"} {line.Action} {line.By} {line.To}").ShouldBe(
        [
            "- Create Merchant AwaitingCustomer",
            "AwaitingCustomer Authorize Customer Authorized",
            "AwaitingCustomer AuthorizeAndCapture Customer Captured",
            "AwaitingCustomer Decline Customer Declined",
            "AwaitingCustomer Cancel Merchant Canceled",
            "AwaitingCustomer Expire Clock Expired",
            "Authorized Capture Merchant Captured",
            "Authorized Void Merchant Canceled",
            "Authorized Expire Clock Expired",
        ]);

    [Fact]
    public void Every_status_is_reached_and_the_final_ones_are_left_by_no_line()
    {
        PaymentTransitions.Table.Select(line => line.To).Distinct().Order().ShouldBe(Enum.GetValues<PaymentStatus>());
        Enum.GetValues<PaymentStatus>().Where(PaymentTransitions.IsFinal)
            .ShouldBe([PaymentStatus.Captured, PaymentStatus.Declined, PaymentStatus.Canceled, PaymentStatus.Expired]);
    }

    public static TheoryData<PaymentStatus, PaymentAction, CaptureMode> AllPairs()
    {
        var pairs = new TheoryData<PaymentStatus, PaymentAction, CaptureMode>();
        foreach (var status in Enum.GetValues<PaymentStatus>())
        {
            foreach (var action in Enum.GetValues<PaymentAction>().Where(a => a is not PaymentAction.Create))
            {
                foreach (var capture in Enum.GetValues<CaptureMode>().Where(c => c == CaptureMode.Manual || status != PaymentStatus.Authorized))
                {
                    pairs.Add(status, action, capture);
                }
            }
        }

        return pairs;
    }

    /// <summary>Every pair: an allowed action leads where the table says, any other is refused by name (or is the repetition of what was done) and changes nothing.</summary>
    [Theory]
    [MemberData(nameof(AllPairs))]
    public void Decisions_follow_the_table(PaymentStatus status, PaymentAction action, CaptureMode capture)
    {
        var payment = Sample.In(status, capture);
        var line = PaymentTransitions.Find(status, action, capture);
        if (action is PaymentAction.Authorize or PaymentAction.AuthorizeAndCapture && action != payment.Terms.ApprovalAction)
        {
            line.ShouldBeNull();
            return;
        }

        var result = Decide(payment, action);
        if (line is not null)
        {
            result.Value.After.Status.ShouldBe(line.To);
            result.Value.After.Version.ShouldBe(payment.Version + 1);
            result.Value.Fact!.From.ShouldBe(status);
            result.Value.Fact.To.ShouldBe(line.To);
            result.Value.Fact.Trace.By.ShouldBe(line.By);
        }
        else if (result.Refusal is { } refusal)
        {
            refusal.ShouldBe(new Refusal(RefusalCode.NotPossibleInState, status, payment.LastActivityAt));
        }
        else
        {
            result.Value.After.ShouldBe(payment);
            result.Value.Fact.ShouldBeNull();
            result.Value.Entry.ShouldBeNull();
            result.Value.Letters.ShouldBeEmpty();
        }
    }

    /// <summary>«Already done» is answered only for the very same action, never for a neighbour that ends in the same status.</summary>
    [Fact]
    public void Cancel_and_void_end_alike_but_are_not_repetitions_of_each_other()
    {
        var canceled = Sample.In(PaymentStatus.Canceled, CaptureMode.Manual);
        var voided = PaymentDecisions.Void(Sample.Paid(CaptureMode.Manual), Sample.Merchant, Soon).Value.After;
        PaymentDecisions.Cancel(canceled, Sample.Merchant, Soon).Value.Fact.ShouldBeNull();
        PaymentDecisions.Void(voided, Sample.Merchant, Soon).Value.Fact.ShouldBeNull();
        PaymentDecisions.Void(canceled, Sample.Merchant, Soon).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
        PaymentDecisions.Cancel(voided, Sample.Merchant, Soon).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
    }

    [Fact]
    public void Every_allowed_action_after_its_limit_is_refused_even_if_the_job_has_not_run()
    {
        var waiting = Sample.In(PaymentStatus.AwaitingCustomer, CaptureMode.Automatic);
        var authorized = Sample.In(PaymentStatus.Authorized, CaptureMode.Manual);
        foreach (var action in new[] { PaymentAction.AuthorizeAndCapture, PaymentAction.Decline, PaymentAction.Cancel })
        {
            Decide(waiting, action, waiting.PayBy.AddMilliseconds(-1)).Refusal.ShouldBeNull();
            Decide(waiting, action, waiting.PayBy).Refusal.ShouldBe(new Refusal(RefusalCode.PaymentLimitPassed, waiting.PayBy));
        }

        foreach (var action in new[] { PaymentAction.Capture, PaymentAction.Void })
        {
            var limit = authorized.CaptureBy!.Value;
            Decide(authorized, action, limit.AddMilliseconds(-1)).Refusal.ShouldBeNull();
            Decide(authorized, action, limit).Refusal.ShouldBe(new Refusal(RefusalCode.CaptureLimitPassed, limit));
        }
    }

    [Fact]
    public void Docs_states_md_is_the_table()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Guichet.slnx")))
        {
            root = root.Parent;
        }

        File.ReadAllText(Path.Combine(root!.FullName, "docs", "states.md")).ShouldBe(PaymentTransitions.ToMarkdown(), "run ./dev.cs states");
    }

    private static Result<PaymentDecision> Decide(Payment payment, PaymentAction action, DateTimeOffset? now = null) => action switch
    {
        PaymentAction.Authorize or PaymentAction.AuthorizeAndCapture => PaymentDecisions.Approve(payment, Sample.Wallet, new Money(40_00), Sample.Customer, now ?? Soon),
        PaymentAction.Decline => PaymentDecisions.Decline(payment, Sample.CustomerId, Sample.Customer, now ?? Soon),
        PaymentAction.Cancel => PaymentDecisions.Cancel(payment, Sample.Merchant, now ?? Soon),
        PaymentAction.Capture => PaymentDecisions.Capture(payment, new Money(40_00), Sample.Merchant, now ?? Soon),
        PaymentAction.Void => PaymentDecisions.Void(payment, Sample.Merchant, now ?? Soon),
        _ => PaymentDecisions.Expire(payment, payment.Deadline ?? Soon),
    };
}

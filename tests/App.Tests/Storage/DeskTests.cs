using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Storage;

/// <summary>One command after another: what is written, what is not, and what the caller is told.</summary>
public sealed class DeskTests
{
    private static readonly PaymentTerms Manual = PaymentTerms.Of(null, 2, IssuerRules.Default).Value;

    [Theory, EachDatabase]
    public async Task A_payment_comes_back_as_it_was_decided(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        await host.CreditAsync(10_00, year: 2025);
        await host.CreditAsync(90_00, year: 2026);
        var payment = await host.CreateAsync(40_00, Manual);
        var paid = (await host.ApproveAsync(payment, 30_00)).Value!;
        paid.Status.ShouldBe(PaymentStatus.Authorized);

        // Read by a command that changes nothing.
        var read = (await host.DoAsync(DeskHost.OnPayment(payment, (x, _, _) => PaymentDecision.AlreadyDone(x)))).Value!;
        (read with { Funding = [] }).ShouldBe(paid with { Funding = [] });
        read.Funding.ShouldBe(paid.Funding);

        (await host.BalanceAsync()).ShouldBe(70_00);
        (await host.CaptureAsync(payment, 25_00)).Value!.Amounts.Captured.ShouldBe(new Money(25_00));
        (await host.BalanceAsync()).ShouldBe(75_00);
        (await host.ReadAsync(db => db.PaymentFacts.CountAsync())).ShouldBe(3);
        await host.CheckAsync();
    }
}

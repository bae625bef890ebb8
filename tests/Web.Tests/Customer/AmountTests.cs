using System.Net;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

public class AmountTests
{
    public static readonly string[] NoAmounts = ["", "-40", "+40", "40,001", "1,000.00", "4e1", "0x28", "٤٠", "４０", "4 0", "∞", "=1+1", "<b>40</b>", "😀", new('9', 20_001)];

    [Theory, EachDatabase]
    public async Task What_is_no_amount_is_told_beside_the_field_and_kept_as_typed(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();
        var request = await lea.GetAsync(AppWorld.AddressOf(payment));
        foreach (var typed in NoAmounts)
        {
            var answer = await lea.PressAsync(request, "Approuver", ("amount", typed));
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, typed);
            answer.Page.QuerySelector("#amount-error")!.TextContent.ShouldContain("Saisissez un montant en euros", customMessage: typed);
            answer.Page.QuerySelector("#amount")!.GetAttribute("value").ShouldBe(typed);
        }

        var nul = await lea.PressAsync(request, "Approuver", ("amount", "40\0"));
        nul.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        nul.Page.QuerySelector("#amount-error")!.TextContent.ShouldContain("Saisissez un montant en euros");

        (await world.ReadAsync(payment)).Version.ShouldBe(1);
    }

    [Theory]
    [EachDatabase("0", "Saisissez un montant en euros, par exemple 40,00.")]
    [EachDatabase("0,00 €", "Saisissez un montant en euros, par exemple 40,00.")]
    [EachDatabase("40,01", "Le montant ne peut pas dépasser 40,00 €.")]
    [EachDatabase("999999999999999999999", "Le montant ne peut pas dépasser 40,00 €.")]
    public async Task An_amount_out_of_range_is_refused_by_name(DatabaseKind kind, string typed, string sentence)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();
        var answer = await lea.PressAsync(await lea.GetAsync(AppWorld.AddressOf(payment)), "Approuver", ("amount", typed));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Main.ShouldContain(sentence);
    }

    [Theory, EachDatabase]
    public async Task One_cent_is_enough(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();
        (await lea.PayAsync(AppWorld.AddressOf(payment), AppWorld.LeaCode, "0,01 €")).Main.ShouldContain("Il reste 39,99 €");
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.Captured);
    }

    [Theory]
    [EachDatabase(0)]
    [EachDatabase(-4000)]
    [EachDatabase(4001)]
    [EachDatabase(long.MaxValue)]
    public async Task An_address_typed_by_hand_leads_back_to_choosing(DatabaseKind kind, long cents)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();
        (await lea.GetAsync($"{AppWorld.AddressOf(payment)}/confirmation?centimes={cents}")).Location.ShouldBe(AppWorld.AddressOf(payment));
        (await lea.GetAsync($"{AppWorld.AddressOf(payment)}/confirmation?centimes=abc")).Location.ShouldBe(AppWorld.AddressOf(payment));
    }
}

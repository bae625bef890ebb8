using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// Counters with more requests of «Camping des Pins» than a page shows, made by the use case and not by hand. What the demonstration has is known by its
/// amounts: each is there once.
/// </summary>
public sealed class ListCounters : Counters
{
    /// <summary>More than a page, with the label «Animation».</summary>
    public const int Many = 30;

    protected override async Task<Counter> OpenAsync(DatabaseKind kind)
    {
        var counter = await base.OpenAsync(kind);
        await FillAsync(counter.Database);
        return counter;
    }

    private static async Task FillAsync(string database)
    {
        var services = new ServiceCollection().AddGuichetStorage(database).AddGuichetPayments(IssuerRules.Default).AddSingleton(new RequestLinks(new byte[32]));
        await using var provider = services.BuildServiceProvider();
        var parts = provider.GetServices<IHostedService>().ToList();
        foreach (var part in parts) await part.StartAsync(default);
        var actor = await TillOfAsync(database);
        PaymentForm[] forms =
        [
            .. Enumerable.Range(0, Many).Select(i => Form("30,00", $"ANIM-{i:00}") with { Description = "Animation" }),
            Form("21,00", "PANIER-21") with { SellerReference = "Caisse 7" },
            Form("22,00", "PANIER-22") with { Contact = People.Lea.Email, CustomerReference = "Dossier 4711" },
            Form("23,00", "PANIER-23") with { CaptureDelay = true, NotifyEmail = "pins@example.org" },
        ];
        foreach (var (form, i) in forms.Select((form, i) => (form, i)))
            (await provider.GetRequiredService<CreatePayment>().RunAsync(actor, actor.OnlyPointId!.Value, form, $"list-{i}")).Refusal.ShouldBeNull();
        foreach (var part in parts) await part.StopAsync(default);
    }

    private static PaymentForm Form(string amount, string basket) => new() { Deferred = true, Amount = amount, OrderReference = basket, Contact = "client.inconnu@example.org" };

    private static async Task<MerchantActor> TillOfAsync(string database)
    {
        await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT a.id, p.agreement_id, p.id FROM account a JOIN point_of_sale p ON p.id = a.point_of_sale_id WHERE p.shop_id = '{People.PinsNumber}'");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetInt64(0), reader.GetInt64(1), [reader.GetInt64(2)], "Accueil", null) { Role = Role.PointAccount };
    }
}

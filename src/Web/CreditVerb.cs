using System.Globalization;
using Guichet.App.Storage;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web;

/// <summary>
/// The verb `credit`: an employer's order of titles from a file, for the issuer's people and their back office. «check» is a dry run; what it found is credited after
/// «confirm», by the job of the running servers (or `guichet job credit-customers`).
/// </summary>
public static class CreditVerb
{
    private const string Usage = """
        guichet credit check FILE REFERENCE   reads an order and says what would be credited; credits nothing
        guichet credit confirm ID             has the servers credit it
        guichet credit show ID                where it stands, and every line that is not credited
        guichet credit drop ID                forgets an order that is not confirmed
        """;

    /// <param name="args">What follows the word «credit».</param>
    /// <returns>The exit status: 0 done, 1 refused, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not (["check", _, _] or ["confirm" or "show" or "drop", _]) || (args[0] != "check" && Id(args) is null))
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        if (args is ["check", var path, ..] && !File.Exists(path))
        {
            await errors.WriteLineAsync($"There is no file {path}.");
            return 2;
        }

        // As everywhere: French, unless the reader's machine speaks English.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en-GB" : "fr-FR");
        using var host = OperatorHost.Build();
        await StorageSetup.EnsureReadyAsync(host.Services.GetRequiredService<Settings>().Database);
        var (orders, now) = (host.Services.GetRequiredService<CreditOrders>(), ParisCalendar.Truncate(host.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        var order = args[0] switch
        {
            "check" => await CheckAsync(host.Services.GetRequiredService<CheckCreditOrder>(), args[1], args[2], now),
            "confirm" => await orders.ConfirmAsync(Id(args)!.Value, by: null, now),
            "drop" => await orders.DropAsync(Id(args)!.Value, by: null, now),
            _ => await orders.FindAsync(Id(args)!.Value),
        };
        if (!order.TryGet(out var found, out var refusal))
        {
            await errors.WriteLineAsync(host.Services.GetRequiredService<Sentences>().Of(refusal));
            return 1;
        }

        var texts = host.Services.GetRequiredService<IStringLocalizer<Crediting>>();
        if (args[0] == "drop")
        {
            await output.WriteLineAsync(texts["dropped", found.Id]);
        }
        else
        {
            await PrintAsync(found, orders, texts, output, withLines: args[0] != "confirm");
        }

        return 0;
    }

    private static long? Id(string[] args) => long.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static async Task<Result<CreditOrder>> CheckAsync(CheckCreditOrder check, string path, string reference, DateTimeOffset now) =>
        new FileInfo(path).Length > CheckCreditOrder.MaxBytes ? RefusalCode.FileInvalid : await check.RunAsync(await File.ReadAllBytesAsync(path), path, reference, now);

    private static async Task PrintAsync(CreditOrder order, CreditOrders orders, IStringLocalizer<Crediting> texts, TextWriter output, bool withLines)
    {
        await output.WriteLineAsync(texts["order", order.Id, order.Reference, texts[$"stage.{order.Stage}"].Value, order.Accepted, MoneyText.Format(order.Total, CultureInfo.CurrentUICulture), order.Refused]);
        foreach (var line in withLines ? await orders.RefusedAsync(order.Id) : [])
        {
            await output.WriteLineAsync(texts["line", line.Line, line.Typed, texts[$"error.{line.Error}"].Value]);
        }
    }
}

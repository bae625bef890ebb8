using System.Text;
using Guichet.App.Payments;
using Guichet.App.Payments.Exporting;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

public sealed class ExportPaymentsTests
{
    private static readonly string[] Instants = ["created", "last-activity", "paid", "pay-by", "capture-by"];
    private static readonly string[] Amounts = ["requested", "received", "captured", "returned"];

    [Theory, EachDatabase]
    public async Task A_workbook_has_its_columns_and_types(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1, "REF202606241", "lea@example.org", "Dossier 4", "Caisse 2", "Mobil-home & co", cents: 1_234_56, terms: PaymentTerms.Stored(3, 2), captureBy: ListWorld.Now.AddHours(3)));
        var file = await world.FileAsync(ExportFormat.Xlsx, ListWorld.Signatory);
        var row = ExportWorld.Rows(file).ShouldHaveSingleItem();
        row.Keys.ShouldBe(ExportColumns.Names);
        foreach (var (name, cell) in row)
        {
            var (type, format) = Instants.Contains(name) ? (null, @"dd/mm/yyyy\ hh:mm:ss") : Amounts.Contains(name) ? (null, "#,##0.00\\ \"€\"") : ("inlineStr", "@");
            if (cell is not null)
            {
                (cell.Type, cell.Format).ShouldBe((type, format), name);
            }
        }

        row.Where(x => x.Value is null).Select(x => x.Key).ShouldBe(["paid", "qualifier", "returned"]);
        row.Where(x => x.Value?.Type is not null).Select(x => x.Value!.Value).ShouldBe(
            ["0000000001", "Point", "10000711", "PreReservation", "Captured", "REF202606241", "Email", "lea@example.org", "Mobil-home & co", "Dossier 4", "Caisse 2"]);
        row["requested"]!.Value.ShouldBe("1234.56");
        ExportWorld.Shown(row["created"]!).ShouldBe("24/06/2026 11:00:00", "Paris is two hours ahead in summer");
        var sheet = ExportedFile.Part(file, "xl/worksheets/sheet1.xml").ToString();
        sheet.ShouldContain("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"");
        sheet.ShouldContain("<autoFilter ref=\"A1:U2\"");
    }

    [Theory, EachDatabase]
    public async Task A_csv_has_its_mark_its_separators_and_its_commas(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1, "Panier; \"bleu\"", "lea@example.org", cents: 1_234_50, status: PaymentStatus.Expired, payBy: ListWorld.Now.AddMinutes(15)));
        var file = await world.FileAsync(ExportFormat.Csv, ListWorld.Signatory);
        Encoding.UTF8.GetString(file).ShouldBe(
            $"\uFEFF{string.Join(';', ExportColumns.Names)}\r\n"
            + "0000000001;Point;10000711;24/06/2026 11:00:00;24/06/2026 11:00:00;;Immediate;Expired;;\"Panier; \"\"bleu\"\"\";Email;lea@example.org;;;;1234,50;;;;24/06/2026 11:15:00;\r\n");
        var english = await world.FileAsync(ExportFormat.Csv, ListWorld.Signatory, words: ExportWorld.Words with { HasDecimalComma = false });
        ExportWorld.CsvRows(english)[0]["requested"].ShouldBe("1234.50");
    }

    [Theory, EachDatabase]
    public async Task Dates_are_those_of_Paris_on_both_sides_of_a_clock_change(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        (DateTimeOffset At, string Shown)[] instants =
        [
            (new(2025, 12, 31, 23, 0, 0, TimeSpan.Zero), "01/01/2026 00:00:00"), (new(2026, 3, 29, 0, 59, 59, 999, TimeSpan.Zero), "29/03/2026 01:59:59"), (new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), "29/03/2026 03:00:00"),
            (new(2026, 6, 24, 21, 59, 59, TimeSpan.Zero), "24/06/2026 23:59:59"), (new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), "25/10/2026 02:30:00"), (new(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), "25/10/2026 02:30:00"),
            (new(2026, 10, 25, 2, 0, 0, TimeSpan.Zero), "25/10/2026 03:00:00"),
        ];
        await world.AddAsync(instants.Select((x, i) => ListWorld.Row(i + 1, at: x.At)));
        var filter = new PaymentFilter { Sort = new(PaymentSortKey.LastActivity, true) };
        ExportWorld.Rows(await world.FileAsync(ExportFormat.Xlsx, ListWorld.Signatory, filter)).Select(row => ExportWorld.Shown(row["last-activity"]!)).ShouldBe(instants.Select(x => x.Shown));
        ExportWorld.CsvRows(await world.FileAsync(ExportFormat.Csv, ListWorld.Signatory, filter)).Select(row => row["last-activity"]).ShouldBe(instants.Select(x => x.Shown));
    }

    [Theory, EachDatabase]
    public async Task A_limit_that_ends_with_a_day_is_that_day(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        var midnight = new DateTimeOffset(2026, 7, 4, 22, 0, 0, TimeSpan.Zero);
        await world.AddAsync(ListWorld.Row(1, payBy: midnight, captureBy: midnight.AddHours(1)));
        var row = ExportWorld.CsvRows(await world.FileAsync(ExportFormat.Csv, ListWorld.Signatory))[0];
        (row["pay-by"], row["capture-by"]).ShouldBe(("04/07/2026 23:59:59", "05/07/2026 01:00:00"));
    }

    [Theory]
    [InlineData(PaymentStatus.AwaitingCustomer, null, null, "", "", "")]
    [InlineData(PaymentStatus.Authorized, 80_01L, null, "80,01", "", "")]
    [InlineData(PaymentStatus.Captured, 80_01L, 80_01L, "80,01", "80,01", "")]
    [InlineData(PaymentStatus.Captured, 80_01L, 20_05L, "20,05", "20,05", "59,96")]
    [InlineData(PaymentStatus.Canceled, 80_01L, null, "", "", "80,01")]
    [InlineData(PaymentStatus.Expired, 80_01L, null, "", "", "80,01")]
    [InlineData(PaymentStatus.Declined, null, null, "", "", "")]
    public async Task Amounts_are_a_chain_to_the_cent(PaymentStatus status, long? authorized, long? captured, string received, string validated, string returned)
    {
        var payment = new Payment
        {
            Id = 1, Number = "foo2udp610", AgreementId = 1, PointOfSaleId = 1, Terms = PaymentTerms.ImmediateAutomatic, Details = new("REF", null, null, null), Addressee = Addressee.ShownAsQrCode,
            Amounts = new(new(100_00), authorized is { } a ? new Money(a) : null, captured is { } c ? new Money(c) : null), Status = status, Version = 1,
            CreatedAt = ListWorld.Now, LastActivityAt = ListWorld.Now, PayBy = ListWorld.Now,
        };
        await using var file = new ForwardStream();
        var columns = ExportColumns.Of(ExportWorld.Words);
        using var writer = new CsvWriter(file, true, default);
        await writer.StartAsync(columns);
        await writer.StartRowAsync();
        foreach (var column in columns)
        {
            column.Write(writer, new ExportRow(payment, new(1, "10000651", "Camping des Pins", "Arcachon")));
        }

        await writer.EndRowAsync();
        await writer.CompleteAsync();
        var row = ExportWorld.CsvRows(file.Written)[0];
        Amounts.Select(name => row[name]).ShouldBe(["100,00", received, validated, returned]);
    }

    [Theory, EachDatabase]
    public async Task A_file_has_the_rows_of_the_pages_in_their_order(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 120);
        PaymentFilter[] filters = [new(), new() { Tab = PaymentTab.Canceled }, new() { PointOfSaleIds = [711, 713], Type = PaymentType.Deferred }, new() { Search = "caisse" }, new() { Search = "introuvable" }];
        foreach (var filter in from filter in filters from key in Enum.GetValues<PaymentSortKey>() select filter with { Sort = new(key, key == PaymentSortKey.OrderReference) })
        {
            List<string> pages = [];
            for (var page = (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Page; ; page = (await world.Find().ListAsync(ListWorld.Signatory, filter, page.Next, ListWorld.Now)).Page)
            {
                pages.AddRange(page.Payments.Select(payment => payment.Number));
                if (page.Next is null)
                {
                    break;
                }
            }

            ExportWorld.CsvRows(await world.FileAsync(ExportFormat.Csv, ListWorld.Signatory, filter)).Select(row => row["number"]).ShouldBe(pages, filter.ToString());
            ExportWorld.Rows(await world.FileAsync(ExportFormat.Xlsx, ListWorld.Signatory, filter)).Select(row => row["number"]!.Value).ShouldBe(pages, filter.ToString());
        }
    }

    [Theory, EachDatabase]
    public async Task Everybody_exports_exactly_what_is_theirs(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 40);
        await world.AddAsync(ListWorld.Stranger, 10, seed: 2);
        (await PointsAsync(ListWorld.Signatory)).ShouldBe(["10000711", "10000712", "10000713"], ignoreOrder: true);
        (await PointsAsync(ListWorld.AccountOf(712))).ShouldBe(["10000712"]);
        (await PointsAsync(ListWorld.AccountOf(712), 711)).ShouldBeEmpty();
        (await PointsAsync(ListWorld.Signatory with { AgreementId = ListWorld.Stranger }, 711, 712, 713)).ShouldBeEmpty();
        (await PointsAsync(ListWorld.Signatory with { AgreementId = ListWorld.Stranger })).ShouldAllBe(shop => shop.StartsWith("1000072", StringComparison.Ordinal));

        async Task<List<string>> PointsAsync(Guichet.App.Access.MerchantActor actor, params long[] points) => [.. ExportWorld.CsvRows(
            await world.FileAsync(ExportFormat.Csv, actor, points.Length == 0 ? null : new() { PointOfSaleIds = points })).Select(row => row["shop-id"]).Distinct()];
    }

    [Theory, EachDatabase]
    public async Task Payments_that_are_made_meanwhile_are_not_in_the_file(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 30);
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            var before = world.Rows.OrderByDescending(row => row.LastActivityAt).ThenByDescending(row => row.Id).Select(row => row.Number).ToList();
            await using var export = await world.Exports.OpenAsync(ListWorld.Signatory, new(), ListWorld.Now);
            await world.AddAsync(ListWorld.Row(10 + (int)format, at: ListWorld.Now.AddHours(1)));
            var file = await ExportWorld.FileAsync(export, format, onWrite: () => world.AddAsync(ListWorld.Row(20 + (int)format, at: ListWorld.Now.AddDays(-9))));
            (format == ExportFormat.Csv ? ExportWorld.CsvRows(file).Select(row => row["number"]) : ExportWorld.Rows(file).Select(row => row["number"]!.Value)).ShouldBe(before);
        }
    }

    [Theory, EachDatabase]
    public async Task Who_waits_is_told_how_many_rows_there_are_and_how_many_are_written(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(Enumerable.Range(1, 1_100).Select(id => ListWorld.Row(id, status: id <= 1_050 ? PaymentStatus.Captured : PaymentStatus.Expired)));
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            var told = new List<long>();
            await using var export = await world.Exports.OpenAsync(ListWorld.Signatory, new() { Tab = PaymentTab.Captured }, ListWorld.Now);
            await world.AddAsync(ListWorld.Row(2_000 + (int)format));
            (await export.CountAsync()).ShouldBe(format == ExportFormat.Xlsx ? 1_050 : 1_051, "of the snapshot");
            await export.WriteAsync(format, ExportWorld.Words, new ForwardStream(), told.Add);
            told.ShouldBe([500, 1_000, format == ExportFormat.Xlsx ? 1_050 : 1_051]);
        }
    }

    [Theory, EachDatabase]
    public async Task Who_goes_away_stops_the_reading(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 30);
        using var gone = new CancellationTokenSource();
        await using (var export = await world.Exports.OpenAsync(ListWorld.Signatory, new(), ListWorld.Now, gone.Token))
        {
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(async () => await export.WriteAsync(ExportFormat.Xlsx, ExportWorld.Words, new ForwardStream(), cancellation: gone.Token));
        }

        await world.AddAsync(ListWorld.Row(1));
    }
}

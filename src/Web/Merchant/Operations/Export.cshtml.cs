using System.Net.Mime;
using Guichet.App.Payments.Exporting;
using Guichet.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Guichet.Web.Merchant.Operations;

/// <summary>The file behind «Exporter»: written straight into the answer while it is read from the database.</summary>
public sealed class ExportModel(ExportPayments exports, ListPoints points, ExportPlaces places, ExportTexts texts, TimeProvider clock, ILogger<ExportModel> log) : MerchantPage
{
    /// <summary>When a place may be free.</summary>
    public static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>Of a file, however slowly it is taken: its snapshot keeps the database from clearing up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <summary>This address itself.</summary>
    public string Here => Request.Path + Request.QueryString;

    public string ListAddress => ListQuery.Path + Request.QueryString;

    public async Task<IActionResult> OnGetAsync(string format)
    {
        var now = clock.GetUtcNow();
        var asked = ListBinder.Read(Request.Query, ParisCalendar.DayOf(now));
        if (!(await points.OfAsync(HttpContext, asked)).TryGet(out var shown, out _))
        {
            return asked.Points is null ? Redirect(CurrentPoint.ChoiceAddress) : NotFound();
        }

        if (!places.TryTake(Actor.AgreementId))
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = $"{TryAgainAfter.TotalSeconds:0}";
            return Page();
        }

        try
        {
            using var limit = new CancellationTokenSource(Longest, clock);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted, limit.Token);
            await using var export = await exports.OpenAsync(Actor, asked.Query.Filter(shown.Ids, ParisCalendar.DayOf(now)), now, over.Token);
            await SendAsync(export, format == "xlsx" ? ExportFormat.Xlsx : ExportFormat.Csv, ParisCalendar.DayOf(now), over.Token);
            return new EmptyResult();
        }
        catch (OperationCanceledException) when (HttpContext.RequestAborted.IsCancellationRequested)
        {
            return new EmptyResult(); // nobody is there any more
        }
        finally
        {
            places.GiveBack(Actor.AgreementId);
        }
    }

    private async Task SendAsync(PaymentExport export, ExportFormat format, DateOnly today, CancellationToken over)
    {
        Response.ContentType = format == ExportFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : $"{MediaTypeNames.Text.Csv}; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = texts.FileName(format, today) }.ToString();
        // For who asks only whether it is there, and for proxies that would collect all of it first.
        Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(Request.Method))
        {
            return;
        }

        try
        {
            // Asynchronously and through the pipe: Response.Body refuses synchronous writes.
            await export.WriteAsync(format, texts.Words(), Response.BodyWriter.AsStream(leaveOpen: true), over);
        }
        catch (Exception failure) when (Response.HasStarted)
        {
            // Too late for another answer. A connection that breaks is the only sign that the file is not whole.
            var hasLeft = HttpContext.RequestAborted.IsCancellationRequested;
            HttpContext.Abort();
            if (!hasLeft)
            {
                log.LogError(failure, "An export broke off");
            }
        }
    }
}

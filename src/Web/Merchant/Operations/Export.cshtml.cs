using System.Net.Mime;
using Guichet.App.Payments.Exporting;
using Guichet.Domain;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Guichet.Web.Merchant.Operations;

/// <summary>The file behind «Exporter»: written straight into the answer while it is read from the database.</summary>
[Needs(Permission.Export)]
public sealed class ExportModel(ExportPayments exports, ListPoints points, ExportPlaces places, ExportWatch watch, ExportTexts texts, TimeProvider clock, ILogger<ExportModel> log) : MerchantPage
{
    /// <summary>When a place may be free.</summary>
    public static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>Of a file, however slowly it is taken: its snapshot keeps the database from clearing up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <summary>This address itself.</summary>
    public string Here => Request.Path + Asked;

    public string ListAddress => ListQuery.Path + Asked;

    private QueryString Asked => QueryString.Create(Request.Query.Where(part => part.Key != ExportWatch.QueryName));

    public async Task<IActionResult> OnGetAsync(string format)
    {
        var now = clock.GetUtcNow();
        var asked = ListBinder.Read(Request.Query, ParisCalendar.DayOf(now));
        if (!(await points.OfAsync(HttpContext, asked)).TryGet(out var shown, out _))
        {
            return asked.Points is null ? Redirect(CurrentPoint.ChoiceAddress) : NotFound();
        }

        var watched = watch.Begin(Actor.AccountId, Request.Query[ExportWatch.QueryName]);
        if (!places.TryTake(Actor.AgreementId))
        {
            watched?.End(ExportState.Refused);
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = $"{TryAgainAfter.TotalSeconds:0}";
            return Page();
        }

        try
        {
            using var limit = new CancellationTokenSource(Longest, clock);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted, limit.Token, watched?.Canceled ?? CancellationToken.None);
            await using var export = await exports.OpenAsync(Actor, asked.Query.Filter(shown.Ids, ParisCalendar.DayOf(now)), now, over.Token);
            await SendAsync(export, format == "xlsx" ? ExportFormat.Xlsx : ExportFormat.Csv, ParisCalendar.DayOf(now), watched, over.Token);
            return new EmptyResult();
        }
        catch (OperationCanceledException) when (HasLeft(watched))
        {
            // Nobody is there any more. Whoever canceled sees a download that broke off, and not one that came to its end.
            HttpContext.Abort();
            return new EmptyResult();
        }
        finally
        {
            EndEarly(watched);
            places.GiveBack(Actor.AgreementId);
        }
    }

    private bool HasLeft(WatchedExport? watched) => HttpContext.RequestAborted.IsCancellationRequested || watched is { Canceled.IsCancellationRequested: true };

    /// <summary>For one that is not known to be whole. Before the connection is broken: from then on it looks as if its reader had left.</summary>
    private void EndEarly(WatchedExport? watched)
    {
        if (watched is { State: ExportState.Running })
        {
            watched.End(HasLeft(watched) ? ExportState.Canceled : ExportState.Failed);
        }
    }

    private async Task SendAsync(PaymentExport export, ExportFormat format, DateOnly today, WatchedExport? watched, CancellationToken over)
    {
        Response.ContentType = format == ExportFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : $"{MediaTypeNames.Text.Csv}; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = texts.FileName(format, today) }.ToString();
        // For who asks only whether it is there, and for proxies that would collect all of it first.
        Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(Request.Method))
        {
            return;
        }

        if (watched is not null)
        {
            watched.Counted(await export.CountAsync(over));
        }

        try
        {
            // Asynchronously and through the pipe: Response.Body refuses synchronous writes.
            await export.WriteAsync(format, texts.Words(), Response.BodyWriter.AsStream(leaveOpen: true), rows => watched?.Written(rows), over);
            watched?.End(ExportState.Done);
        }
        catch (Exception failure) when (Response.HasStarted)
        {
            // Too late for another answer. A connection that breaks is the only sign that the file is not whole.
            if (!HasLeft(watched))
            {
                log.LogError(failure, "An export broke off");
            }

            EndEarly(watched);
            HttpContext.Abort();
        }
    }
}

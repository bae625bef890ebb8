using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Credits;

/// <summary>Orders of titles, and the way to bring a new one: its file is only looked at here.</summary>
[Needs(Permission.CreditCustomers), RequestSizeLimit(MaxBody), RequestFormLimits(MultipartBodyLengthLimit = MaxBody)]
public sealed class OrdersModel(CreditOrders orders, CheckCreditOrder check, Sentences sentences, TimeProvider clock) : ConsolePage
{
    /// <summary>The file and the fields beside it; every other form of the product may have 64 KB.</summary>
    private const int MaxBody = CheckCreditOrder.MaxBytes + 64 * 1024;

    public FieldErrors Errors { get; } = new();
    public IReadOnlyList<CreditOrder> Shown { get; private set; } = [];

    /// <summary>The order that has the same file; null when there is none.</summary>
    public long? Earlier { get; private set; }

    [BindProperty(Name = "reference")]
    public string? Reference { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    public long? Older => Shown.Count == CreditOrders.PageSize ? Shown[^1].Id : null;

    public bool WasDropped => Request.Query.ContainsKey("abandonnee");

    public async Task OnGetAsync([FromQuery(Name = "avant")] long? before) => Shown = await orders.PageAsync(before);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "file")] IFormFile? file)
    {
        if ((await ReadAsync(file)).TryGet(out var order, out var refusal))
        {
            return LocalRedirect(OrderModel.Address(order.Id));
        }

        Earlier = refusal is { Code: RefusalCode.FileRepeated, Arguments: [long id] } ? id : null;
        Response.StatusCode = Errors.AddAll([refusal], sentences);
        Shown = await orders.PageAsync(null);
        return Page();
    }

    private async Task<Result<CreditOrder>> ReadAsync(IFormFile? file)
    {
        if (file is null || file.Length is 0 or > CheckCreditOrder.MaxBytes)
        {
            return RefusalCode.FileInvalid;
        }

        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content);
        return await check.RunAsync(content, file.FileName, Reference, ParisCalendar.Truncate(clock.GetUtcNow()));
    }
}

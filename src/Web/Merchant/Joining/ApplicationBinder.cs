using Guichet.App.Merchants.Joining;
using Guichet.Domain;
using Guichet.Domain.Merchants;

namespace Guichet.Web.Merchant.Joining;

/// <summary>The application as the form sends it.</summary>
public static class ApplicationBinder
{
    public const string Documents = "documents", Removed = "remove", Draft = "draft";

    public static ApplicationForm Read(IFormCollection form) => new()
    {
        Siret = form["siret"],
        LegalName = form["legal_name"],
        Activity = form["activity"],
        FirstName = form["first_name"],
        LastName = form["last_name"],
        Email = form["email"],
        Phone = form["phone"],
        PointName = form["point_name"],
        PointTown = form["point_town"],
        PostalAddress = form["postal_address"],
        BankAccountHolder = form["bank_account_holder"],
        Iban = form["iban"],
    };

    /// <summary>Documents that were ticked to be taken away.</summary>
    public static IEnumerable<long> RemovedOnes(IFormCollection form) =>
        form[Removed].Take(JoiningLimits.MaxDocuments).Where(text => long.TryParse(text, out _)).Select(text => long.Parse(text!, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Forms whose documents are in memory at once, whoever sends them; the others wait in files.</summary>
    private static readonly SemaphoreSlim Reading = new(4);

    /// <summary>Keeps them one after the other. What is above the limit is not read into memory; more than twice as many as may be kept are not looked at.</summary>
    /// <returns>What is wrong with those that were not kept.</returns>
    public static async Task<IReadOnlyList<Refusal>> KeepAsync(IFormCollection form, Func<UploadedFile, Task<IReadOnlyList<Refusal>>> keep)
    {
        List<Refusal> refusals = [];
        // A browser sends an empty part for a field in which nothing was chosen.
        foreach (var file in form.Files.GetFiles(Documents).Where(file => file.Length > 0 || file.FileName.Length > 0).Take(2 * JoiningLimits.MaxDocuments))
        {
            await Reading.WaitAsync();
            try
            {
                refusals.AddRange(await keep(new UploadedFile(file.FileName, file.Length > JoiningLimits.MaxDocumentBytes ? null : await BytesAsync(file))));
            }
            finally
            {
                Reading.Release();
            }
        }

        return refusals;
    }

    private static async Task<byte[]> BytesAsync(IFormFile file)
    {
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content);
        return content;
    }
}

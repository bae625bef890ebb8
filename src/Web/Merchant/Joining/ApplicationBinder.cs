using Guichet.App.Merchants.Joining;
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

    /// <summary>What is above the limit is not read into memory; more files than may be kept are named, not read.</summary>
    public static async Task<IReadOnlyList<UploadedFile>> FilesAsync(IFormCollection form)
    {
        List<UploadedFile> files = [];
        // A browser sends an empty part for a field in which nothing was chosen.
        foreach (var file in form.Files.GetFiles(Documents).Where(file => file.Length > 0 || file.FileName.Length > 0).Take(2 * JoiningLimits.MaxDocuments))
        {
            files.Add(new UploadedFile(file.FileName, file.Length > JoiningLimits.MaxDocumentBytes ? null : await BytesAsync(file)));
        }

        return files;
    }

    private static async Task<byte[]> BytesAsync(IFormFile file)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content);
        return content.ToArray();
    }
}

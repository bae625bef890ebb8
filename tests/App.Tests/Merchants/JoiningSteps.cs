using System.Text;
using Guichet.App.Access;
using Guichet.App.Merchants.Joining;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Merchants;

/// <summary>Somebody who applies for an agreement.</summary>
internal static class JoiningSteps
{
    public const string Email = "jeanne@cabanes.example.org", Siret = "73282932000074";

    public static readonly ApplicationForm Form = new()
    {
        Siret = Siret,
        LegalName = "Les Cabanes du Lac",
        Activity = "Rental",
        FirstName = "Jeanne",
        LastName = "Dupin",
        Email = Email,
        Phone = "05 56 00 00 00",
        PointName = "Cabanes",
        PointTown = "Arcachon",
        PostalAddress = "1 rue du Lac, 33120 Arcachon",
        BankAccountHolder = "SAS Cabanes",
        Iban = "FR76 3000 6000 0112 3456 7890 189",
    };

    /// <summary>A whole document, another one for each text.</summary>
    public static byte[] Pdf(string text = "kbis") => Encoding.Latin1.GetBytes($"%PDF-1.4\n1 0 obj\n({text})\nendobj\n%%EOF\n");

    /// <summary>A file of this size, name for name.</summary>
    public static UploadedFile File(string name = "kbis.pdf", byte[]? content = null) => new(name, content ?? Pdf(name));

    public static async Task<string> DraftAsync(this AccessWorld world, params UploadedFile[] files)
    {
        var key = DraftDocuments.KeyOf(null);
        (await world.Get<DraftDocuments>().AddAsync(key, files.Length == 0 ? [File()] : files, null, world.Now)).ShouldBeEmpty();
        return key;
    }

    public static Task<IReadOnlyList<Refusal>> SendAsync(this AccessWorld world, string key, ApplicationForm? form = null, string? address = null, string language = "fr") =>
        world.Get<SendApplication>().RunAsync(key, form ?? Form, language, address, world.Now);

    /// <summary>Sent and confirmed. Gives its number.</summary>
    public static async Task<long> ApplyAsync(this AccessWorld world, ApplicationForm? form = null, string language = "fr")
    {
        (await world.SendAsync(await world.DraftAsync(), form, language: language)).ShouldBeEmpty();
        (await world.Get<ConfirmApplication>().RunAsync(await world.LinkAsync(), world.Now)).Value.ShouldBeTrue();
        await using var db = await world.DbAsync();
        return await db.Applications.MaxAsync(x => x.Id);
    }

    /// <summary>The token of the newest letter that asks to confirm an address.</summary>
    public static async Task<string> LinkAsync(this AccessWorld world) => (await world.DetailsAsync(AccountLetterKind.ConfirmAddress)).Token!;

    /// <summary>What the newest letter of a kind tells.</summary>
    public static async Task<AccountLetterDetails> DetailsAsync(this AccessWorld world, AccountLetterKind kind) =>
        world.Get<AccountLetters>().ReadDetails((await world.LettersAsync()).Last(x => x.Kind == (int)kind).Payload)!;

    public static async Task<List<ApplicationStage>> StagesAsync(this AccessWorld world)
    {
        await using var db = await world.DbAsync();
        return await db.Applications.OrderBy(x => x.Id).Select(x => x.Stage).ToListAsync();
    }
}

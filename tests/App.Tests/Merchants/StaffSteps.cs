using Guichet.App.Access;
using Guichet.App.Merchants.People;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Merchants;

/// <summary>What a signatory does with people, and what those people can then do.</summary>
internal static class StaffSteps
{
    public static readonly MerchantActor Paul = new(1, 1, null, "Paul Rivière", null) { Role = Role.Signatory };
    public static readonly MerchantActor Anne = new(4, 2, null, "Anne Morel", null) { Role = Role.Signatory };
    public static readonly OperatorActor Claire = new(5, "Claire Vidal", null);

    public static readonly PersonForm Cashier = new()
    {
        RoleName = "cashier", FirstName = "Camille", LastName = "Durand", Email = "Camille@Example.org", ShopIds = [AccessWorld.PointAccount], CaptureLimit = "80", LastDay = "31/08/2026",
    };

    public static async Task<string> AddAsync(this AccessWorld world, PersonForm? form = null, string key = "k", MerchantActor? actor = null)
    {
        var (number, refusals) = await world.Get<AddPerson>().RunAsync(actor ?? Paul, form ?? Cashier, key, world.Now);
        refusals.ShouldBeEmpty();
        return number.ShouldNotBeNull();
    }

    public static async Task<Refusal> RefuseAsync(this AccessWorld world, PersonForm form, string key = "k", MerchantActor? actor = null)
    {
        var (number, refusals) = await world.Get<AddPerson>().RunAsync(actor ?? Paul, form, key, world.Now);
        number.ShouldBeNull();
        return refusals[0];
    }

    public static async Task<Person> PersonAsync(this AccessWorld world, string number) => (await world.Get<ReadPeople>().FindAsync(Paul, number, world.Now)).Value;

    /// <summary>The password of the point's account: as if the letter had been used.</summary>
    public static async Task ActivateAsync(this AccessWorld world, string number)
    {
        await using var db = await world.DbAsync();
        var hash = await db.Accounts.Where(a => a.Id == 2).Select(a => a.PasswordHash).SingleAsync();
        var name = FindAccount.Normalize($"m:{number}");
        await db.Accounts.Where(a => a.NormalizedUserName == name).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash));
    }

    public static async Task<SessionIdentity?> SessionAsync(this AccessWorld world, string key) => await world.Get<Sessions>().FindAsync(key, AccountArea.Merchant, touch: true, world.Now);

    public static AccountLetterDetails DetailsOf(this AccessWorld world, LetterRow letter) => world.Get<AccountLetters>().ReadDetails(letter.Payload)!;

    public static async Task<long> IdOfAsync(this AccessWorld world, string number)
    {
        await using var db = await world.DbAsync();
        var name = FindAccount.Normalize($"m:{number}");
        return await db.Accounts.Where(a => a.NormalizedUserName == name).Select(a => a.Id).SingleAsync();
    }
}

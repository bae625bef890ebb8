using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Guichet.App.Access;
using Guichet.App.Merchants.Joining;
using Guichet.App.Merchants.Points;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Guichet.Web.Access;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Console;
using Guichet.Web.Tests.Joining;
using Guichet.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Web.Tests.Security;

/// <summary>Somebody of each role, signed in, with what is theirs and what is others'.</summary>
public sealed class RightsPerson(string name, Role? role, Browser browser, Func<Browser, Task> signInAsync) : IDisposable
{
    /// <summary>Of what addresses name: theirs, others', and none's. Values of others are as good as ones that nobody has.</summary>
    public Dictionary<string, (string[] Own, string[] Foreign)> Things { get; } = [];

    public string Name => name;
    public Role? Role => role;
    public Browser Browser => browser;

    /// <summary>Of the forms of this session; null before it was looked for.</summary>
    public string? Token { get; set; }

    public async Task SignInAsync()
    {
        await signInAsync(browser);
        Token = null;
    }

    public bool IsOn(string scheme) => role is { } held && scheme == (held switch { Domain.Access.Role.Customer => Schemes.Customer, Domain.Access.Role.Operator => Schemes.Operator, _ => Schemes.Merchant });

    public void Dispose() => browser.Dispose();
}

/// <summary>Two agreements, several points, people of every role, and one of each thing that an address can name, for each of them.</summary>
public sealed partial class RightsWorld : IAsyncDisposable
{
    /// <summary>What nobody has, in the form that the address asks for.</summary>
    private static readonly Dictionary<string, string> Unknown = new()
    {
        ["number"] = "aaaaaaaaaa", ["draft"] = new string('a', 32), ["key"] = "aaaaaaaaaa", ["person"] = "999999999", ["shop"] = "99999999", ["request"] = "999999999", ["passkey"] = new string('a', 24),
        ["application"] = "999999999", ["agreement"] = "999999", ["customer"] = "99999999999", ["order"] = "999999999", ["account"] = "999999999",
    };

    /// <summary>Parts of an address that choose within a thing, or among the forms of a page.</summary>
    private readonly Dictionary<string, string> _choices = new()
    {
        ["what"] = "notes", ["door"] = "demandes", ["format"] = "csv", ["line"] = "1", ["slot"] = "9", ["id"] = new string('a', 32), ["decision"] = "suspendre", ["change"] = "bloquer",
    };

    private readonly PortalSite _site;

    private RightsWorld(PortalSite site) => _site = site;

    public List<RightsPerson> People { get; } = [];
    public Uri Address => _site.Address;
    public Task<List<MappedEndpoint>> EndpointsAsync() => EndpointMap.OfAsync(_site.Get<IServiceProvider>());

    public static async Task<RightsWorld> StartAsync(DatabaseKind kind)
    {
        var world = new RightsWorld(await PortalSite.StartAsync(kind).WithStaffAsync());
        var (littoral, cimes) = (await world.ActorAsync("708900", "littoral-signataire-2026"), await world.ActorAsync("708901", "cimes-signataire-2026"));
        var (pins, port, refuge) = (await world.PointAsync("10000651"), await world.PointAsync("10000653"), await world.PointAsync("10000662"));
        var here = await world.AskAsync(littoral, pins, "Droits 1");
        var elsewhere = await world.AskAsync(littoral, port, "Droits 2");
        var abroad = await world.AskAsync(cimes, refuge, "Droits 3");
        var paid = await world.AskAsync(littoral, pins, "Droits 5", "10000000011");
        await world.PayInPartAsync(littoral, paid);
        var toLea = await world.AskAsync(littoral, pins, "Droits 4", "10000000011");
        var drafts = new Dictionary<string, string>();
        foreach (var (name, number, password, role) in new[]
        {
            ("signatory", "708900", "littoral-signataire-2026", Role.Signatory), ("point account", "10000651", "pins-accueil-2026", Role.PointAccount),
            ("manager", Staff.Manager, "littoral-signataire-2026", Role.Manager), ("cashier", Staff.Cashier, "littoral-signataire-2026", Role.Cashier),
            ("manager of nothing", Staff.Nowhere, "littoral-signataire-2026", Role.Manager), ("stranger", "708901", "cimes-signataire-2026", Role.Signatory),
        })
        {
            var person = await world.AddAsync(name, role, browser => browser.SignInAsync(number, password));
            drafts[name] = (await world._site.Get<PaymentDrafts>().StartAsync(await world.ActorAsync(number, password), name == "stranger" ? refuge : pins, new PaymentForm { Amount = "40,00" }, world._site.Now)).Id;
            person.Things["number"] = name switch
            {
                "stranger" => ([abroad], [here, elsewhere, paid]),
                "signatory" => ([here, elsewhere, paid], [abroad]),
                "manager of nothing" => ([], [here, elsewhere, abroad, paid]),
                _ => ([here, paid], [elsewhere, abroad]),
            };
            person.Things["point"] = name switch
            {
                "stranger" => (["10000662"], ["10000651", "10000653"]),
                "signatory" => (["10000651", "10000653"], ["10000662"]),
                "manager of nothing" => ([], ["10000651", "10000662"]),
                _ => (["10000651"], ["10000653", "10000662"]),
            };
        }

        foreach (var person in world.People)
        {
            person.Things["draft"] = (person.Name == "manager of nothing" ? [] : [drafts[person.Name]], [.. drafts.Where(d => d.Key != person.Name).Select(d => d.Value)]);
        }

        (await world.AddAsync("Léa", Role.Customer, browser => browser.SignInAsync("lea.martin@example.org", "lea-vacances-2026", "/app/connexion"))).Things["key"] = ([toLea, paid], [here]);
        (await world.AddAsync("Karim", Role.Customer, browser => browser.SignInAsync("karim.benali@example.org", "karim-vacances-2026", "/app/connexion"))).Things["key"] = ([], [toLea, here, paid]);
        foreach (var customer in world.People.Where(x => x.Role == Role.Customer))
        {
            customer.Things["number"] = customer.Things["key"];
        }

        string? secret = null;
        var steps = 0;
        (await world.AddAsync("operator", Role.Operator, async browser =>
        {
            if (secret is null)
            {
                (secret, _) = await browser.FirstSignInAsync();
                return;
            }

            await browser.PasswordAsync();
            await browser.GetAsync("/console/code");
            await browser.SubmitAsync(("code", ConsoleSteps.CodeOf(secret, ++steps)));
        })).Things["number"] = ([here, elsewhere, abroad, toLea, paid], []);
        await world.AddAccountThingsAsync(littoral, cimes);
        await world.AddAsync("nobody", null, _ => Task.CompletedTask);
        return world;
    }

    /// <summary>Addresses of an endpoint for somebody, filled with what is theirs, others' or nobody's; none where there is no such thing.</summary>
    public IReadOnlyList<string> Fill(string pattern, RightsPerson person, Belonging whose)
    {
        var things = Part().Matches(pattern).Select(part => part.Groups[1].Value).Except(_choices.Keys).ToList();
        if (things.Count == 0)
        {
            return whose == Belonging.Own ? [FillOne(pattern, "", "")] : [];
        }

        var thing = things.Single();
        if (!Unknown.TryGetValue(thing, out var unknown))
        {
            throw new InvalidOperationException($"Give «{thing}» of {pattern} values in RightsWorld.");
        }

        var (own, foreign) = person.Things.GetValueOrDefault(thing, ([], []));
        return [.. (whose switch { Belonging.Own => own, Belonging.Foreign => foreign, _ => [unknown] }).Select(value => FillOne(pattern, thing, value))];
    }

    /// <summary>Every row of every table in one text.</summary>
    public async Task<Dictionary<string, string>> StateAsync(params string[] mayChange)
    {
        await using var db = await _site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        Dictionary<string, string> state = [];
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Except(mayChange))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            List<string> rows = [];
            while (await reader.ReadAsync())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            }

            state[table] = $"{rows.Count}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Order(StringComparer.Ordinal)))))}";
        }

        return state;
    }

    public async ValueTask DisposeAsync()
    {
        People.ForEach(person => person.Dispose());
        await _site.DisposeAsync();
    }

    private string FillOne(string pattern, string thing, string value) => Part().Replace(pattern, part => part.Groups[1].Value is var name && name == thing ? value : _choices[name]);

    /// <summary>What the rooms of «Mon compte» and of the console name.</summary>
    private async Task AddAccountThingsAsync(MerchantActor littoral, MerchantActor cimes)
    {
        var points = _site.Get<PointRequests>();
        List<string> requests = [];
        foreach (var actor in (MerchantActor[])[littoral, cimes])
        {
            await points.AskAsync(actor, new PointRequestForm("Aquarium", "La Rochelle", "3 quai Durand", "Une entrée de plus"), $"rights-{actor.AgreementId}", _site.Now);
            requests.Add((await points.ListAsync(actor))[0].Id.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var person in People.Where(x => x.IsOn(Schemes.Merchant)))
        {
            var isStranger = person.Name == "stranger";
            person.Things["person"] = isStranger ? ([], ["708900", "10000651", Staff.Cashier]) : ([Staff.Limited], ["708901"]);
            person.Things["shop"] = isStranger ? (["10000661"], ["10000652"]) : (["10000652"], ["10000661"]);
            person.Things["request"] = isStranger ? ([requests[1]], [requests[0]]) : ([requests[0]], [requests[1]]);
        }

        using var applicant = await Applicant.OpenAsync(_site.Address);
        await applicant.SendAsync(null, ("kbis.pdf", Applicant.Pdf()));
        var order = (await _site.Get<CheckCreditOrder>().RunAsync("identifiant;montant\n10000000011;10\nx;10\n"u8.ToArray(), "x.csv", "CE", _site.Now)).Value;
        await using var db = await _site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.Applications.ExecuteUpdateAsync(set => set.SetProperty(x => x.ConfirmedAt, _site.Now).SetProperty(x => x.Stage, ApplicationStage.Waiting));
        _choices["document"] = $"{await db.ApplicationDocuments.Select(x => x.Id).SingleAsync()}";
        var claire = People.Single(x => x.Role == Role.Operator);
        claire.Things["application"] = ([$"{await db.Applications.Select(x => x.Id).SingleAsync()}"], []);
        claire.Things["request"] = ([.. requests], []);
        claire.Things["agreement"] = (["708900", "708901"], []);
        claire.Things["customer"] = (["10000000011"], []);
        claire.Things["order"] = ([$"{order.Id}"], []);
        claire.Things["account"] = ([$"{littoral.AccountId}"], []);
    }

    private async Task<RightsPerson> AddAsync(string name, Role? role, Func<Browser, Task> signInAsync)
    {
        var person = new RightsPerson(name, role, new Browser(_site.Address), signInAsync);
        await person.SignInAsync();
        People.Add(person);
        return person;
    }

    private async Task<MerchantActor> ActorAsync(string number, string password)
    {
        var opened = (await _site.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Merchant, number, password, null), _site.Now)).Value;
        var session = (await _site.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: false, _site.Now))!;
        return new MerchantActor(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role };
    }

    /// <summary>By Léa; a part of the rest is recorded.</summary>
    private async Task PayInPartAsync(MerchantActor merchant, string number)
    {
        await using var db = await _site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var id = await db.Payments.Where(p => p.Number == number).Select(p => p.Id).SingleAsync();
        var lea = await db.Accounts.SingleAsync(a => a.UserName == "c:10000000011");
        (await _site.Get<ApprovePayment>().RunAsync(new CustomerActor(lea.Id, lea.CustomerId!.Value, "Léa Martin", null), id, null, new Money(30_00), number)).Value.Status.ShouldBe(PaymentStatus.Captured);
        (await _site.Get<RecordRemainder>().RunAsync(merchant, number, RemainderMeans.Cash, new Money(1_00), number, _site.Now)).Value.Line.ShouldBe(1);
    }

    private async Task<long> PointAsync(string shopId)
    {
        await using var db = await _site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.PointsOfSale.Where(p => p.ShopId == shopId).Select(p => p.Id).SingleAsync();
    }

    private async Task<string> AskAsync(MerchantActor actor, long point, string reference, string? identifier = null) => (await _site.Get<CreatePayment>().RunAsync(actor, point,
        new PaymentForm { Amount = "40,00", OrderReference = reference, Channel = identifier is null ? RequestChannel.QrCode : RequestChannel.Identifier, Contact = identifier ?? "" }, reference)).Value.Number;

    // {name}, {name:int?}, {name:regex(^(a|b)$)}: a regex holds no brace here.
    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Part();
}

public enum Belonging
{
    Own,
    Foreign,
    Nobodys,
}

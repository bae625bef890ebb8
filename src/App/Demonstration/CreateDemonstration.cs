using System.Security.Cryptography;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;
using AccountKind = Guichet.App.Storage.Mapping.AccountKind;

namespace Guichet.App.Demonstration;

/// <summary>The demonstration's people, balances and past operations, once, in an empty database.</summary>
public sealed class CreateDemonstration
{
    /// <summary>Titles were credited before anything was paid with them.</summary>
    private const int CreditedDaysAgo = 30;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly PasswordGate _gate;
    private readonly KnownDevices _devices;
    private readonly RequestLinks _links;
    private readonly AccessSettings _settings;

    internal CreateDemonstration(IDbContextFactory<AppDb> databases, IdSource ids, PasswordGate gate, KnownDevices devices, RequestLinks links, AccessSettings settings) =>
        (_databases, _ids, _gate, _devices, _links, _settings) = (databases, ids, gate, devices, links, settings);

    /// <returns>False when the database holds something already: nothing is changed.</returns>
    /// <exception cref="InvalidOperationException">Not in the demonstration.</exception>
    public async Task<bool> RunAsync(DateTimeOffset now)
    {
        if (!_settings.Demonstration)
        {
            throw new InvalidOperationException("Demonstration data exists in the demonstration only (GUICHET_MODE).");
        }

        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Agreements.AnyAsync() || await db.Accounts.AnyAsync() || await db.Customers.AnyAsync())
        {
            return false;
        }

        var world = new World([], [], []);
        await AddMerchantsAsync(db, world, ParisCalendar.Truncate(now));
        await AddCustomersAsync(db, world, now);
        await AddPastAsync(db, world, ParisCalendar.DayOf(now));
        await AddAccountAsync(db, $"o:{DemonstrationPeople.Operator.Name}", AccountKind.Operator, DemonstrationPeople.Operator.FirstName,
            DemonstrationPeople.Operator.LastName, DemonstrationPeople.Operator.Email, DemonstrationPeople.Operator.Password);
        await db.SaveChangesAsync(); // one transaction; a second server that does the same meets the unique numbers
        return true;
    }

    private async Task AddMerchantsAsync(AppDb db, World world, DateTimeOffset now)
    {
        foreach (var agreement in DemonstrationPeople.Agreements)
        {
            var agreementId = await _ids.NextAsync(IdKind.Person);
            db.Agreements.Add(new AgreementRow { Id = agreementId, Number = agreement.Number, Name = agreement.Name });
            var signatory = await AddAccountAsync(db, $"m:{agreement.Number}", AccountKind.Signatory, agreement.FirstName, agreement.LastName, agreement.Email, agreement.Password, agreementId);
            foreach (var point in agreement.Points)
            {
                var pointId = await _ids.NextAsync(IdKind.Person);
                db.PointsOfSale.Add(new PointOfSaleRow { Id = pointId, AgreementId = agreementId, ShopId = point.ShopId, Name = point.Name, Town = point.Town });
                DemonstrationProfiles.Add(db, pointId, point.ShopId, signatory, now);
                world.Points.Add(new PlacedPoint(pointId, agreementId, signatory, agreement.Email));
                if (point.ShopId == DemonstrationPeople.PointAccount.ShopId)
                {
                    var (shopId, firstName, lastName, email, password) = DemonstrationPeople.PointAccount;
                    await AddAccountAsync(db, $"m:{shopId}", AccountKind.PointOfSale, firstName, lastName, email, password, agreementId, pointId);
                }
            }
        }
    }

    private async Task AddCustomersAsync(AppDb db, World world, DateTimeOffset now)
    {
        var today = ParisCalendar.DayOf(now);
        var credited = ParisCalendar.StartOf(today.AddDays(-CreditedDaysAgo)).AddHours(10);
        foreach (var x in DemonstrationPeople.Customers)
        {
            var customerId = await _ids.NextAsync(IdKind.Person);
            db.Customers.Add(new CustomerRow { Id = customerId, Number = x.Number, Email = x.Email, FirstName = x.FirstName, LastName = x.LastName });
            var accountId = await AddAccountAsync(db, $"c:{x.Number}", AccountKind.Customer, x.FirstName, x.LastName, x.Email, x.Password, customerId: customerId, code: x.Code);
            var parts = x.Credits.Select(credit => new VoucherPart(today.Year - credit.YearsAgo, new Money(credit.Cents))).ToArray();
            foreach (var part in parts)
            {
                await AddEntryAsync(db, VoucherCredit.Entry(customerId, part), null, credited);
            }

            world.Customers.Add(new PlacedCustomer(customerId, accountId, x));
            world.Wallets[customerId] = new Wallet(customerId, parts);
        }
    }

    private async Task AddPastAsync(AppDb db, World world, DateOnly today)
    {
        Dictionary<(long Point, int Day), int> sequences = [];
        foreach (var operation in DemonstrationStory.Operations.OrderByDescending(x => x.DaysAgo).ThenBy(x => x.At))
        {
            var (point, customer) = (world.Points[operation.Point], world.Customers[operation.Customer]);
            var day = SuggestedReference.DayNumber(today.AddDays(-operation.DaysAgo));
            var sequence = sequences[(point.Id, day)] = sequences.GetValueOrDefault((point.Id, day)) + 1;
            var request = await RequestAsync(operation, point, customer, new SuggestedReference(day, sequence));
            var (merchantTrace, customerTrace) = (new Trace(ActorKind.Merchant, point.SignatoryId, Door.Portal, null), new Trace(ActorKind.Customer, customer.AccountId, Door.App, null));
            Payment? last = null;
            foreach (var decision in DemonstrationStory.Tell(operation, request, world.Wallets[customer.Id], merchantTrace, customerTrace, today))
            {
                last = decision.After;
                db.PaymentFacts.Add(DemonstrationRows.Of(last.Id, last.Version, decision.Fact!));
                if (decision.Entry is { } entry)
                {
                    await AddEntryAsync(db, entry, last, decision.Fact!.At);
                }

                world.Wallets[customer.Id] = world.Wallets[customer.Id].With(decision.WalletChanges);
            }

            db.Payments.Add(DemonstrationRows.Of(last!));
        }

        db.Wallets.AddRange(world.Wallets.Values.SelectMany(wallet => wallet.Parts.Select(part =>
            new WalletRow { CustomerId = wallet.CustomerId, IssueYear = part.IssueYear, AvailableCents = part.Amount.Cents })));
    }

    /// <summary>As the portal makes it: a link only where its bearer may pay.</summary>
    private async Task<NewPayment> RequestAsync(PastOperation operation, PlacedPoint point, PlacedCustomer customer, SuggestedReference reference)
    {
        var id = await _ids.NextAsync(IdKind.Payment);
        var random = BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(16));
        var addressee = operation.ByQrCode ? Addressee.ShownAsQrCode
            : operation.PayDays is null ? new Addressee(RequestChannel.Identifier, customer.Person.Number, customer.Id, null)
            : new Addressee(RequestChannel.Email, customer.Person.Email, customer.Id, customer.Person.Email);
        return new NewPayment(id, TransactionNumber.From(random), point.AgreementId, point.Id, PaymentTerms.Of(operation.PayDays, operation.CaptureDays, IssuerRules.Default).Value,
            new Money(operation.Cents), new PaymentDetails(reference.ToString(), operation.Description, null, null), addressee,
            operation.CaptureDays is null ? null : point.NotifyEmail, operation.ByQrCode ? RequestLinks.Hash(_links.Token(id, 1)) : null);
    }

    private async Task AddEntryAsync(AppDb db, LedgerEntry entry, Payment? payment, DateTimeOffset at)
    {
        var id = await _ids.NextAsync(IdKind.Entry);
        db.Entries.Add(new EntryRow { Id = id, Kind = entry.Kind, PaymentId = payment?.Id, PaymentVersion = payment?.Version, At = at });
        db.Postings.AddRange(DemonstrationRows.Of(id, entry));
    }

    private async Task<long> AddAccountAsync(
        AppDb db, string name, AccountKind kind, string firstName, string lastName, string email, string? password, long? agreementId = null, long? pointId = null,
        long? customerId = null, string? code = null)
    {
        using var slot = await _gate.EnterAsync() ?? throw new InvalidOperationException("The hashing queue is full while nobody is served yet.");
        var id = await _ids.NextAsync(IdKind.Person);
        var account = NewAccount.Of(id, name, kind, firstName, lastName, email, agreementId, pointId, customerId);
        account.PasswordHash = password is null ? null : await slot.HashAsync(password);
        account.PinHash = code is null ? null : _devices.HashCode(code);
        db.Accounts.Add(account);
        return id;
    }

    private sealed record PlacedPoint(long Id, long AgreementId, long SignatoryId, string NotifyEmail);

    private sealed record PlacedCustomer(long Id, long AccountId, DemonstrationCustomer Person);

    private sealed record World(List<PlacedPoint> Points, List<PlacedCustomer> Customers, Dictionary<long, Wallet> Wallets);
}

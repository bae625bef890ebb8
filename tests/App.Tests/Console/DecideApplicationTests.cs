using Guichet.App.Access;
using Guichet.App.Checks;
using Guichet.App.Console;
using Guichet.App.Console.Applications;
using Guichet.App.Letters;
using Guichet.App.Merchants;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access;
using Guichet.App.Tests.Merchants;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Console;

public class DecideApplicationTests
{
    private static readonly OperatorActor Claire = new(5, "Claire Vidal", null);

    [Theory, EachDatabase]
    public async Task Accepting_makes_everything_in_one_commit(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var id = await world.ApplyAsync(language: "en");
        world.Now += TimeSpan.FromHours(3);
        var accepted = (await world.Get<AcceptApplication>().RunAsync(Claire, id, world.Now)).Value;
        (accepted.AgreementNumber.Length, accepted.ShopId.Length).ShouldBe((SignInNumber.AgreementLength, SignInNumber.ShopIdLength));

        await using var db = await world.DbAsync();
        var agreement = await db.Agreements.SingleAsync(x => x.Number == accepted.AgreementNumber);
        (agreement.Name, agreement.Siret, agreement.Activity, agreement.ContactEmail, agreement.ContactPhone, agreement.PostalAddress, agreement.Iban, agreement.BankAccountHolder)
            .ShouldBe(("Les Cabanes du Lac", JoiningSteps.Siret, "Rental", JoiningSteps.Email, "0556000000", "1 rue du Lac, 33120 Arcachon", "FR7630006000011234567890189", "SAS Cabanes"));
        var point = await db.PointsOfSale.SingleAsync(x => x.AgreementId == agreement.Id);
        (point.ShopId, point.Name, point.Town).ShouldBe((accepted.ShopId, "Cabanes", "Arcachon"));
        var account = await db.Accounts.SingleAsync(x => x.AgreementId == agreement.Id);
        (account.UserName, account.Kind, account.PasswordHash, account.Email, account.FirstName).ShouldBe(($"m:{accepted.AgreementNumber}", AccountKind.Signatory, null, JoiningSteps.Email, "Jeanne"));
        (await db.UserClaims.SingleAsync(x => x.UserId == account.Id)).ClaimValue.ShouldBe("en");
        var letter = (await world.LettersAsync())[^1];
        (letter.AccountId, letter.Kind, letter.Address).ShouldBe((account.Id, (int)AccountLetterKind.Activation, JoiningSteps.Email));
        var line = (await world.Get<ReadAudit>().PageAsync(null))[0];
        (line.Action, line.Subjects).ShouldBe((AuditAction.ApplicationAccepted, $"application:{id} agreement:{agreement.Id}"));
        var file = (await world.Get<FindApplications>().ReadAsync(id))!;
        (file.State, file.DecidedBy, file.DecidedAt, file.AgreementNumber).ShouldBe((ApplicationState.Accepted, "Paul Rivière", world.Now, accepted.AgreementNumber));
        file.Same.ShouldBeEmpty(); // its own agreement is no duplicate
        (await LedgerCheck.RunAsync(world.Database)).ShouldAllBe(check => check.Holds);
    }

    [Theory, EachDatabase]
    public async Task Of_many_deciders_at_once_one_decides_and_the_others_are_told(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var id = await world.ApplyAsync();
        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => i % 2 == 0
            ? (await world.Get<AcceptApplication>().RunAsync(Claire, id, world.Now)).Refusal?.Code : (await world.Get<RefuseApplication>().RunAsync(Claire, id, "Non", world.Now)).Refusal?.Code)));
        codes.Count(code => code is null).ShouldBe(1);
        codes.Where(code => code is not null).ShouldAllBe(code => code == RefusalCode.AlreadyDecided);

        var isAccepted = (await world.Get<FindApplications>().ReadAsync(id))!.State == ApplicationState.Accepted;
        await using var db = await world.DbAsync();
        (await db.Agreements.CountAsync(), await db.PointsOfSale.CountAsync(), await db.Accounts.CountAsync()).ShouldBe(isAccepted ? (3, 4, 6) : (2, 3, 5));
        (await db.ActivationCodes.CountAsync()).ShouldBe(isAccepted ? 1 : 0);
        (await world.LettersAsync()).Count.ShouldBe(3);
        (await world.Get<ReadAudit>().PageAsync(null)).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_refusal_has_a_reason_that_its_letter_tells(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (id, refuse) = (await world.ApplyAsync(), world.Get<RefuseApplication>());
        (await refuse.RunAsync(Claire, id, "  ", world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.TextMissing) { Field = "reason" });
        (await refuse.RunAsync(Claire, id, new string('e', Texts.MaxNotice + 1), world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.TextInvalid, Texts.MaxNotice) { Field = "reason" });
        (await world.StagesAsync()).ShouldBe([ApplicationStage.Waiting]);
        (await refuse.RunAsync(Claire, id, "Le RIB\r\nn'est pas au bon nom.", world.Now)).Value.ShouldBe("Le RIB n'est pas au bon nom.");
        var details = await world.DetailsAsync(AccountLetterKind.ApplicationRefused);
        (details.Reason, details.Merchant).ShouldBe(("Le RIB n'est pas au bon nom.", "Les Cabanes du Lac"));
        (await world.Get<ReadAudit>().PageAsync(null)).ShouldHaveSingleItem().Subjects.ShouldBe($"application:{id}"); // no word of the reason
        (await refuse.RunAsync(Claire, 999_999, "Non", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<AcceptApplication>().RunAsync(Claire, 999_999, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task An_unconfirmed_one_cannot_be_decided(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.SendAsync(await world.DraftAsync());
        await using var db = await world.DbAsync();
        var id = await db.Applications.Select(x => x.Id).SingleAsync();
        (await world.Get<AcceptApplication>().RunAsync(Claire, id, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<RefuseApplication>().RunAsync(Claire, id, "Non", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<FindApplications>().DocumentAsync(id, (await db.ApplicationDocuments.Select(x => x.Id).SingleAsync()))).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task The_same_siret_shows_as_a_duplicate_and_the_queue_goes_by_age(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var find = world.Get<FindApplications>();
        var first = await world.ApplyAsync();
        (await find.ListAsync(ApplicationState.Waiting, null)).ShouldHaveSingleItem().HasDuplicate.ShouldBeFalse();
        var number = (await world.Get<AcceptApplication>().RunAsync(Claire, first, world.Now)).Value.AgreementNumber;
        world.Now += TimeSpan.FromMinutes(1);
        var second = await world.ApplyAsync(JoiningSteps.Form with { LegalName = "Les Mêmes" });
        world.Now += TimeSpan.FromMinutes(1);
        var other = await world.ApplyAsync(JoiningSteps.Form with { LegalName = "D'autres", Siret = "35600000000048" });
        (await find.ListAsync(ApplicationState.Waiting, null)).Select(x => (x.Id, x.HasDuplicate)).ShouldBe([(second, true), (other, false)]);
        (await find.ListAsync(ApplicationState.Waiting, second)).ShouldHaveSingleItem().Id.ShouldBe(other);
        (await find.ReadAsync(second))!.Same.Select(x => (x.Name, x.AgreementNumber, x.ApplicationId)).ShouldBe([("Les Cabanes du Lac", number, null), ("Les Cabanes du Lac", null, (long?)first)]);
        (await find.ListAsync(ApplicationState.Accepted, null)).ShouldHaveSingleItem().Id.ShouldBe(first);
    }

    [Theory, EachDatabase]
    public async Task Who_was_accepted_activates_and_sees_the_point(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var accepted = (await world.Get<AcceptApplication>().RunAsync(Claire, await world.ApplyAsync(), world.Now)).Value;
        var code = (await world.DetailsAsync(AccountLetterKind.Activation)).Code!;
        const string Password = "les pins et la dune du soir";
        var opened = (await world.Get<ActivateAccount>().RunAsync(new ActivationForm(AccountArea.Merchant, accepted.AgreementNumber, ReadableCode.Shown(code).ToUpperInvariant(), Password, Password), world.Now)).Value;
        var session = (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: true, world.Now))!;
        session.Role.ShouldBe(Role.Signatory);
        var actor = new MerchantActor(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role };
        (await world.Get<MerchantPoints>().CurrentAsync(actor, null)).Value.ShopId.ShouldBe(accepted.ShopId);
        (await world.SignInAsync(accepted.AgreementNumber, Password)).Refusal.ShouldBeNull();
        ReaderLanguage.ClaimType.ShouldBe("locale"); // stored
    }
}

using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Tests.Access.Own;
using Guichet.App.Tests.Letters;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Payments;

/// <summary>A passkey approves exactly what its ticket says (dynamic linking, I-40).</summary>
public class ApprovalPasskeyTests
{
    private const string Password = "la-phrase-de-la-cliente";

    [Theory, EachDatabase]
    public async Task An_answer_approves_its_own_ticket_once_and_no_other(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        var phone = await PhoneAsync(world);
        var (first, second) = (await world.AskAsync(LetterWorld.LeaEmail), await world.AskAsync(LetterWorld.LeaEmail));
        var approval = world.Get<ApprovalPasskey>();
        string TicketOf(Guichet.Domain.Payments.Payment payment, long cents) => world.Get<ApprovalTickets>().Issue(LetterWorld.Lea, payment, new Money(cents), null, world.Now);
        var ticket = TicketOf(first, 50_00);
        (await approval.HasAnyAsync(LetterWorld.Lea)).ShouldBeFalse();
        (await approval.AskAsync(phone, ticket, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused, "there is none yet");
        await AddAsync(world, phone, passkey);
        (await approval.HasAnyAsync(LetterWorld.Lea)).ShouldBeTrue();

        async Task<PasskeyAnswer> AnswerAsync(string of) => passkey.Get((await approval.AskAsync(phone, of, world.Now)).Value);
        async Task<RefusalCode?> TryAsync(string on, PasskeyAnswer answer, CustomerAccess? by = null) => (await approval.RunAsync(by ?? phone, on, answer, world.Now)).Refusal?.Code;

        (await TryAsync(TicketOf(second, 50_00), await AnswerAsync(ticket))).ShouldBe(RefusalCode.PasskeyRefused, "another merchant's request");
        (await TryAsync(TicketOf(first, 49_00), await AnswerAsync(ticket))).ShouldBe(RefusalCode.PasskeyRefused, "another amount");
        (await TryAsync(TicketOf(first, 50_00), await AnswerAsync(ticket))).ShouldBe(RefusalCode.PasskeyRefused, "another ticket for the same");
        (await TryAsync(ticket, await AnswerAsync(ticket), phone with { SessionKey = AccessKey.New() })).ShouldBe(RefusalCode.PasskeyRefused, "another session");
        (await TryAsync(ticket, passkey.Get((await world.Get<AskPasskey>().ToProveAsync(phone, world.Now)).Value))).ShouldBe(RefusalCode.PasskeyRefused, "an answer to another question");
        var right = await AnswerAsync(ticket);
        (await TryAsync(ticket, right)).ShouldBeNull();
        (await TryAsync(ticket, right)).ShouldBe(RefusalCode.PasskeyRefused, "used");
    }

    [Theory, EachDatabase]
    public async Task A_late_answer_and_one_whose_holder_was_not_verified_approve_nothing(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        var phone = await PhoneAsync(world);
        await AddAsync(world, phone, passkey);
        var approval = world.Get<ApprovalPasskey>();
        var ticket = world.Get<ApprovalTickets>().Issue(LetterWorld.Lea, await world.AskAsync(LetterWorld.LeaEmail), new Money(50_00), null, world.Now);
        var late = passkey.Get((await approval.AskAsync(phone, ticket, world.Now)).Value);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        (await approval.RunAsync(phone, ticket, late, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        passkey.VerifiesItsHolder = false;
        (await approval.RunAsync(phone, ticket, passkey.Get((await approval.AskAsync(phone, ticket, world.Now)).Value), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        passkey.VerifiesItsHolder = true;
        (await approval.RunAsync(phone, ticket, passkey.Get((await approval.AskAsync(phone, ticket, world.Now)).Value), world.Now)).Refusal.ShouldBeNull();
        world.Clock.Advance(ApprovalTickets.Life);
        (await approval.AskAsync(phone, ticket, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused, "the ticket is over");
        (await approval.AskAsync(phone, "forged", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
    }

    private static async Task AddAsync(LetterWorld world, CustomerAccess phone, SoftwareAuthenticator passkey) =>
        (await world.Get<AddPasskey>().RunAsync(phone, "Téléphone", passkey.Create((await world.Get<AskPasskey>().ToAddAsync(phone, world.Now)).Value), new Proof(Password), world.Now, world.Now))
            .Refusal.ShouldBeNull();

    private static async Task<CustomerAccess> PhoneAsync(LetterWorld world)
    {
        var hash = world.Get<IPasswordHasher<Guichet.App.Storage.Mapping.AccountRow>>().HashPassword(null!, Password);
        await world.ReadAsync(db => db.Accounts.Where(a => a.Id == LetterWorld.LeaAccount).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash)));
        var opened = (await world.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Customer, LetterWorld.LeaEmail, Password, null), world.Now)).Value;
        return new CustomerAccess(LetterWorld.Lea, opened.SessionKey, opened.DeviceKey, SessionPlace.Unknown);
    }
}

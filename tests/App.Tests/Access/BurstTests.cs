using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Merchants.Joining;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access.Own;
using Guichet.App.Tests.Merchants;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access;

/// <summary>Twenty who ask at once, each at a server of its own, get no more letters than twenty who ask one after another.</summary>
public class BurstTests
{
    private const int Burst = 20;

    [Theory, EachDatabase]
    public async Task Password_links(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var claire = new OperatorActor(5, "Claire Vidal", null);
        var answers = await AtOnceAsync(() => new SendPasswordLink(Databases(world), Forgotten(world)).RunAsync(claire, 1, world.Now));
        answers.Count(x => x.Refusal is null).ShouldBe(3);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.TooManyAttempts);
        (await CountAsync(world, AccountLetterKind.PasswordLink)).ShouldBe(3);

        await AtOnceAsync(() => Forgotten(world).RunAsync(AccountArea.Customer, AccessWorld.CustomerEmail, null, world.Now));
        (await CountAsync(world, AccountLetterKind.PasswordLink)).ShouldBe(6);
    }

    [Theory, EachDatabase]
    public async Task Links_that_prove_a_new_address(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        var proof = new Proof(Password: AccessWorld.SignatoryPassword);
        var answers = await AtOnceAsync(() => world.Get<AskNewEmail>().RunAsync(own, "new@example.net", proof, world.Now, world.Now));
        answers.Count(x => x.Refusal is null).ShouldBeInRange(1, 3, "passwords that are being looked at count too");
        (await CountAsync(world, AccountLetterKind.EmailLink)).ShouldBe(answers.Count(x => x.Refusal is null));
    }

    [Theory, EachDatabase]
    public async Task Activation_codes(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await using (var db = await world.DbAsync())
        {
            await db.Accounts.Where(a => a.Id == 2).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null));
        }

        await AtOnceAsync(() => new AskActivationCode(Databases(world), world.Get<ActivationLetters>(), new Turns(), Settings(world)).RunAsync(AccountArea.Merchant, AccessWorld.PointAccount, null, world.Now));
        (await CountAsync(world, AccountLetterKind.Activation)).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Applications_of_one_address(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var keys = new List<string>();
        for (var i = 0; i < Burst; i++)
        {
            keys.Add(await world.DraftAsync(JoiningSteps.File($"{i}.pdf")));
        }

        var next = -1;
        var answers = await AtOnceAsync(() => Interlocked.Increment(ref next) is var i ? world.SendAsync(keys[i], address: $"192.0.2.{i}") : null!);
        answers.ShouldAllBe(x => x.Count == 0, "the page answers alike");
        (await world.StagesAsync()).Count.ShouldBe(3);
        (await CountAsync(world, AccountLetterKind.ConfirmAddress)).ShouldBe(3);
        await AtOnceAsync(() => world.SendAsync(keys[0], address: "198.51.100.1"));
        (await world.StagesAsync()).Count.ShouldBe(3);
    }

    private static Task<T[]> AtOnceAsync<T>(Func<Task<T>> ask) => Task.WhenAll(Enumerable.Range(0, Burst).Select(_ => Task.Run(ask)));

    private static ForgottenPassword Forgotten(AccessWorld world) => new(Databases(world), world.Get<AccountLetters>(), world.Get<ActivationLetters>(), new Turns(), Settings(world));

    private static AccessSettings Settings(AccessWorld world) => world.Get<AccessSettings>();

    private static IDbContextFactory<AppDb> Databases(AccessWorld world) => world.Get<IDbContextFactory<AppDb>>();

    private static async Task<int> CountAsync(AccessWorld world, AccountLetterKind kind) => (await world.LettersAsync()).Count(x => x.Kind == (int)kind);
}

using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using static Guichet.App.Tests.Merchants.StaffSteps;

namespace Guichet.App.Tests.Merchants;

public class ContactTests
{
    private static readonly ContactForm Form = new("Accueil@Littoral.example.org", "05 56 00 00 00", "1 avenue de la Plage, 33120 Arcachon", "Camping");

    [Theory, EachDatabase]
    public async Task Contact_data_is_kept_and_a_new_address_is_told_at_both(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var contact = world.Get<AgreementContact>();
        (await contact.EditAsync(Paul, Form, world.Now)).ShouldBeEmpty();
        (await contact.ReadAsync(Paul)).ShouldBe(new AgreementDetails("708900", "Littoral", null, "Camping", "accueil@littoral.example.org", "05 56 00 00 00", "1 avenue de la Plage, 33120 Arcachon"));
        (await AddressesAsync(world)).ShouldBe(["paul@example.org", "accueil@littoral.example.org"], "before there was any, whoever signed is told");
        (await contact.EditAsync(Paul, Form with { Phone = "", Activity = null }, world.Now)).ShouldBeEmpty();
        (await AddressesAsync(world)).Count.ShouldBe(2, "the address is the same");
        (await contact.EditAsync(Paul, Form with { Email = "bureau@littoral.example.org" }, world.Now)).ShouldBeEmpty();
        (await AddressesAsync(world)).Skip(2).ShouldBe(["accueil@littoral.example.org", "bureau@littoral.example.org"]);
        var details = world.DetailsOf((await world.LettersAsync())[2]);
        (details.Before, details.After, details.Merchant).ShouldBe(("a***@littoral.example.org", "b***@littoral.example.org", "Littoral"));
        (await contact.ReadAsync(Anne)).Email.ShouldBeNull();
    }

    [Theory]
    [EachDatabase("email", "nobody", RefusalCode.EmailInvalid)]
    [EachDatabase("email", "", RefusalCode.EmailInvalid)]
    [EachDatabase("phone", "call me", RefusalCode.PhoneInvalid)]
    [EachDatabase("phone", "12345", RefusalCode.PhoneInvalid)]
    [EachDatabase("address", "a\u0000b", RefusalCode.TextInvalid)]
    [EachDatabase("activity", "Campings", RefusalCode.TextInvalid)]
    public async Task Bad_input_is_refused_beside_its_field_and_changes_nothing(DatabaseKind kind, string field, string typed, RefusalCode code)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var form = field switch { "email" => Form with { Email = typed }, "phone" => Form with { Phone = typed }, "address" => Form with { Address = typed }, _ => Form with { Activity = typed } };
        var refusal = (await world.Get<AgreementContact>().EditAsync(Paul, form, world.Now)).ShouldHaveSingleItem();
        (refusal.Field, refusal.Code).ShouldBe((field, code));
        (await world.Get<AgreementContact>().ReadAsync(Paul)).Email.ShouldBeNull();
        (await world.LettersAsync()).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Only_who_may_changes_it_and_not_for_ever_in_an_hour(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var contact = world.Get<AgreementContact>();
        (await contact.EditAsync(Paul with { Role = Role.Manager }, Form, world.Now))[0].ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManageAgreement));
        for (var i = 0; i < AgreementContact.MaxLettersPerHour / 2; i++)
        {
            (await contact.EditAsync(Paul, Form with { Email = $"a{i}@example.org" }, world.Now)).ShouldBeEmpty();
        }

        (await contact.EditAsync(Paul, Form with { Email = "one@example.org" }, world.Now))[0].Code.ShouldBe(RefusalCode.LettersUsedUp);
        (await contact.EditAsync(Paul, Form with { Email = "a2@example.org", Phone = "06 00 00 00 00" }, world.Now)).ShouldBeEmpty("the rest may still change");
        world.Now = world.Now.AddHours(1).AddSeconds(1);
        (await contact.EditAsync(Paul, Form with { Email = "one@example.org" }, world.Now)).ShouldBeEmpty();
    }

    private static async Task<List<string?>> AddressesAsync(AccessWorld world) =>
        [.. (await world.LettersAsync()).Where(letter => letter.Kind == (int)AccountLetterKind.ContactChanged).Select(letter => letter.Address)];
}

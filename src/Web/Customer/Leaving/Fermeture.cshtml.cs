using Guichet.App.Payments.Leaving;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Customer.Protection;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Leaving;

/// <summary>«Fermer mon compte»: what is erased and what stays, what stands in the way, and with password and code the end.</summary>
public sealed class FermetureModel(ReadClosing read, CloseAccount close, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public const string Address = "/app/compte/fermeture";

    /// <summary>None when the account can be closed.</summary>
    public IReadOnlyList<Refusal> Obstacles { get; private set; } = [];

    public string SentenceOf(Refusal obstacle) => Sentences.Of(obstacle);

    /// <summary>Where an obstacle is dealt with; null where that is not in the app.</summary>
    public static (string Address, string Text)? WayOut(Refusal obstacle) => obstacle.Code switch
    {
        RefusalCode.ClosingHeld => ("/app/reservations", "go-held"),
        RefusalCode.ClosingWaiting => ("/app", "go-waiting"),
        _ => null,
    };

    public async Task OnGetAsync() => Obstacles = await read.RunAsync(Own, Now);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "current")] string? password, [FromForm(Name = "code")] string? code)
    {
        if ((await close.RunAsync(Own, password, code, Now)).Refusal is not { } refusal)
        {
            return Leave(CompteFermeModel.Address);
        }

        Obstacles = await read.RunAsync(Own, Now);
        return Refuse(refusal);
    }
}

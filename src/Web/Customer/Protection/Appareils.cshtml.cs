using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>The phones on which the code is enough: one less, or none any more.</summary>
public sealed class AppareilsModel(OwnDevices devices, SignOutEverywhere everywhere, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public IReadOnlyList<OwnDevice> Devices { get; private set; } = [];

    public async Task OnGetAsync() => Devices = await devices.ReadAsync(Own, Now);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "device")] string? device, [FromForm(Name = "everywhere")] string? all)
    {
        if (all is not null)
        {
            await everywhere.RunAsync(Own, Now);
            return Leave(ReturnAddress.SignIn(AccountArea.Customer));
        }

        var isThis = (await devices.ReadAsync(Own, Now)).Any(x => x.IsThis && x.Id == device);
        return (await devices.RemoveAsync(Own, device)).Refusal is { } refusal ? StatusCode(refusal.HttpStatus)
            : isThis ? Leave(ReturnAddress.SignIn(AccountArea.Customer))
            : Done("device");
    }
}

using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Protection;

/// <summary>What a form asks again before a change: the second factor of who has one, else the present password.</summary>
public sealed record ProofForm(bool HasSecondFactor, bool HasPasskey, FieldErrors Errors)
{
    public static ProofForm Of(OwnAccessView view, FieldErrors errors) => new(view.HasSecondFactor, view.Passkeys.Count > 0, errors);
}

/// <summary>The same as it is sent.</summary>
public sealed class ProofFields
{
    [FromForm(Name = "current")]
    public string? Password { get; set; }

    [FromForm(Name = "code")]
    public string? Code { get; set; }

    [FromForm(Name = PasskeyForm.Answer)]
    public string? Answer { get; set; }

    [FromForm(Name = PasskeyForm.Token)]
    public string? Token { get; set; }

    internal Proof Proof => new(Password, Code, PasskeyForm.Of(Answer, Token));
}

using Guichet.App.Payments;
using Guichet.App.Wallets;
using Guichet.Domain;
using Guichet.Web.Customer.Pay;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer;

/// <summary>«Demande de paiement»: who asks for how much, how much to pay, approve or refuse.</summary>
public sealed class RequestModel(CustomerRequests requests, ReadWallet wallets, Sentences sentences, TimeProvider clock) : RequestPage(requests, clock)
{
    public FieldErrors Errors { get; } = new();
    public WalletView Wallet { get; private set; } = new([], Money.Zero, Money.Zero, default);

    /// <summary>As typed, or what the form offers.</summary>
    public string Amount { get; private set; } = "";

    public bool MayLower => Shown!.Payment.Terms.CustomerMayLower;
    public Money Most => ApprovalPreview.Most(Shown!.Payment, Wallet);

    /// <summary>What the amount in the field spends; null where nothing can be paid.</summary>
    public TitlesModel? Titles => Most is { IsPositive: true } most ? TitlesModel.Of(Wallet, most, MoneyText.TryParse(Amount, out var typed) && typed.IsPositive ? typed : most) : null;

    public Task<IActionResult> OnGetAsync() => ShowAsync(null);

    /// <summary>«Approuver»: the amount is looked at here, the code is asked on the next page.</summary>
    public async Task<IActionResult> OnPostAsync(string? amount)
    {
        if (!await FindAsync())
        {
            return Nothing();
        }

        if (!CanBePaid)
        {
            return ToTruth();
        }

        Wallet = await wallets.RunAsync(Actor, Now);
        if (Check(amount).TryGet(out var chosen, out var refusal))
        {
            return Redirect(Address.ConfirmationPath(chosen));
        }

        Errors.Add(refusal, sentences);
        Response.StatusCode = refusal.HttpStatus;
        return await ShowAsync(amount ?? "");
    }

    private async Task<IActionResult> ShowAsync(string? typed)
    {
        if (Shown is null && !await FindAsync())
        {
            return Nothing();
        }

        if (CanBePaid)
        {
            Wallet = await wallets.RunAsync(Actor, Now);
            Amount = typed ?? MoneyText.Number(Most);
        }
        else if (Shown!.Payment.PayerId == Actor.CustomerId)
        {
            return ToTruth();
        }

        return Page();
    }

    /// <summary>Where nothing can be lowered the form has no field, and the request's own amount is meant.</summary>
    private Result<Money> Check(string? typed)
    {
        var payment = Shown!.Payment;
        if (typed is null && !payment.Terms.CustomerMayLower)
        {
            return ApprovalPreview.Of(Actor, payment, Wallet, payment.Amounts.Requested, Now);
        }

        return MoneyText.TryParse(typed, out var amount) ? ApprovalPreview.Of(Actor, payment, Wallet, amount, Now) : RefusalCode.AmountInvalid;
    }
}

using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>Step 2: what is asked for, and how the customer is reached.</summary>
[Needs(Permission.Collect)]
public sealed class RequestModel(FindPayments payments, FindAddressee addressees, IssuerRules rules) : DraftPage
{
    public Money Minimum => rules.MinimumRequest;

    /// <summary>A request of the last 24 hours with the same reference, shown before a second one is made.</summary>
    public EarlierRequest? Earlier { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (SentNumber is null && Form.CheckTerms(rules).Refusals.Count > 0)
        {
            return Redirect(StepAddress(Draft, "choix"));
        }

        if (SentNumber is null && (Form.OrderReference.Length == 0 || Form.ReferenceIsSuggestion))
        {
            var suggestion = await payments.SuggestReferenceAsync(Draft.PointOfSaleId, Now);
            if (suggestion != Form.SuggestedReference || Form.OrderReference.Length == 0)
            {
                await SaveAsync(Form with { SuggestedReference = suggestion, OrderReference = suggestion });
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await SaveAsync(AsTyped());
        switch (Typed("go"))
        {
            case "cancel":
                return Redirect(ListAddress);
            case "back":
                return Redirect(StepAddress(Draft, "choix"));
        }

        if (Form.CheckTerms(rules).Refusals.Count > 0)
        {
            return Redirect(StepAddress(Draft, "choix"));
        }

        var check = Form.Check(rules);
        if (check.Value is not { } request)
        {
            return Refused(check.Refusals);
        }

        if ((await addressees.RunAsync(Actor, request.Channel, request.Contact)).Refusal is { } unknown)
        {
            return Refused(unknown);
        }

        if (!Form.DuplicateAccepted && !request.ReferenceIsSuggestion
            && await payments.RecentWithReferenceAsync(Actor, Draft.PointOfSaleId, request.Details.OrderReference, Now) is { } earlier)
        {
            // A second press finds what the first has made meanwhile: that is no other request.
            if (await Service<SentDrafts>().NumberOfAsync(Actor, Draft.Id) is { } own)
            {
                return Redirect(OperationPage.QrAddress(own));
            }

            Earlier = earlier;
            return Page();
        }

        return request.Channel == RequestChannel.QrCode ? await SendAsync() : Redirect(StepAddress(Draft, "confirmation"));
    }

    private PaymentForm AsTyped()
    {
        var reference = Typed("order_reference");
        // The page tells what it proposed, for another tab may have been offered the next number since.
        var suggestion = SuggestedReference.Read(Typed("suggested")) is null ? "" : Typed("suggested");
        return Form with
        {
            Amount = Typed("amount"),
            OrderReference = reference,
            SuggestedReference = suggestion,
            Channel = Typed("channel") == "identifier" ? RequestChannel.Identifier : RequestChannel.QrCode,
            Contact = Typed("contact"),
            Description = Typed("description"),
            CustomerReference = Typed("customer_reference"),
            SellerReference = Typed("seller_reference"),
            DuplicateAccepted = Typed("duplicate") == reference || (Form.DuplicateAccepted && Form.OrderReference == reference),
        };
    }
}

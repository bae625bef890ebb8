using System.Text.Encodings.Web;
using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Guichet.Web.Ui;

/// <summary>&lt;status payment="@p" /&gt;: the chip (exactly one of five words, icon and colour), and its qualifier beside it.</summary>
[HtmlTargetElement("status", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatusTagHelper(Sentences sentences, HtmlEncoder encoder) : TagHelper
{
    public required Payment Payment { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "status");
        var (look, icon) = LookOf(Payment.Status);
        output.Content.SetHtmlContent($"<span class=\"chip chip--{look}\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/icons.svg#{icon}\"/></svg>");
        output.Content.Append(sentences.Of(Payment.Status));
        output.Content.AppendHtml("</span>");
        if (sentences.QualifierOf(Payment) is { } qualifier)
        {
            output.Content.AppendHtml($" <span class=\"qualifier\">{encoder.Encode(qualifier)}</span>");
        }
    }

    private static (string Look, string Icon) LookOf(PaymentStatus status) => status switch
    {
        PaymentStatus.AwaitingCustomer => ("awaiting-customer", "clock"),
        PaymentStatus.Authorized => ("authorized", "hand"),
        PaymentStatus.Captured => ("captured", "tick"),
        PaymentStatus.Expired => ("expired", "hourglass"),
        PaymentStatus.Declined => ("declined", "cross"),
        _ => ("canceled", "cross"),
    };
}

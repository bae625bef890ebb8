using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Guichet.Web.Ui;

/// <summary>&lt;amount value="@money" signed="true" /&gt;: tabular figures, no-break spaces; «-» for nothing; «+» in the list.</summary>
[HtmlTargetElement("amount", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AmountTagHelper : TagHelper
{
    public Money? Value { get; set; }

    /// <summary>With «+», as the list shows amounts.</summary>
    public bool Signed { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        var classes = Value is null ? "amount amount--none" : "amount";
        output.Attributes.SetAttribute("class", output.Attributes["class"] is { } extra ? $"{classes} {extra.Value}" : classes);
        output.Content.SetContent(Value is { } amount ? (Signed ? "+" : "") + Sentences.Of(amount) : "-");
    }
}

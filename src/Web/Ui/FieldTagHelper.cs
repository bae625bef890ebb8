using System.Text.Encodings.Web;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Ui;

/// <summary>
/// &lt;field name="amount" label="…" value="…" errors="…" required="true" suffix="€" /&gt;: label, help «?», input, hint and the error next to it.
/// Other attributes (inputmode, autocomplete, type, maxlength …) go to the input. The value stays as typed.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(HtmlEncoder encoder, IStringLocalizer<Common> texts) : TagHelper
{
    public required string Name { get; set; }
    public required string Label { get; set; }
    public string? Value { get; set; }
    public string? Hint { get; set; }
    public string? Help { get; set; }
    public string? Suffix { get; set; }
    public bool Required { get; set; }
    public FieldErrors? Errors { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = Errors?.Of(Name);
        var html = new HtmlContentBuilder();
        html.AppendHtml("<div class=\"field__head\"><label for=\"").Append(Name).AppendHtml("\">").Append(Label);
        html.AppendHtml(Required ? " <span class=\"required\" aria-hidden=\"true\">*</span></label>" : "</label>");
        if (Help is not null)
        {
            html.AppendHtml($"<button type=\"button\" class=\"help\" popovertarget=\"{Name}-help\" aria-label=\"{encoder.Encode($"{texts["help"]} : {Label}")}\" "
                + $"aria-describedby=\"{Name}-help\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/icons.svg#help\"/></svg></button>");
            html.AppendHtml($"<span class=\"help-text\" id=\"{Name}-help\" popover>").Append(Help).AppendHtml("</span>");
        }

        html.AppendHtml("</div>");
        html.AppendHtml(Suffix is null ? "" : $"<div class=\"affix{(Suffix == "€" ? " affix--amount" : "")}\">");
        AppendInput(html, output, error);
        if (Suffix is not null)
        {
            html.AppendHtml("<span class=\"affix__suffix\">").Append(Suffix).AppendHtml("</span></div>");
        }

        if (Hint is not null)
        {
            html.AppendHtml($"<p class=\"field__hint\" id=\"{Name}-hint\">").Append(Hint).AppendHtml("</p>");
        }

        if (error is not null)
        {
            html.AppendHtml($"<p class=\"field__error\" id=\"{Name}-error\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"/icons.svg#alert\"/></svg>")
                .Append(error).AppendHtml("</p>");
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", error is null ? "field" : "field field--error");
        output.Content.SetHtmlContent(html);
    }

    private void AppendInput(HtmlContentBuilder html, TagHelperOutput output, string? error)
    {
        html.AppendHtml($"<input class=\"input\" id=\"{Name}\" name=\"{Name}\" value=\"").Append(Value ?? "").AppendHtml("\"");
        if (!output.Attributes.ContainsName("type"))
        {
            html.AppendHtml(" type=\"text\"");
        }

        foreach (var attribute in output.Attributes)
        {
            html.AppendHtml($" {attribute.Name}=\"").Append(attribute.Value?.ToString() ?? "").AppendHtml("\"");
        }

        string[] described = [Hint is null ? "" : $"{Name}-hint", error is null ? "" : $"{Name}-error"];
        var by = string.Join(' ', described.Where(id => id.Length > 0));
        html.AppendHtml(Required ? " required" : "").AppendHtml(by.Length > 0 ? $" aria-describedby=\"{by}\"" : "")
            .AppendHtml(error is null ? "" : " aria-invalid=\"true\"").AppendHtml(">");
    }
}

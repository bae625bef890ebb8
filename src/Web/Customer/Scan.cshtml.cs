using Guichet.Domain;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer;

/// <summary>«Scanner un QR code», by its text: the link, or the code that stands in it.</summary>
public sealed class ScanModel(IStringLocalizer<Texts.App> texts) : CustomerPage
{
    /// <summary>Longest text that is looked at.</summary>
    public const int MaxLength = 500;

    public FieldErrors Errors { get; } = new();
    public string Typed { get; private set; } = "";

    public IActionResult OnPost(string? code)
    {
        if (RequestCode.Read(code) is { } token)
        {
            return Redirect(new RequestAddress(RequestAddress.LinkDoor, token).Path);
        }

        Typed = code is { Length: <= MaxLength } ? code : "";
        Errors.Add("code", texts["scan.invalid"]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

/// <summary>The token in what was typed or pasted.</summary>
public static class RequestCode
{
    private const int MaxTokenLength = 64;
    private const string Before = "/app/r/";

    /// <summary>A link to a request (of whatever address this site is known by), or the bare code, spaces ignored; null for anything else.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > ScanModel.MaxLength)
        {
            return null;
        }

        var text = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        var at = text.IndexOf(Before, StringComparison.Ordinal);
        var token = at < 0 ? text : text[(at + Before.Length)..];
        token = token.Split('/', '?', '#')[0];
        return token.Length is >= 16 and <= MaxTokenLength && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? token : null;
    }
}

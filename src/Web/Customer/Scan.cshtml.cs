using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer;

/// <summary>«Scanner un QR code»: by the camera or a photo, which stay on the phone, or by what is typed: the link, the code in it, or the request's number.</summary>
public sealed class ScanModel(IStringLocalizer<PayPages> texts, Settings settings) : CustomerPage
{
    /// <summary>Longest text that is looked at.</summary>
    public const int MaxLength = 500;

    /// <summary>Why there is no picture, as the script tells them apart.</summary>
    public static readonly string[] Troubles = ["denied", "none", "busy", "unable"];

    public FieldErrors Errors { get; } = new();
    public string Typed { get; private set; } = "";

    public IActionResult OnPost(string? code)
    {
        if (RequestCode.Read(code, settings.Url, Request.Host.Value) is { } address)
        {
            return Redirect(address.Path);
        }

        Typed = code is { Length: <= MaxLength } ? code : "";
        Errors.Add("code", texts["scan.foreign"]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

/// <summary>What was typed or pasted, as the address of a request.</summary>
public static class RequestCode
{
    private const int MinTokenLength = 16;
    private const int MaxTokenLength = 64;
    private const string Before = "/app/r/";

    /// <summary>A link of this site, the bare code in it, or a request's number in any case, spaces ignored; null for anything else: another site's code is none of ours.</summary>
    /// <param name="site">As links are made.</param>
    /// <param name="host">As this very browser knows the site.</param>
    public static RequestAddress? Read(string? typed, Uri site, string? host)
    {
        if (typed is null || typed.Length > ScanModel.MaxLength)
        {
            return null;
        }

        var text = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        if (text.ToLowerInvariant() is var number && TransactionNumber.IsWellFormed(number))
        {
            return RequestAddress.OfNumber(number);
        }

        var token = text.Contains('/', StringComparison.Ordinal) ? TokenOfLink(text, site, host) : text;
        return token is { Length: >= MinTokenLength and <= MaxTokenLength } && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new RequestAddress(RequestAddress.LinkDoor, token) : null;
    }

    /// <summary>Also without «https://», as people copy it.</summary>
    private static string? TokenOfLink(string text, Uri site, string? host)
    {
        var at = text.IndexOf(Before, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var authority = text[..at].Split("://")[^1];
        return authority.Length == 0 || authority.Equals(site.Authority, StringComparison.OrdinalIgnoreCase) || authority.Equals(host, StringComparison.OrdinalIgnoreCase)
            ? text[(at + Before.Length)..].Split('/', '?', '#')[0] : null;
    }
}

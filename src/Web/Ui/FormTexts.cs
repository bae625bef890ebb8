using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Guichet.Web.Ui;

/// <summary>
/// Reads forms so that whatever was typed arrives and can be refused beside its field: the framework answers 400 for a NUL or for bytes that are no text,
/// and everything else that was typed would be lost with it.
/// </summary>
public static class FormTexts
{
    /// <summary>Most fields of a form; no form of ours has a tenth of them.</summary>
    private const int MaxFields = 256;

    private const string UrlEncoded = "application/x-www-form-urlencoded";

    public static IApplicationBuilder UseFormTexts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.ContentType?.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase) == true)
        {
            // The server's limit of a body holds here too: beyond it, reading fails, and is answered as too large.
            try
            {
                using var reader = new StreamReader(context.Request.Body, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
                var form = Read(await reader.ReadToEndAsync(context.RequestAborted)) ?? throw new BadHttpRequestException("Too many fields.");
                context.Features.Set<IFormFeature>(new FormFeature(form));
            }
            catch (BadHttpRequestException refused)
            {
                context.Response.StatusCode = refused.StatusCode;
                return;
            }
        }

        await next();
    });

    private static FormCollection? Read(string body)
    {
        var pairs = body.Length == 0 ? [] : body.Split('&', MaxFields + 1);
        return pairs.Length > MaxFields ? null : new FormCollection(pairs.Select(pair => pair.Split('=', 2))
            .GroupBy(pair => Text(pair[0]), pair => pair.Length == 2 ? Text(pair[1]) : "", StringComparer.OrdinalIgnoreCase)
            .ToDictionary(field => field.Key, field => new StringValues([.. field]), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>«+» and «%xx» as UTF-8; what is no UTF-8 becomes the replacement character, which every text refuses.</summary>
    private static string Text(string encoded)
    {
        var bytes = Encoding.Latin1.GetBytes(encoded);
        return Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
    }
}

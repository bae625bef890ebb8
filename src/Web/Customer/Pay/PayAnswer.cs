using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Pay;

/// <summary>What the script of the confirmation page hears: where the truth stands, and whether it is that the customer has paid.</summary>
/// <param name="At">A path of the app.</param>
/// <param name="IsPaid">The money is the merchant's or held for him, by this customer: the tick may be drawn.</param>
/// <param name="IsKnown">False while the server itself does not know.</param>
public sealed record PayAnswer(string? At, [property: JsonPropertyName("paid")] bool IsPaid, [property: JsonPropertyName("known")] bool IsKnown)
{
    /// <summary>Sent by the script, which follows no redirect: it paints the tick first.</summary>
    public const string Header = "X-Guichet-Pay";

    public static bool IsAskedBy(HttpRequest request) => request.Headers.ContainsKey(Header);

    public static JsonResult Of(string at, bool isPaid) => new(new PayAnswer(at, isPaid, true));

    /// <summary>Ask again.</summary>
    public static JsonResult Unknown() => new(new PayAnswer(null, false, false)) { StatusCode = StatusCodes.Status503ServiceUnavailable };
}

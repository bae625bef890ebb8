using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.Domain;

namespace Guichet.Web.Customer;

/// <summary>
/// The two doors to a request: /app/r/{token}, the link that was scanned or mailed, for its bearer; /app/demandes/{number}, for the customer to whom it is
/// addressed. Whoever came by one stays on it until the end.
/// </summary>
public sealed record RequestAddress(string Door, string Key)
{
    public const string LinkDoor = "r";
    public const string NumberDoor = "demandes";

    /// <summary>For the routes of the pages.</summary>
    public const string Pattern = "/app/{door:regex(^(r|demandes)$)}/{key}";

    public static RequestAddress OfNumber(string number) => new(NumberDoor, number);
    public static RequestAddress Of(ApprovalTicket ticket) => ticket.Token is { } token ? new(LinkDoor, token) : OfNumber(ticket.Number);

    /// <summary>Null when the door is the customer's own list.</summary>
    public string? Token => Door == LinkDoor ? Key : null;

    public string Path => $"/app/{Door}/{Uri.EscapeDataString(Key)}";
    public string DeclinePath => $"{Path}/refus";
    public string ConfirmationPath(Money amount) => FormattableString.Invariant($"{Path}/confirmation?centimes={amount.Cents}");

    public Task<Result<CustomerPaymentView>> FindAsync(CustomerRequests requests, CustomerActor actor) =>
        Token is { } token ? requests.ByTokenAsync(actor, token) : requests.ByNumberAsync(actor, Key);
}

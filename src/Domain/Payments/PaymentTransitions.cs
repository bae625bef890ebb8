using System.Collections.Frozen;
using System.Text;

namespace Guichet.Domain.Payments;

/// <param name="From">The state before; null when there is no payment yet.</param>
/// <param name="Action">What happens.</param>
/// <param name="By">Who alone may do it.</param>
/// <param name="To">The state after.</param>
/// <param name="OnlyFor">The capture mode to which the line is limited; null for both.</param>
public sealed record PaymentTransition(PaymentStatus? From, PaymentAction Action, ActorKind By, PaymentStatus To, CaptureMode? OnlyFor = null);

/// <summary>State of a payment: one table, nothing beside it. Buttons, links, docs/states.md and the test of all pairs derive from it.</summary>
public static class PaymentTransitions
{
    public static readonly IReadOnlyList<PaymentTransition> Table =
    [
        new(null, PaymentAction.Create, ActorKind.Merchant, PaymentStatus.AwaitingCustomer),
        new(PaymentStatus.AwaitingCustomer, PaymentAction.Authorize, ActorKind.Customer, PaymentStatus.Authorized, CaptureMode.Manual),
        new(PaymentStatus.AwaitingCustomer, PaymentAction.AuthorizeAndCapture, ActorKind.Customer, PaymentStatus.Captured, CaptureMode.Automatic),
        new(PaymentStatus.AwaitingCustomer, PaymentAction.Decline, ActorKind.Customer, PaymentStatus.Declined),
        new(PaymentStatus.AwaitingCustomer, PaymentAction.Cancel, ActorKind.Merchant, PaymentStatus.Canceled),
        new(PaymentStatus.AwaitingCustomer, PaymentAction.Expire, ActorKind.Clock, PaymentStatus.Expired),
        new(PaymentStatus.Authorized, PaymentAction.Capture, ActorKind.Merchant, PaymentStatus.Captured),
        new(PaymentStatus.Authorized, PaymentAction.Void, ActorKind.Merchant, PaymentStatus.Canceled),
        new(PaymentStatus.Authorized, PaymentAction.Expire, ActorKind.Clock, PaymentStatus.Expired),
    ];

    private static readonly FrozenDictionary<(PaymentStatus, PaymentAction), PaymentTransition> ByStateAndAction =
        Table.Where(line => line.From is not null).ToFrozenDictionary(line => (line.From!.Value, line.Action));

    /// <summary>The line for an action in a state, or null when the state does not allow it.</summary>
    public static PaymentTransition? Find(PaymentStatus from, PaymentAction action, CaptureMode captureMode) =>
        ByStateAndAction.GetValueOrDefault((from, action)) is { } line && (line.OnlyFor is null || line.OnlyFor == captureMode) ? line : null;

    public static IEnumerable<PaymentAction> AllowedTo(ActorKind actor, PaymentStatus from, CaptureMode captureMode) =>
        Table.Where(line => line.From == from && line.By == actor && (line.OnlyFor is null || line.OnlyFor == captureMode)).Select(line => line.Action);

    /// <summary>No line leaves it.</summary>
    public static bool IsFinal(PaymentStatus status) => Table.All(line => line.From != status);

    /// <summary>docs/states.md, from the table.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("# States of a payment\n\nGenerated from `src/Domain/Payments/PaymentTransitions.cs` by `./dev.cs states`; a test compares the two.\n\n");
        text.Append("| from | action | by | to | capture |\n|---|---|---|---|---|\n");
        foreach (var line in Table)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| {line.From?.ToString() ?? "(none)"} | {line.Action} | {line.By} | {line.To} | {line.OnlyFor?.ToString() ?? "any"} |\n");
        }

        text.Append("\nFinal: ").AppendJoin(", ", Enum.GetValues<PaymentStatus>().Where(IsFinal)).Append(".\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var line in Table)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {line.From?.ToString() ?? "[*]"} --> {line.To}: {line.Action}\n");
        }

        foreach (var status in Enum.GetValues<PaymentStatus>().Where(IsFinal))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {status} --> [*]\n");
        }

        return text.Append("```\n").ToString();
    }
}

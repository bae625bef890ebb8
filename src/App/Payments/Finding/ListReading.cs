using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Finding;

/// <summary>A page from its position: forward or back, without loss or repetition.</summary>
internal static class ListReading
{
    /// <param name="most">So many rows are known to match among those that a walk from the start may look at.</param>
    public static async Task<PaymentPage> PageAsync(
        AppDb db, ListSource source, ListScope scope, ListConditions conditions, MerchantActor actor, PaymentFilter filter, ListPosition? position, int most)
    {
        var walk = new ListWalk(source, scope, conditions, filter);
        var size = source.Limits.PageSize;
        var key = position is null ? null : await KeyAsync(db, actor, position, filter.Sort.Key);
        if (key is null || position!.Direction == PageDirection.Forward)
        {
            return Forward(await walk.RunAsync(key, filter.Sort.IsAscending, size + 1, most), filter.Sort, key is not null, size);
        }

        var back = await walk.RunAsync(key, !filter.Sort.IsAscending, size + 1);
        // Back at the start: what came on top meanwhile belongs to the first page too.
        return back.Rows.Count <= size && back.Stop is null
            ? Forward(await walk.RunAsync(null, filter.Sort.IsAscending, size + 1), filter.Sort, false, size)
            : Back(back, filter.Sort, size);
    }

    /// <summary>The payment of a scope that changed last; null while there is none.</summary>
    public static async Task<Payment?> NewestAsync(ListSource source, ListScope scope)
    {
        var everything = new PaymentFilter();
        var part = await new ListWalk(source, scope, new ListConditions(everything, default), everything).RunAsync(null, isAscending: false, size: 1);
        return part.Rows is [var newest, ..] ? newest : null;
    }

    private static PaymentPage Forward(ListPart part, PaymentSort sort, bool hasBefore, int size)
    {
        var rows = part.Rows.Take(size).ToList();
        var next = part.Rows.Count > size ? ListPosition.Of(rows[^1], sort, PageDirection.Forward) : At(part.Stop, PageDirection.Forward);
        return new PaymentPage(rows, next, hasBefore && rows.Count > 0 ? ListPosition.Of(rows[0], sort, PageDirection.Back) : null, rows.Count < size && part.Stop is not null);
    }

    private static PaymentPage Back(ListPart part, PaymentSort sort, int size)
    {
        var rows = part.Rows.Take(size).Reverse().ToList();
        var previous = part.Rows.Count > size ? ListPosition.Of(rows[0], sort, PageDirection.Back) : At(part.Stop, PageDirection.Back);
        return new PaymentPage(rows, rows.Count > 0 ? ListPosition.Of(rows[^1], sort, PageDirection.Forward) : null, previous, rows.Count < size && part.Stop is not null);
    }

    private static ListPosition? At(ListStop? stop, PageDirection direction) => stop is null ? null : new ListPosition(stop.Number, stop.Value, direction);

    private static async Task<ListKey?> KeyAsync(AppDb db, MerchantActor actor, ListPosition position, PaymentSortKey sort)
    {
        var id = await ReadPayment.InScope(db, actor).Where(p => p.Number == position.Number).Select(p => (long?)p.Id).SingleOrDefaultAsync();
        return id is null ? null : ListKey.Read(position.Value, id.Value, sort);
    }
}

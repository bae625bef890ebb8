using System.Globalization;
using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Operations;

/// <summary>«Vos opérations»: the filter, the order, the points and the place in the list all stand in the address.</summary>
[Needs(Permission.SeePayments)]
public sealed class ListModel(FindPayments find, MerchantPoints points, ListPoints shownPoints, SavedViews views, CollectGate gate, IStringLocalizer<OperationList> texts, TimeProvider clock) : MerchantPage
{
    /// <summary>The order of the tabs.</summary>
    public static readonly PaymentTab[] Tabs =
        [PaymentTab.All, PaymentTab.AwaitingCustomer, PaymentTab.Authorized, PaymentTab.ExpiresSoon, PaymentTab.Captured, PaymentTab.Expired, PaymentTab.Canceled];

    public ListReadResult Form { get; private set; } = null!;
    public ListQuery Query => Form.Query;
    public FieldErrors Errors { get; } = new();
    public ShownPoints Points { get; private set; } = null!;

    /// <summary>What one may change to; null for an account of one point.</summary>
    public PointChoice? Choice { get; private set; }

    public bool HasOtherPoints => Choice is { Total: > 1 };
    public PaymentPage Operations { get; private set; } = null!;
    public PaymentCounts Counts { get; private set; } = null!;
    public PaymentTotals? Totals { get; private set; }
    public IReadOnlyList<SavedView> Views { get; private set; } = [];
    public IReadOnlyDictionary<long, string> PointNames { get; private set; } = new Dictionary<long, string>();

    /// <summary>Number and version of the payment that changed last in this scope: what the live line compares.</summary>
    public string Newest { get; private set; } = "";

    /// <summary>Why nothing can be asked for at the point that is shown, or at any of several; null when it can.</summary>
    public CollectStop? Stop { get; private set; }

    /// <summary>Limits come nearer while nothing happens.</summary>
    public bool HasOpen => Counts[PaymentTab.AwaitingCustomer].Count > 0 || Counts[PaymentTab.Authorized].Count > 0;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public DateOnly Today => ParisCalendar.DayOf(Now);

    /// <summary>This page itself, for what leads back to it.</summary>
    public string Here => Request.Path + Request.QueryString;

    public bool IsFurtherOn { get; private set; }

    /// <summary>The page asks for itself, and takes nothing but the list.</summary>
    public bool IsLive => Request.Headers.ContainsKey(BackgroundRequestAttribute.Header);

    /// <param name="apres">The place: after the last row of the page before.</param>
    /// <param name="avant">The place: before the first row of the page after.</param>
    /// <param name="totaux">«1» for the totals.</param>
    public async Task<IActionResult> OnGetAsync(string? apres, string? avant, string? totaux)
    {
        Form = ListBinder.Read(Request.Query, Today);
        if (!(await shownPoints.OfAsync(HttpContext, Form)).TryGet(out var shown, out _))
        {
            return Form.Points is null ? Redirect(CurrentPoint.ChoiceAddress) : NotFound();
        }

        Points = shown;
        Stop = shown.Only is { } only ? await gate.StopAsync(Actor.AgreementId, only.Id) : (await gate.SuspendedAsync(Actor.AgreementId)).FirstOrDefault(stop => stop.PointOfSaleId is null);
        Form = Form with { Query = Query with { Scope = ListPoints.Scope(Actor, shown.IsAll, [.. shown.Points.Select(p => p.ShopId)]) } };
        foreach (var (field, problem) in Form.Problems)
        {
            Errors.Add(field, texts[$"problem.{problem}", problem == ListProblem.TooManyPoints ? ListBinder.MaxPoints : PaymentFilter.MaxText]);
        }

        var position = ListPosition.Read(apres, PageDirection.Forward) ?? ListPosition.Read(avant, PageDirection.Back);
        await ReadAsync(Query.Filter(Points.Ids, Today), position);
        Totals = totaux == "1" && !IsLive ? await find.TotalsAsync(Actor, Query.Filter(Points.Ids, Today), Now, HttpContext.RequestAborted) : null;
        return Page();
    }

    private async Task ReadAsync(PaymentFilter filter, ListPosition? position)
    {
        (Operations, Counts, var newest) = await find.ListAsync(Actor, filter, position, Now);
        IsFurtherOn = Operations.Previous is not null || (position is not null && Operations.Payments.Count == 0);
        Newest = newest is null ? "" : $"{newest.Number}:{newest.Version}";
        if (Actor.OnlyPointId is null && (!IsLive || Operations.Payments.Count == 0))
        {
            Choice = await points.SearchAsync(Actor, null);
        }

        Views = IsLive ? [] : await views.ListAsync(Actor);
        PointNames = Points.Only is not null || Operations.Payments.Count == 0 ? PointNames
            : Points.IsAll ? await points.NamesAsync(Actor, [.. Operations.Payments.Select(p => p.PointOfSaleId).Distinct()])
            : Points.Points.ToDictionary(p => p.Id, p => p.Name);
    }

    /// <summary>Where «Encaisser» leads: to the point that is shown, else to the choice of one.</summary>
    public string CollectAddress => Points.Only is { } point ? CurrentPoint.Link("/encaissement/nouveau", Actor, point) : $"{CurrentPoint.ChoiceAddress}?suite={ChoosePointModel.ThenCollect}";

    /// <summary>The same list in the order of a column; pressed again, the other way round.</summary>
    public ListQuery SortedBy(PaymentSortKey key) => Query with
    {
        Sort = Query.Sort.Key == key ? new PaymentSort(key, !Query.Sort.IsAscending) : new PaymentSort(key, key == PaymentSortKey.OrderReference),
    };

    /// <summary>For aria-sort; null for a column that the list is not sorted by.</summary>
    public string? Order(PaymentSortKey key) => Query.Sort.Key != key ? null : Query.Sort.IsAscending ? "ascending" : "descending";

    /// <summary>«1 000+» above the cap: counting further would make the page slow for the largest merchants.</summary>
    public static string Shown(TabCount count) => $"{Shown(count.Count)}{(count.OrMore ? "+" : "")}";

    public static string Shown(long count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", IsFrench ? "\u202F" : ",", StringComparison.Ordinal);

    private static bool IsFrench => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr";
}

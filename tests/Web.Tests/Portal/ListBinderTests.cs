using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Domain;
using Guichet.Web.Merchant.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Guichet.Web.Tests.Portal;

/// <summary>Addresses of the list: what they mean, and that what is written is what was read.</summary>
public class ListBinderTests
{
    /// <summary>A Wednesday.</summary>
    private static readonly DateOnly Today = new(2020, 6, 24);

    [Theory]
    [InlineData("", "")]
    [InlineData("statut=a-valider", "statut=a-valider")]
    [InlineData("statut=nothing&type=x&tri=y&periode=z", "")]
    [InlineData("du=24/06/2020", "du=2020-06-24")]
    [InlineData("du=1/6/20&au=2020-06-02", "du=2020-06-01&au=2020-06-02")]
    [InlineData("au=24062020", "au=2020-06-24")]
    [InlineData("periode=semaine", "periode=semaine")]
    [InlineData("periode=semaine&du=2020-06-22&au=2020-06-24", "periode=semaine")]
    [InlineData("periode=semaine&du=2020-06-21&au=2020-06-24", "du=2020-06-21&au=2020-06-24")]
    [InlineData("min=20&max=1 234,5 €", "min=20%2C00&max=1234%2C50")]
    [InlineData("min=0", "min=0%2C00")]
    [InlineData("panier=  REF  ", "panier=REF")]
    [InlineData("q=a&q=b", "q=a")]
    [InlineData("q=%26tri%3Dmontant", "q=%26tri%3Dmontant")]
    [InlineData("tri=-action", "")]
    [InlineData("tri=-montant&vendeur=v&client=c&type=differe", "type=differe&client=c&vendeur=v&tri=-montant")]
    public void An_address_is_read_and_written_in_one_form(string typed, string written)
    {
        var read = Read(typed);
        read.Problems.ShouldBeEmpty();
        read.Query.Text.ShouldBe(written);
        Read(read.Query.Text).Query.ShouldBe(read.Query);
    }

    [Theory]
    [InlineData("du=31/02/2020", "du", ListProblem.Date)]
    [InlineData("du=hier", "du", ListProblem.Date)]
    [InlineData("du=1999-12-31", "du", ListProblem.Date)]
    [InlineData("au=2101-01-01", "au", ListProblem.Date)]
    [InlineData("au=0001-01-01", "au", ListProblem.Date)]
    [InlineData("du=2020-06-24&au=2020-06-23", "au", ListProblem.EndBeforeStart)]
    [InlineData("min=abc", "min", ListProblem.Amount)]
    [InlineData("min=-5", "min", ListProblem.Amount)]
    [InlineData("max=1e3", "max", ListProblem.Amount)]
    [InlineData("max=100000,01", "max", ListProblem.AmountTooLarge)]
    [InlineData("max=99999999999999999999", "max", ListProblem.AmountTooLarge)]
    [InlineData("min=30&max=20", "max", ListProblem.MostBelowLeast)]
    [InlineData("q=%00", "q", ListProblem.Text)]
    [InlineData("client=a%E2%80%AEb", "client", ListProblem.Text)]
    public void What_is_wrong_is_told_beside_its_field_and_not_applied(string typed, string field, ListProblem problem)
    {
        var read = Read(typed);
        read.Problems.ShouldBe([(field, problem)]);
        read.Query.Text.ShouldNotContain($"{field}=");
        read.Shown(field, "understood").ShouldBe(new QueryCollection(QueryHelpers.ParseQuery(typed))[field].ToString());
    }

    [Fact]
    public void Texts_points_and_what_is_shown_again_are_bounded()
    {
        Read($"q={new string('x', PaymentFilter.MaxText)}").Problems.ShouldBeEmpty();
        Read($"q={new string('x', PaymentFilter.MaxText + 1)}").Problems.ShouldBe([("q", ListProblem.Text)]);
        Read($"q={new string('x', 5_000)}").Typed["q"].Length.ShouldBe(ListBinder.MaxTyped);
        var many = Read($"points={string.Join(',', Enumerable.Range(10_000_000, 21))}");
        many.Problems.ShouldBe([("points", ListProblem.TooManyPoints)]);
        many.Points!.Count.ShouldBe(ListBinder.MaxPoints);
        var longest = string.Concat(Enumerable.Repeat("😀", PaymentFilter.MaxText));
        Read($"q={longest}&client={longest}&vendeur={longest}&panier={longest}&statut=valide&periode=mois&tri=-montant&min=1&max=2").Query.Text.Length.ShouldBeLessThan(SavedViews.MaxQuery);
    }

    [Theory]
    [InlineData("", null, false)]
    [InlineData("point=10000651", "10000651", false)]
    [InlineData("point=", "", false)]
    [InlineData("points=10000651&points=10000652", "10000651 10000652", false)]
    [InlineData("points=10000651, 10000652,,10000651", "10000651 10000652", false)]
    [InlineData("points=10000652&point=10000651", "10000652", false)]
    [InlineData("points=tous", null, true)]
    [InlineData("points=10000651&points=tous", null, true)]
    public void Points_are_one_several_or_all(string typed, string? points, bool all)
    {
        var read = Read(typed);
        (read.Points is null ? null : string.Join(' ', read.Points)).ShouldBe(points);
        read.AllPoints.ShouldBe(all);
    }

    [Theory]
    [InlineData(ReadyRange.Today, "2020-06-24", "2020-06-24", "2020-06-24")]
    [InlineData(ReadyRange.ThisWeek, "2020-06-24", "2020-06-22", "2020-06-24")]
    [InlineData(ReadyRange.ThisWeek, "2020-06-22", "2020-06-22", "2020-06-22")]
    [InlineData(ReadyRange.ThisWeek, "2020-06-28", "2020-06-22", "2020-06-28")]
    [InlineData(ReadyRange.ThisMonth, "2020-06-24", "2020-06-01", "2020-06-24")]
    [InlineData(ReadyRange.LastMonth, "2020-03-31", "2020-02-01", "2020-02-29")]
    [InlineData(ReadyRange.LastMonth, "2021-01-01", "2020-12-01", "2020-12-31")]
    public void Ready_ranges_follow_the_calendar(ReadyRange range, string today, string from, string to) =>
        range.Days(DateOnly.Parse(today, null)).ShouldBe((DateOnly.Parse(from, null), DateOnly.Parse(to, null)));

    [Fact]
    public void Every_condition_reaches_the_filter()
    {
        var query = Read("statut=annule&periode=mois&type=immediat&panier=a&min=1&max=2&client=b&vendeur=c&q=d&tri=panier").Query;
        query.Filter([5], Today).ShouldBeEquivalentTo(new PaymentFilter
        {
            PointOfSaleIds = [5], Tab = PaymentTab.Canceled, From = new DateOnly(2020, 6, 1), To = Today, Type = PaymentType.Immediate, OrderReference = "a",
            MinAmount = new Money(1_00), MaxAmount = new Money(2_00), Customer = "b", Seller = "c", Search = "d", Sort = new PaymentSort(PaymentSortKey.OrderReference, true),
        });
    }

    private static ListReadResult Read(string typed) => ListBinder.Read(new QueryCollection(QueryHelpers.ParseQuery(typed)), Today);
}

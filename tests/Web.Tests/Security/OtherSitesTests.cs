using System.Net;
using AngleSharp.Dom;
using Guichet.Web.Tests.Access;

namespace Guichet.Web.Tests.Security;

/// <summary>What a page of another site can make a signed-in browser do: nothing (I-35). Generated from the route table.</summary>
public class OtherSitesTests
{
    /// <summary>Pages without the check of the token, with the reason.</summary>
    private static readonly Dictionary<string, string> WithoutToken = new()
    {
        ["/erreur/{status:int?}"] = "shows what went wrong with whatever method, has no handler but GET, changes nothing",
    };

    /// <summary>What changes something and is no form, with the reason.</summary>
    private static readonly Dictionary<string, string> NoForm = new()
    {
        ["/encaissement/export/suivi/{id}"] = "DELETE stops the caller's own export; browsers ask before another site may send it, are not allowed, and it is refused by where it comes from",
        ["/app/notifications/renouveler"] = "the browser's worker says where pushes of its own device go now; it holds no page and no token, sends JSON, which no form of another site can, and is refused by where it comes from",
    };

    /// <summary>Tables that a GET may write, by address, with the reason.</summary>
    private static readonly Dictionary<string, (string Table, string Reason)> WrittenByLooking = new()
    {
        ["/encaissement/nouveau"] = ("payment_draft", "an empty form gets its address; it asks nobody for anything and is forgotten after a day"),
        ["/encaissement/nouveau/{draft:length(32)}/demande"] = ("payment_draft", "the suggested reference is kept in the form that the address names"),
        ["/langue/{language:regex(^(fr|en)$)}"] = ("account_claim", "the language of the reader's letters; a link at the foot of every page, without a script"),
    };

    private static readonly (string Name, string Value)[][] Foreign =
    [
        [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")], [("Sec-Fetch-Site", "same-site")], [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-origin")],
        [("Origin", "https://evil.example")], [("Origin", "http://localhost.evil.example")], [("Sec-Fetch-Site", "cross-site"), ("Origin", "null")],
    ];

    [Fact]
    public async Task What_changes_anything_is_a_form_of_a_page_and_asks_for_its_token()
    {
        await using var site = await SecuritySite.StartAsync();
        var endpoints = await site.EndpointsAsync();
        endpoints.Where(e => e.ChangesState).Count().ShouldBeGreaterThan(20);
        endpoints.Where(e => e.ChangesState && !e.IsPage).Select(e => e.Pattern).Distinct().ShouldBe(NoForm.Keys);
        endpoints.Where(e => e.IsPage && !e.ChecksToken).Select(e => e.Pattern).ShouldBe(WithoutToken.Keys);
        endpoints.Where(e => WithoutToken.ContainsKey(e.Pattern)).ShouldAllBe(e => !e.ChangesState);
    }

    [Fact]
    public async Task Looking_at_an_address_changes_nothing()
    {
        await using var site = await SecuritySite.StartAsync();
        var before = await site.StateAsync("session");
        before.Count.ShouldBeGreaterThan(20);
        var endpoints = await site.EndpointsAsync();
        foreach (var endpoint in endpoints.OrderBy(e => e.Pattern, StringComparer.Ordinal))
        {
            var allowed = WrittenByLooking.GetValueOrDefault(endpoint.Pattern).Table;
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
            {
                using var answer = await site.SendAsync(method, site.Fill(endpoint.Pattern), site.For(endpoint.Pattern));
                ((int)answer.StatusCode).ShouldBeLessThan(500, endpoint.Pattern);
            }

            var after = await site.StateAsync("session");
            after.Where(t => before[t.Key] != t.Value).Select(t => t.Key).ShouldBe(allowed is null ? [] : [allowed], endpoint.Pattern);
            before = after;
        }

        WrittenByLooking.Keys.Except(endpoints.Select(e => e.Pattern)).ShouldBeEmpty("a reason for what is no more");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_changes_nothing()
    {
        await using var site = await SecuritySite.StartAsync();
        // Rights are asked first: who lacks one never gets as far as the token.
        var before = await site.StateAsync("session");
        foreach (var endpoint in (await site.EndpointsAsync()).Where(e => e.ChangesState && e.IsPage))
        {
            foreach (var token in (string?[])[null, "", "made-up"])
            {
                using var answer = await site.SendAsync(HttpMethod.Post, site.Fill(endpoint.Pattern), site.For(endpoint.Pattern), token is null ? [("delete", "true")] : [("_token", token), ("delete", "true")]);
                answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, endpoint.Pattern);
            }
        }

        (await site.StateAsync("session")).ShouldBe(before);
        (await site.Everyone.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused_even_with_a_token_and_changes_nothing()
    {
        await using var site = await SecuritySite.StartAsync();
        var token = await TokenAsync(site.Everyone);
        var before = await site.StateAsync("session");
        foreach (var endpoint in (await site.EndpointsAsync()).Where(e => e.ChangesState))
        {
            foreach (var headers in Foreign)
            {
                using var answer = await site.SendAsync(new HttpMethod(endpoint.Changing[0]), site.Fill(endpoint.Pattern), site.Everyone, [("_token", token)], headers);
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{endpoint.Pattern} {string.Join(' ', headers)}");
            }
        }

        (await site.StateAsync("session")).ShouldBe(before);
        (await site.Everyone.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.OK, "«/deconnexion» was among them");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:5080")] // GUICHET_URL
    [InlineData("X-Nothing", "of the kind")]
    public async Task Our_own_form_is_taken(string name, string value)
    {
        await using var site = await SecuritySite.StartAsync();
        var token = await TokenAsync(site.Everyone);
        using var answer = await site.SendAsync(HttpMethod.Post, "/deconnexion", site.Everyone, [("_token", token)], (name, value));
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task One_persons_token_is_worth_nothing_to_another()
    {
        await using var site = await SecuritySite.StartAsync();
        using var stranger = await new Browser(site.Address).SignInAsync("708901", "cimes-signataire-2026");
        var theirs = await TokenAsync(stranger);
        using var answer = await site.SendAsync(HttpMethod.Post, "/deconnexion", site.Everyone, [("_token", theirs)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_do_nothing_either(string method)
    {
        await using var site = await SecuritySite.StartAsync();
        var before = await site.StateAsync("session");
        foreach (var endpoint in (await site.EndpointsAsync()).GroupBy(e => e.Pattern).Where(same => !same.Any(e => e.Methods.Contains(method))).Select(same => same.First()))
        {
            using var answer = await site.SendAsync(new HttpMethod(method), site.Fill(endpoint.Pattern), site.Everyone, []);
            ((int)answer.StatusCode).ShouldBeInRange(400, 499, endpoint.Pattern);
        }

        (await site.StateAsync("session")).ShouldBe(before);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task Methods_that_nothing_is_made_for_are_refused_everywhere(string method)
    {
        await using var site = await SecuritySite.StartAsync();
        foreach (var path in (await site.EndpointsAsync()).Select(e => site.Fill(e.Pattern)).Append("/nowhere").Append("/css/base.css"))
        {
            using var answer = await site.SendAsync(new HttpMethod(method), path, site.Everyone);
            answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, path);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
    }

    private static async Task<string> TokenAsync(Browser browser) =>
        (await browser.GetAsync("/")).Page.QuerySelector("form[action='/deconnexion'] input[name=_token]")!.GetAttribute("value")!;
}

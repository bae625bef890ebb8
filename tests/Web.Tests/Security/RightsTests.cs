using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Guichet.Web.Access;

namespace Guichet.Web.Tests.Security;

/// <summary>
/// Every page and endpoint × every role × own, others' and nobody's things, from the route table: a new address is in it by being there, and fails until
/// <see cref="RightsWorld"/> knows whose things it names.
/// </summary>
public partial class RightsTests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Tables that sign-ins, first steps of the wizard and the job that sends letters write meanwhile.</summary>
    private static readonly string[] WrittenBySigningInAndSending = ["session", "known_device", "payment_draft", "letter", "demonstration_mail"];

    /// <summary>Answers that a form without any field gets, of whoever may send it.</summary>
    private static readonly HttpStatusCode[] Taken = [HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict];

    /// <summary>They are there for what is not theirs.</summary>
    private static readonly string[] OwnLittle = ["manager of nothing", "stranger", "Karim"];

    /// <summary>What somebody who is let in is answered, where that is none of the above, with the reason.</summary>
    private static readonly Dictionary<(string Method, string Pattern), (HttpStatusCode Status, string Reason)> Exceptions = new()
    {
        [("POST", "/app/{door:regex(^(r|demandes)$)}/{key}/confirmation")] = (HttpStatusCode.NotFound, "the ticket in the form names the request"),
        [("POST", "/encaissement/operations/{number}/reste")] = (HttpStatusCode.BadRequest, "no key in the form: not made by our page"),
        [("POST", "/encaissement/operations/{number}/{what:regex(^(renvoyer|notes)$)?}")] = (HttpStatusCode.BadRequest, "no key in the form: not made by our page"),
        [("POST", "/encaissement/vues/{slot:int?}")] = (HttpStatusCode.NotFound, "nobody here has stored a view; each has slots of their own, SavedViewTests walk them"),
        [("POST", "/app/notifications")] = (HttpStatusCode.BadRequest, "nothing asked for in the form: not made by our page"),
        [("POST", "/console/candidatures/{application:long}")] = (HttpStatusCode.BadRequest, "no decision in the form: not made by our page"),
        [("POST", "/compte/personnes/{person:length(6,9)}/invitation")] = (HttpStatusCode.NotFound, "people made by these tests have no e-mail"),
        [("GET", "/compte/acces/cles/{passkey}")] = (HttpStatusCode.NotFound, "nobody here has a passkey; OwnAccessTests of the browser and PasskeyTests walk them"),
        [("POST", "/compte/acces/cles/{passkey}")] = (HttpStatusCode.NotFound, "nobody here has a passkey; OwnAccessTests of the browser and PasskeyTests walk them"),
        [("GET", "/compte/acces/defi")] = (HttpStatusCode.MethodNotAllowed, "a question for a passkey is asked by a form"),
        [("GET", "/compte/acces/cles/defi")] = (HttpStatusCode.MethodNotAllowed, "a question for a passkey is asked by a form"),
        [("POST", "/app/compte/appareils")] = (HttpStatusCode.NotFound, "the form names the phone that is to be forgotten"),
        [("GET", "/app/compte/cles/{passkey}")] = (HttpStatusCode.NotFound, "nobody here has a passkey; CustomerPasskeyTests walk them"),
        [("POST", "/app/compte/cles/{passkey}")] = (HttpStatusCode.NotFound, "nobody here has a passkey; CustomerPasskeyTests walk them"),
        [("GET", "/app/compte/cles/defi")] = (HttpStatusCode.MethodNotAllowed, "a question for a passkey is asked by a form"),
        [("GET", "/app/paiement/defi")] = (HttpStatusCode.MethodNotAllowed, "a question for a passkey is asked by a form"),
        [("POST", "/app/paiement/defi")] = (HttpStatusCode.Unauthorized, "no ticket is nobody's"),
        [("POST", "/app/compte/blocage")] = (HttpStatusCode.Conflict, "an empty form neither blocks nor unblocks"),
        [("POST", "/app/compte/fermeture")] = (HttpStatusCode.Conflict, "who has titles cannot close the account"),
        [("POST", "/compte/acces/second-facteur")] = (HttpStatusCode.Unauthorized, "no code is a wrong code"),
        [("POST", "/compte/acces")] = (HttpStatusCode.NotFound, "the form names the browser that is to be signed out"),
        [("GET", "/encaissement/operations/{number}/reste")] = (HttpStatusCode.MethodNotAllowed, "takes a form only"),
    };

    [Theory, EachDatabase]
    public async Task What_belongs_to_others_is_as_if_it_were_not_there_and_what_one_may_not_do_is_forbidden(DatabaseKind kind)
    {
        await using var world = await RightsWorld.StartAsync(kind);
        var before = await world.StateAsync(WrittenBySigningInAndSending);
        var counted = 0;
        List<string?> faults = [];
        foreach (var (endpoint, method) in await MethodsAsync(world))
        {
            foreach (var person in world.People)
            {
                var token = await TokenAsync(person);
                var unknown = world.Fill(endpoint.Pattern, person, Belonging.Nobodys);
                var missing = unknown.Count == 0 ? null : await AskAsync(world, person, method, unknown[0], token);
                if (missing is not null)
                {
                    faults.Add(FaultOf(endpoint, person, method, missing, whenAllowed: HttpStatusCode.NotFound));
                }

                foreach (var path in world.Fill(endpoint.Pattern, person, Belonging.Foreign))
                {
                    var answer = await AskAsync(world, person, method, path, token);
                    faults.Add((answer.Status, answer.Main) == (missing!.Status, missing.Main) ? null : $"{person.Name}: {method} {path} tells that it is there");
                    counted++;
                }

                // A place that is named beside the address is looked at as strictly.
                foreach (var shop in missing is null && method == HttpMethod.Get && endpoint.Pattern.StartsWith("/encaissement", StringComparison.Ordinal) && person.IsOn(Schemes.Merchant) ? person.Things["point"].Foreign : [])
                {
                    var path = world.Fill(endpoint.Pattern, person, Belonging.Own)[0];
                    var (foreign, none) = (await AskAsync(world, person, method, $"{path}?point={shop}", token), await AskAsync(world, person, method, $"{path}?point=99999999", token));
                    faults.Add((foreign.Status, foreign.Main) == (none.Status, none.Main) ? null : $"{person.Name}: {path}?point={shop} tells that it is there");
                    counted++;
                }
            }
        }

        faults.OfType<string>().ShouldBeEmpty();
        counted.ShouldBeGreaterThan(200);
        var after = await world.StateAsync(WrittenBySigningInAndSending);
        after.Where(table => before[table.Key] != table.Value).Select(table => table.Key).ShouldBeEmpty("nobody changed anything of others");
    }

    [Theory, EachDatabase]
    public async Task Every_role_gets_what_its_rights_open_and_nothing_else(DatabaseKind kind)
    {
        await using var world = await RightsWorld.StartAsync(kind);
        var counted = 0;
        List<string?> faults = [];
        foreach (var (endpoint, method) in await MethodsAsync(world))
        {
            foreach (var person in world.People)
            {
                var token = await TokenAsync(person);
                List<Answer> answers = [];
                foreach (var path in world.Fill(endpoint.Pattern, person, Belonging.Own) is { Count: > 0 } own ? own : world.Fill(endpoint.Pattern, person, Belonging.Nobodys))
                {
                    // Pages name the point that they are about, where somebody has several.
                    var point = person.Things.GetValueOrDefault("point").Own is [var shop, ..] && !endpoint.Pattern.Contains('{', StringComparison.Ordinal) ? $"?point={shop}" : "";
                    answers.Add(await AskAsync(world, person, method, path + point, token));
                    faults.Add(FaultOf(endpoint, person, method, answers[^1], whenAllowed: null));
                    counted++;
                }

                // Of several things in several states, an action is for one of them at least.
                if (IsLetIn(endpoint, person) && !OwnLittle.Contains(person.Name)
                    && !answers.Any(x => Taken.Contains(x.Status) || (Exceptions.TryGetValue((method.Method, endpoint.Pattern), out var exception) && exception.Status == x.Status)))
                {
                    faults.Add($"{person.Name}: {method} {endpoint.Pattern} {string.Join(' ', answers.Select(x => x.Status))}");
                }

                if (method == HttpMethod.Post && person.Role is not null && (await AskAsync(world, person, HttpMethod.Get, HomeOf(person), token)).Location?.Contains("/connexion", StringComparison.Ordinal) == true)
                {
                    await person.SignInAsync(); // what was sent signs out
                }
            }
        }

        faults.OfType<string>().ShouldBeEmpty();
        counted.ShouldBeGreaterThan(500);
    }

    /// <summary>By the table alone: not signed in there, a right that is missing, or let in. Null when the answer says so; else what is wrong.</summary>
    private static string? FaultOf(MappedEndpoint endpoint, RightsPerson person, HttpMethod method, Answer answer, HttpStatusCode? whenAllowed)
    {
        var isRight = !endpoint.Needs.All(right => person.IsOn(NeedsAttribute.SchemeOf(right))) ? answer.Status == HttpStatusCode.Unauthorized || answer.LeadsToSignIn
            : !IsLetIn(endpoint, person) ? answer.Status == HttpStatusCode.Forbidden
            : whenAllowed is { } wanted ? answer.Status == wanted
            : answer.Status != HttpStatusCode.Forbidden && (int)answer.Status < 500;
        return isRight ? null : $"{person.Name}: {method} {endpoint.Pattern} {answer.Status} {answer.Location}";
    }

    private static bool IsLetIn(MappedEndpoint endpoint, RightsPerson person) =>
        endpoint.Needs.All(right => person.IsOn(NeedsAttribute.SchemeOf(right)) && RolePermissions.Allows(person.Role!.Value, right));

    private static async Task<List<(MappedEndpoint Endpoint, HttpMethod Method)>> MethodsAsync(RightsWorld world) =>
        [.. from endpoint in await world.EndpointsAsync() where !endpoint.IsOpen from method in endpoint.Methods.Intersect(Methods).Order(StringComparer.Ordinal) select (endpoint, new HttpMethod(method))];

    private static string HomeOf(RightsPerson person) => person.Role switch { Role.Customer => "/app/compte", Role.Operator => "/console", _ => "/encaissement" };

    /// <summary>For every form of whoever is signed in; fetched as a browser does, which keeps the cookie that belongs to it.</summary>
    private static async Task<string> TokenAsync(RightsPerson person)
    {
        if (person.Token is null)
        {
            await person.Browser.GetAsync(person.Role switch { null => "/connexion", Role.Customer or Role.Operator => HomeOf(person), _ => "/" });
            person.Token = person.Browser.Page.QuerySelector("input[name=_token]")!.GetAttribute("value");
        }

        return person.Token!;
    }

    private static async Task<Answer> AskAsync(RightsWorld world, RightsPerson person, HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, path);
        if (person.Browser.Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", person.Browser.Cookies.Select(x => $"{x.Key}={x.Value}")));
        }

        request.Content = method == HttpMethod.Post ? new FormUrlEncodedContent([KeyValuePair.Create("_token", token)]) : null;
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = world.Address };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isEndless = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new Answer(answer.StatusCode, answer.Headers.Location?.OriginalString, isEndless ? "" : Said(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>What is said, without what differs from one time to the next.</summary>
    private static string Said(string html) =>
        Secret().Replace(new HtmlParser().ParseDocument(html).QuerySelector("main")?.InnerHtml ?? html, "");

    private sealed record Answer(HttpStatusCode Status, string? Location, string Main)
    {
        /// <summary>On its own side: the app asks a known phone for its code.</summary>
        public bool LeadsToSignIn => Status == HttpStatusCode.Redirect && (Location!.Contains("/connexion", StringComparison.Ordinal) || Location.StartsWith("/app/code", StringComparison.Ordinal));
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Secret();
}

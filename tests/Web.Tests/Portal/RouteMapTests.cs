using System.Net;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Guichet.Web.Tests.Portal;

/// <summary>Denied by default: every address says which right it needs, and every role gets exactly the answers of its rights.</summary>
public class RouteMapTests(PortalSites sites) : IClassFixture<PortalSites>
{
    private static readonly (Role Role, string Number, string Password)[] People =
    [
        (Role.Signatory, "708900", "littoral-signataire-2026"), (Role.PointAccount, "10000651", "pins-accueil-2026"),
        (Role.Manager, Staff.Manager, "littoral-signataire-2026"), (Role.Cashier, Staff.Cashier, "littoral-signataire-2026"),
    ];

    [Fact]
    public async Task Every_endpoint_names_its_right_or_is_for_everybody()
    {
        var endpoints = EndpointsOf(await sites.OnAsync(DatabaseKind.Sqlite));
        endpoints.Count.ShouldBeGreaterThan(20);
        endpoints.Where(e => NeedsOf(e).Count == 0 && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.DisplayName).ShouldBeEmpty();
        // A rule of another kind would be one that no table knows.
        endpoints.SelectMany(e => e.Metadata.GetOrderedMetadata<IAuthorizeData>()).ShouldAllBe(rule => rule is NeedsAttribute);
    }

    [Fact]
    public async Task The_collection_space_is_for_merchants_and_the_app_for_customers()
    {
        var endpoints = EndpointsOf(await sites.OnAsync(DatabaseKind.Sqlite));
        var space = endpoints.Where(e => PathOf(e).StartsWith("/encaissement", StringComparison.Ordinal)).ToList();
        space.Count.ShouldBeGreaterThan(20);
        space.ShouldAllBe(e => e.Metadata.GetMetadata<IAllowAnonymous>() == null && NeedsOf(e).All(right => RolePermissions.Allows(Role.Signatory, right)));
        foreach (var endpoint in endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && PathOf(e).StartsWith("/app", StringComparison.Ordinal)))
        {
            NeedsOf(endpoint).ShouldBe([Permission.Pay], PathOf(endpoint));
        }
    }

    [Theory, EachDatabase]
    public async Task Every_address_answers_every_role_by_the_table(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        var number = await WaitingAsync(site);
        var addresses = EndpointsOf(site).Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && !PathOf(e).EndsWith("/flux", StringComparison.Ordinal))
            .Select(e => (Path: Fill(PathOf(e), number), Rights: NeedsOf(e), Methods: e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])).ToList();
        var checkedOnes = 0;
        foreach (var (role, person, password) in People)
        {
            using var visitor = await site.SignInAsync(person, password);
            foreach (var (path, rights, methods) in addresses.Where(a => a.Path.StartsWith("/encaissement", StringComparison.Ordinal) || a.Path.StartsWith("/compte", StringComparison.Ordinal)))
            {
                await (methods is ["DELETE"] ? visitor.SendAsync(HttpMethod.Delete, path) : visitor.GetAsync(path));
                var missing = rights.Where(right => !RolePermissions.Allows(role, right)).ToList();
                (visitor.Status == HttpStatusCode.Forbidden).ShouldBe(missing.Count > 0, $"{role} {path}");
                checkedOnes++;
            }
        }

        using var nobody = site.Visit();
        foreach (var (path, _, methods) in addresses)
        {
            await (methods is ["DELETE"] ? nobody.SendAsync(HttpMethod.Delete, path) : nobody.GetAsync(path));
            (nobody.Status is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized).ShouldBeTrue($"nobody {path} {nobody.Status}");
            checkedOnes++;
        }

        checkedOnes.ShouldBeGreaterThan(100);
    }

    /// <summary>A waiting request at «Camping des Pins», which everybody here sees.</summary>
    private static async Task<string> WaitingAsync(PortalSite site) => (await site.AskAsync(await site.ActorAsync(), "Route-1")).Number;

    private static string Fill(string path, string number) => string.Join('/', path.Split('/').Select(part => !part.Contains('{', StringComparison.Ordinal) ? part
        : part.StartsWith("{number", StringComparison.Ordinal) ? number
        : part.StartsWith("{format", StringComparison.Ordinal) || part.StartsWith("export.", StringComparison.Ordinal) ? part.Replace(part[part.IndexOf('{', StringComparison.Ordinal)..], "csv", StringComparison.Ordinal)
        : part.StartsWith("{door", StringComparison.Ordinal) ? "r"
        : part.StartsWith("{slot", StringComparison.Ordinal) ? "1"
        : part.StartsWith("{what", StringComparison.Ordinal) ? "notes"
        : part.StartsWith("{line", StringComparison.Ordinal) || part.StartsWith("{request", StringComparison.Ordinal) ? "1"
        : part.StartsWith("{person", StringComparison.Ordinal) || part.StartsWith("{shop", StringComparison.Ordinal) ? "10000651"
        : new string('a', 32)));

    private static List<Permission> NeedsOf(RouteEndpoint endpoint) => [.. endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(needs => needs.Permission)];

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private static List<RouteEndpoint> EndpointsOf(PortalSite site) => [.. site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
}

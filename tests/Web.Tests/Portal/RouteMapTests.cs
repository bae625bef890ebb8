using Guichet.Domain.Access;
using Guichet.Fixtures;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Guichet.Web.Tests.Portal;

/// <summary>Denied by default: every address says which right it needs. What each role gets there is in RightsTests.</summary>
public class RouteMapTests(PortalSites sites) : IClassFixture<PortalSites>
{
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
            NeedsOf(endpoint).ShouldHaveSingleItem(PathOf(endpoint)).ShouldBeOneOf([Permission.Pay, Permission.ManageOwnWallet], PathOf(endpoint));
        }
    }

    private static List<Permission> NeedsOf(RouteEndpoint endpoint) => [.. endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(needs => needs.Permission)];

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private static List<RouteEndpoint> EndpointsOf(PortalSite site) => [.. site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
}

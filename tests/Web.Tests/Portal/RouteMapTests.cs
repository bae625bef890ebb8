using Guichet.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Guichet.Web.Access;

namespace Guichet.Web.Tests.Portal;

/// <summary>Denied by default: every address says who may use it.</summary>
public class RouteMapTests(PortalSites sites) : IClassFixture<PortalSites>
{
    [Fact]
    public async Task Every_endpoint_has_a_rule()
    {
        var endpoints = await EndpointsAsync();
        endpoints.Count.ShouldBeGreaterThan(20);
        endpoints.Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_collection_space_is_for_merchants_and_nobody_else()
    {
        var space = (await EndpointsAsync()).Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("encaissement", StringComparison.Ordinal)).ToList();
        space.Count.ShouldBeGreaterThan(5);
        space.ShouldAllBe(e => e.Metadata.GetMetadata<IAllowAnonymous>() == null && e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy == Schemes.Merchant));
    }

    private async Task<List<RouteEndpoint>> EndpointsAsync() =>
        [.. (await sites.OnAsync(DatabaseKind.Sqlite)).Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
}

using Guichet.Domain.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Security;

/// <summary>An address of the host as its route table has it.</summary>
/// <param name="Pattern">With a slash before it, as written at the page.</param>
/// <param name="ChecksToken">Its forms are refused without the antiforgery token.</param>
/// <param name="Methods">Those that something answers: by the handlers of a page, or by what an endpoint says.</param>
/// <param name="Needs">Rights without which it stays closed.</param>
/// <param name="IsOpen">For everybody.</param>
public sealed record MappedEndpoint(string Pattern, IReadOnlyList<string> Methods, bool IsPage, bool ChecksToken, IReadOnlyList<Permission> Needs, bool IsOpen)
{
    /// <summary>«ANY» is everything. A page's own «On…» methods may look like handlers of methods that no browser has.</summary>
    public IReadOnlyList<string> Changing => [.. Methods.Where(m => m is "POST" or "PUT" or "PATCH" or "DELETE" or "ANY")];

    public bool ChangesState => Changing.Count > 0;
    public bool IsApp => Pattern.StartsWith("/app", StringComparison.Ordinal);
}

/// <summary>Every endpoint of the running host: a new page is in the tests by being there.</summary>
public static class EndpointMap
{
    public static async Task<List<MappedEndpoint>> OfAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        List<MappedEndpoint> found = [];
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            Permission[] needs = [.. endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(x => x.Permission)];
            var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                found.Add(new(pattern, [.. loaded.HandlerMethods.Select(h => h.HttpMethod.ToUpperInvariant()).Distinct()], true,
                    !loaded.FilterDescriptors.Any(f => f.Filter is IgnoreAntiforgeryTokenAttribute), needs, isOpen));
            }
            else
            {
                found.Add(new(pattern, endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"], false, ChecksToken: false, needs, isOpen));
            }
        }

        return found;
    }
}

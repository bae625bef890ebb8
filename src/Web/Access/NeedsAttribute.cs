using Microsoft.AspNetCore.Authorization;

namespace Guichet.Web.Access;

/// <summary>
/// The right that a page or endpoint asks for, and with it the side on which one has to be signed in. Without one it is closed to everybody: there is
/// nothing else that opens it, but AllowAnonymous.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Permission permission) : AuthorizeAttribute(PolicyOf(permission))
{
    public Permission Permission { get; } = permission;

    internal static string PolicyOf(Permission permission) => $"needs:{permission}";

    internal static string SchemeOf(Permission permission) => permission switch
    {
        _ when RolePermissions.Allows(Role.Customer, permission) => Schemes.Customer,
        _ when RolePermissions.Allows(Role.Operator, permission) => Schemes.Operator,
        _ => Schemes.Merchant,
    };

    /// <summary>One policy a right, so that an attribute is all that a page has to say.</summary>
    internal static void AddPolicies(AuthorizationBuilder authorization)
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            var scheme = SchemeOf(permission);
            authorization.AddPolicy(PolicyOf(permission), policy => policy.AddAuthenticationSchemes(scheme).RequireAuthenticatedUser()
                .RequireAssertion(context => SignedIn.RoleOf(context.User, scheme) is { } role && RolePermissions.Allows(role, permission)));
        }
    }
}

/// <summary>The same of endpoints that are no page.</summary>
public static class NeedsExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(new NeedsAttribute(permission));
}

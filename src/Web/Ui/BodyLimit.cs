using Microsoft.AspNetCore.Http.Metadata;

namespace Guichet.Web.Ui;

/// <summary>
/// A body that says that it is larger than its address allows is refused before anybody reads it: the framework would answer «incomplete», because the token in
/// it was never reached.
/// </summary>
public static class BodyLimit
{
    /// <summary>After routing.</summary>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength > context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    });
}

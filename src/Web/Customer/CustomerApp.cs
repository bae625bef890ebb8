namespace Guichet.Web.Customer;

/// <summary>What the pages of the customer's app need beside the use cases.</summary>
public static class CustomerApp
{
    public static IServiceCollection AddCustomerApp(this IServiceCollection services) => services.AddSingleton<TimeLeft>();
}

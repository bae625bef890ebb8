using Guichet.Web.Merchant.Detail;
using Guichet.Web.Merchant.Operations;

namespace Guichet.Web.Merchant;

/// <summary>What the portal's pages share. None of it keeps anything of a request.</summary>
public static class MerchantServices
{
    public static IServiceCollection AddMerchantPages(this IServiceCollection services) =>
        services.AddSingleton<CurrentPoint>().AddSingleton<People.PersonWords>().AddSingleton<ListPoints>().AddSingleton<ListConditions>().AddSingleton<Deadlines>().AddSingleton<Story>()
            .AddSingleton<ExportPlaces>().AddSingleton<ExportWatch>().AddSingleton<ExportTexts>().AddSingleton<ReceiptWords>().AddSingleton<ReceiptPdf>();
}

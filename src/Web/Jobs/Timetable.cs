using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Letters.Sending;
using Guichet.App.Merchants.Joining;
using Guichet.App.Payments;
using Guichet.App.Payments.Leaving;
using Guichet.App.Push.Sending;
using Guichet.App.Wallets.Crediting;
using Guichet.App.Wallets.Lapsing;

namespace Guichet.Web.Jobs;

/// <summary>Every recurring job, one line each.</summary>
public static class Timetable
{
    public static readonly IReadOnlyList<RecurringJob> Jobs =
    [
        new("expire-payments", TimeSpan.FromSeconds(2), (services, asOf, stopping) => Of<ExpirePayments>(services).RunAsync(asOf, stopping)),
        new("credit-customers", TimeSpan.FromSeconds(5), (services, asOf, stopping) => Of<CreditCustomers>(services).RunAsync(asOf, stopping)),
        new("send-letters", TimeSpan.FromSeconds(1), (services, asOf, stopping) => Of<SendLetters>(services).RunAsync(asOf, stopping)),
        new("send-pushes", TimeSpan.FromSeconds(1), (services, asOf, stopping) => Of<SendPushes>(services).RunAsync(asOf, stopping)),
        new("tell-lapses", TimeSpan.FromHours(6), (services, asOf, stopping) => Of<TellLapses>(services).RunAsync(asOf, stopping)),
        new("forget-drafts", TimeSpan.FromHours(1), (services, asOf, _) => Of<PaymentDrafts>(services).ForgetOldAsync(asOf)),
        new("forget-submit-keys", TimeSpan.FromHours(1), (services, asOf, stopping) => Of<ForgetSubmitKeys>(services).RunAsync(asOf, stopping)),
        new("clear-access", TimeSpan.FromMinutes(10), (services, asOf, _) => Of<ClearAccess>(services).RunAsync(asOf)),
        new("erase-again", TimeSpan.FromMinutes(10), (services, asOf, _) => Of<EraseAgain>(services).RunAsync(asOf)),
        new("forget-applications", TimeSpan.FromHours(1), (services, asOf, _) => Of<ForgetApplications>(services).RunAsync(asOf)),
        new("forget-pushes", TimeSpan.FromHours(1), (services, asOf, _) => Of<ForgetPushes>(services).RunAsync(asOf)),
        new("forget-demonstration-mail", TimeSpan.FromHours(1), (services, _, _) => Of<DemonstrationMailbox>(services).ForgetOldAsync()),
    ];

    /// <summary>Null for a name that no job has.</summary>
    public static RecurringJob? Find(string name) => Jobs.SingleOrDefault(job => job.Name == name);

    private static T Of<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}

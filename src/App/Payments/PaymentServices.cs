using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Payments.Activity;
using Guichet.App.Payments.Closing;
using Guichet.App.Payments.Exporting;
using Guichet.App.Payments.Leaving;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.App.Wallets;
using Guichet.App.Wallets.Blocking;
using Guichet.App.Wallets.Crediting;
using Guichet.App.Wallets.Lapsing;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Payments;

/// <summary>The use cases of payments and wallets, composed. They keep no state of a request: one of each serves everybody.</summary>
public static class PaymentServices
{
    public static IServiceCollection AddGuichetPayments(this IServiceCollection services, IssuerRules rules)
    {
        services.AddSingleton(rules);
        services.AddCollectGate();
        services.AddSingleton(sp => new PaymentNumbers(Databases(sp)));
        services.AddSingleton(sp => new FindAddressee(Databases(sp)));
        services.AddSingleton(sp => new CreatePayment(Desk(sp), sp.GetRequiredService<IdSource>(), Links(sp), Addressees(sp), Gate(sp), rules));
        services.AddSingleton(sp => new CancelPayment(Desk(sp), Numbers(sp)));
        services.AddSingleton(sp => new CapturePayment(Desk(sp), Numbers(sp)));
        services.AddSingleton(sp => new VoidPayment(Desk(sp), Numbers(sp)));
        services.AddSingleton(sp => new MailRequest(Desk(sp), Numbers(sp), Gate(sp)));
        services.AddSingleton(sp => new SendRequestAgain(Desk(sp), Databases(sp), Gate(sp)));
        services.AddSingleton(sp => new ChangeChannel(Desk(sp), Numbers(sp), Links(sp), Addressees(sp), Gate(sp), rules));
        services.AddSingleton(sp => new ApprovePayment(Desk(sp), Gate(sp)));
        services.AddSingleton(sp => new ApprovalPasskey(Databases(sp), sp.GetRequiredService<ApprovalTickets>(), sp.GetRequiredService<PasskeyCheck>()));
        services.AddSingleton(sp => new WithdrawApproval(Desk(sp)));
        services.AddSingleton(sp => new DeclinePayment(Desk(sp)));
        services.AddSingleton(sp => new ExpirePayments(Desk(sp), Databases(sp)));
        services.AddSingleton(sp => new ReadPayment(Databases(sp), Links(sp)));
        services.AddSingleton(sp => new FindPayments(Databases(sp)));
        services.AddSingleton(sp => new StreamPayments(Databases(sp)));
        services.AddSingleton(sp => new ExportPayments(sp.GetRequiredService<StreamPayments>(), Databases(sp)));
        services.AddSingleton(sp => new PaymentDrafts(Databases(sp)));
        services.AddSingleton(sp => new ForgetSubmitKeys(Databases(sp)));
        services.AddSingleton(sp => new SentDrafts(Databases(sp)));
        services.AddSingleton(sp => new RememberedEmail(Databases(sp)));
        services.AddSingleton(sp => new SavedViews(Databases(sp)));
        services.AddSingleton(sp => new RecordRemainder(Databases(sp)));
        services.AddSingleton(sp => new WithdrawRemainder(Databases(sp)));
        services.AddSingleton(sp => new ReadRemainders(Databases(sp)));
        services.AddSingleton(sp => new CloseDay(Databases(sp)));
        services.AddSingleton(sp => new ClosePoint(Databases(sp), sp.GetRequiredService<CollectGate>()));
        services.AddSingleton(sp => new PaymentNotes(Databases(sp)));
        services.AddSingleton(sp => new CustomerRequests(Databases(sp)));
        services.AddSingleton(sp => new ReadActivity(Databases(sp)));
        services.AddSingleton(sp => new ReadMonths(Databases(sp)));
        services.AddSingleton(sp => new ReadHeld(Databases(sp)));
        services.AddSingleton(sp => new ReadWallet(Databases(sp)));
        services.AddSingleton(sp => new ReadCustomer(Databases(sp)));
        services.AddSingleton(sp => new BlockOwnWallet(Databases(sp), sp.GetRequiredService<OwnAccount>()));
        services.AddSingleton(sp => new UnblockOwnWallet(Databases(sp), sp.GetRequiredService<PresentPassword>(), sp.GetRequiredService<OwnAccount>()));
        services.AddSingleton(sp => new ReadOwnBlock(Databases(sp)));
        services.AddSingleton(sp => new ExportOwnData(Databases(sp)));
        services.AddSingleton(sp => new ReadClosing(Databases(sp)));
        services.AddSingleton(sp => new CloseAccount(Databases(sp), sp.GetRequiredService<PresentPassword>(), sp.GetRequiredService<KnownDevices>(), sp.GetRequiredService<OwnAccount>()));
        services.AddSingleton(sp => new EraseAgain(Databases(sp)));
        services.AddSingleton(sp => new CheckCreditOrder(Databases(sp), sp.GetRequiredService<IdSource>()));
        services.AddSingleton(sp => new CreditOrders(Databases(sp)));
        services.AddSingleton(sp => new CreditCustomers(Desk(sp), Databases(sp)));
        services.AddSingleton(sp => new CreditByHand(Databases(sp), sp.GetRequiredService<IdSource>(), sp.GetRequiredService<CreditCustomers>()));
        services.AddSingleton(sp => new TellLapses(Databases(sp), sp.GetRequiredService<IdSource>()));
        services.AddSingleton<ApprovalTickets>();
        return services;
    }

    private static Desk Desk(IServiceProvider sp) => sp.GetRequiredService<Desk>();
    private static IDbContextFactory<AppDb> Databases(IServiceProvider sp) => sp.GetRequiredService<IDbContextFactory<AppDb>>();
    private static PaymentNumbers Numbers(IServiceProvider sp) => sp.GetRequiredService<PaymentNumbers>();
    private static FindAddressee Addressees(IServiceProvider sp) => sp.GetRequiredService<FindAddressee>();
    private static CollectGate Gate(IServiceProvider sp) => sp.GetRequiredService<CollectGate>();
    private static RequestLinks Links(IServiceProvider sp) => sp.GetRequiredService<RequestLinks>();
}

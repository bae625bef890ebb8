namespace Guichet.Domain.Access;

/// <summary>A right, named once: pages, buttons, endpoints and use cases ask for it by this name, and a refusal tells it («permission.…» of the texts).</summary>
public enum Permission
{
    /// <summary>Lists, details and receipts of the points that one was given.</summary>
    SeePayments,

    /// <summary>Requests, and all that concerns a waiting one but taking it back.</summary>
    Collect,

    /// <summary>Validate a pre-reservation; a cashier's stops at an amount.</summary>
    Capture,

    /// <summary>Take back a waiting request (cancel), or give back what the customer paid (void): one word on the screen.</summary>
    Cancel,

    /// <summary>Files of whole lists.</summary>
    Export,

    /// <summary>Say by what the rest of a payment was settled, and take that back.</summary>
    RecordRemainder,

    WriteNotes,

    /// <summary>«Clôture du jour».</summary>
    CloseDay,

    /// <summary>One's own password, e-mail, second factor and signed-in devices.</summary>
    ManageOwnAccess,

    /// <summary>The people of the agreement and what they may do.</summary>
    ManagePeople,

    /// <summary>The points of sale: ask for one, rename, close.</summary>
    ManagePoints,

    /// <summary>What the issuer knows of the merchant: contact, bank account.</summary>
    ManageAgreement,

    /// <summary>«Mes données mises en ligne»: what customers read of a point in the directory.</summary>
    EditProfile,

    /// <summary>The customer's app.</summary>
    Pay,

    /// <summary>A customer's own access to the app, block of the wallet, and data.</summary>
    ManageOwnWallet,

    /// <summary>The issuer's console, and what can be looked at there.</summary>
    UseConsole,

    EditNotice,

    /// <summary>Accept or refuse applications, and merchants' requests for points.</summary>
    DecideApplications,

    /// <summary>Suspend and resume agreements and points.</summary>
    SuspendMerchants,

    /// <summary>Make customers and credit titles to them.</summary>
    CreditCustomers,

    /// <summary>Help people who are shut out of their account.</summary>
    UnblockAccounts,

    /// <summary>Block a customer's wallet, and unblock it.</summary>
    BlockWallets,
}

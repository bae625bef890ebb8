using Guichet.App.Storage.Mapping;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage;

/// <summary>The model, once for both databases. Internal: nothing outside this project can query the database.</summary>
internal abstract class AppDb(DbContextOptions options) : IdentityUserContext<AccountRow, long>(options)
{
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    public DbSet<AgreementRow> Agreements => Set<AgreementRow>();
    public DbSet<PointOfSaleRow> PointsOfSale => Set<PointOfSaleRow>();
    public DbSet<CustomerRow> Customers => Set<CustomerRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<AccountPointRow> AccountPoints => Set<AccountPointRow>();
    public DbSet<PointRequestRow> PointRequests => Set<PointRequestRow>();
    public DbSet<PublishedProfileRow> PublishedProfiles => Set<PublishedProfileRow>();
    public DbSet<ProfileWordRow> ProfileWords => Set<ProfileWordRow>();
    public DbSet<ProfilePhotoRow> ProfilePhotos => Set<ProfilePhotoRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<SignInTriesRow> SignInTries => Set<SignInTriesRow>();
    public DbSet<KnownDeviceRow> KnownDevices => Set<KnownDeviceRow>();
    public DbSet<OneTimeLinkRow> OneTimeLinks => Set<OneTimeLinkRow>();
    public DbSet<ActivationCodeRow> ActivationCodes => Set<ActivationCodeRow>();
    public DbSet<PasskeyQuestionRow> PasskeyQuestions => Set<PasskeyQuestionRow>();
    public DbSet<WalletBlockRow> WalletBlocks => Set<WalletBlockRow>();
    public DbSet<BankAccountChangeRow> BankAccountChanges => Set<BankAccountChangeRow>();
    public DbSet<PaymentDraftRow> PaymentDrafts => Set<PaymentDraftRow>();
    public DbSet<PaymentRow> Payments => Set<PaymentRow>();
    public DbSet<PaymentFactRow> PaymentFacts => Set<PaymentFactRow>();
    public DbSet<EntryRow> Entries => Set<EntryRow>();
    public DbSet<PostingRow> Postings => Set<PostingRow>();
    public DbSet<WalletRow> Wallets => Set<WalletRow>();
    public DbSet<IdempotencyRow> IdempotencyKeys => Set<IdempotencyRow>();
    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();
    public DbSet<RemainderPaymentRow> RemainderPayments => Set<RemainderPaymentRow>();
    public DbSet<PaymentNoteRow> PaymentNotes => Set<PaymentNoteRow>();
    public DbSet<CreditOrderRow> CreditOrders => Set<CreditOrderRow>();
    public DbSet<CreditOrderLineRow> CreditOrderLines => Set<CreditOrderLineRow>();
    public DbSet<AuditRow> AuditEntries => Set<AuditRow>();
    public DbSet<AuditHeadRow> AuditHeads => Set<AuditHeadRow>();
    public DbSet<SuspensionRow> Suspensions => Set<SuspensionRow>();
    public DbSet<HomeNoticeRow> HomeNotices => Set<HomeNoticeRow>();
    public DbSet<ApplicationRow> Applications => Set<ApplicationRow>();
    public DbSet<ApplicationDocumentRow> ApplicationDocuments => Set<ApplicationDocumentRow>();
    public DbSet<LetterRow> Letters => Set<LetterRow>();
    public DbSet<PushSubscriptionRow> PushSubscriptions => Set<PushSubscriptionRow>();
    public DbSet<PushRow> Pushes => Set<PushRow>();
    public DbSet<LapseNoticeRow> LapseNotices => Set<LapseNoticeRow>();
    public DbSet<DemonstrationMailRow> DemonstrationMails => Set<DemonstrationMailRow>();
    public DbSet<PracticeClockRow> PracticeClocks => Set<PracticeClockRow>();
    public DbSet<IdRangeRow> IdRanges => Set<IdRangeRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        PeopleMapping.Apply(builder);
        PointRequestMapping.Apply(builder);
        Mapping.PublishedProfiles.Apply(builder);
        OwnAccessMapping.Apply(builder);
        Mapping.WalletBlocks.Apply(builder);
        MoneyMapping.Apply(builder);
        SavedViewMapping.Apply(builder);
        RemainderPaymentMapping.Apply(builder);
        PaymentNoteMapping.Apply(builder);
        CreditOrderMapping.Apply(builder);
        ConsoleMapping.Apply(builder);
        ApplicationMapping.Apply(builder);
        PushMapping.Apply(builder);
        Naming.ToSnakeCase(builder);
    }
}

using Guichet.App.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

internal static class PeopleMapping
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<AgreementRow>(agreement =>
        {
            agreement.ToTable("agreement").Property(x => x.Id).ValueGeneratedNever();
            agreement.Property(x => x.Number).HasMaxLength(6);
            agreement.Property(x => x.Name).HasMaxLength(140);
            agreement.Property(x => x.Siret).HasMaxLength(14);
            agreement.Property(x => x.Activity).HasMaxLength(140);
            agreement.Property(x => x.ContactEmail).HasMaxLength(254);
            agreement.Property(x => x.ContactPhone).HasMaxLength(30);
            agreement.Property(x => x.PostalAddress).HasMaxLength(280);
            agreement.Property(x => x.Iban).HasMaxLength(34);
            agreement.Property(x => x.BankAccountHolder).HasMaxLength(140);
            agreement.Property(x => x.SuspensionReason).HasMaxLength(1_000);
            agreement.HasIndex(x => x.Number).IsUnique();
            agreement.HasIndex(x => x.SuspendedAt).HasFilter("suspended_at IS NOT NULL");
        });
        builder.Entity<PointOfSaleRow>(point =>
        {
            point.ToTable("point_of_sale").Property(x => x.Id).ValueGeneratedNever();
            point.Property(x => x.ShopId).HasMaxLength(8);
            point.Property(x => x.Name).HasMaxLength(140);
            point.Property(x => x.Town).HasMaxLength(140);
            point.Property(x => x.SuspensionReason).HasMaxLength(1_000);
            point.HasIndex(x => x.ShopId).IsUnique();
            point.HasIndex(x => x.SuspendedAt).HasFilter("suspended_at IS NOT NULL");
            point.HasIndex(x => x.ClosedAt).HasFilter("closed_at IS NOT NULL");
            point.HasOne<AgreementRow>().WithMany().HasForeignKey(x => x.AgreementId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<CustomerRow>(customer =>
        {
            customer.ToTable("customer").Property(x => x.Id).ValueGeneratedNever();
            customer.Property(x => x.Number).HasMaxLength(11);
            customer.Property(x => x.Email).HasMaxLength(254);
            customer.Property(x => x.FirstName).HasMaxLength(140);
            customer.Property(x => x.LastName).HasMaxLength(140);
            customer.HasIndex(x => x.Number).IsUnique();
            customer.HasIndex(x => x.Email).IsUnique();
            customer.HasIndex(x => x.ClosedAt).HasFilter("closed_at IS NOT NULL");
        });
        builder.Entity<AccountRow>(account =>
        {
            account.ToTable("account").Property(x => x.Id).ValueGeneratedNever();
            account.Property(x => x.FirstName).HasMaxLength(140);
            account.Property(x => x.LastName).HasMaxLength(140);
            account.Property(x => x.PinHash).HasMaxLength(200);
            account.Property(x => x.RememberedNotifyEmail).HasMaxLength(254);
            account.HasIndex(x => x.CustomerId).IsUnique();
            account.Property(x => x.SubmitKey).HasMaxLength(64);
            account.HasIndex(x => new { x.AgreementId, x.SubmitKey }).IsUnique();
        });
        builder.Entity<AccountPointRow>(point =>
        {
            point.ToTable("account_point").HasKey(x => new { x.AccountId, x.PointOfSaleId });
            point.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
            point.HasOne<PointOfSaleRow>().WithMany().HasForeignKey(x => x.PointOfSaleId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<IdentityUserClaim<long>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<long>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<long>>().ToTable("account_token");
        builder.Entity<IdentityUserPasskey<long>>().ToTable("account_passkey");
        builder.Entity<SessionRow>(session =>
        {
            session.ToTable("session").HasKey(x => x.KeyHash);
            session.Property(x => x.KeyHash).HasMaxLength(64);
            session.Property(x => x.Address).HasMaxLength(SessionPlace.MaxAddress);
            session.Property(x => x.Agent).HasMaxLength(SessionPlace.MaxAgent);
            session.HasIndex(x => x.AccountId);
            session.HasIndex(x => x.ExpiresAt);
        });
        builder.Entity<SignInTriesRow>(tries =>
        {
            tries.ToTable("sign_in_tries").HasKey(x => x.Subject);
            tries.Property(x => x.Subject).HasMaxLength(64);
            tries.HasIndex(x => x.AccountId).HasFilter("account_id IS NOT NULL");
        });
        builder.Entity<KnownDeviceRow>(device =>
        {
            device.ToTable("known_device").HasKey(x => new { x.KeyHash, x.AccountId });
            device.Property(x => x.KeyHash).HasMaxLength(64);
            device.Property(x => x.Address).HasMaxLength(SessionPlace.MaxAddress);
            device.Property(x => x.Agent).HasMaxLength(SessionPlace.MaxAgent);
            device.HasIndex(x => x.AccountId);
        });
        builder.Entity<OneTimeLinkRow>(link =>
        {
            link.ToTable("one_time_link").HasKey(x => x.TokenHash);
            link.Property(x => x.TokenHash).HasMaxLength(64);
            link.Property(x => x.Email).HasMaxLength(254);
            link.HasIndex(x => x.AccountId);
        });
        builder.Entity<ActivationCodeRow>(code =>
        {
            code.ToTable("activation_code").HasKey(x => x.AccountId);
            code.Property(x => x.AccountId).ValueGeneratedNever();
            code.Property(x => x.CodeHash).HasMaxLength(64);
            code.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<PaymentDraftRow>(draft =>
        {
            draft.ToTable("payment_draft").HasKey(x => x.Id);
            draft.Property(x => x.Id).HasMaxLength(32);
            draft.HasIndex(x => x.CreatedAt);
        });
    }
}

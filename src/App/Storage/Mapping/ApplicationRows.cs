using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>Stored: never renumber.</summary>
internal enum ApplicationStage
{
    /// <summary>The link of its letter was not used yet: no operator sees it, and it is forgotten after a while.</summary>
    Unconfirmed = 1,

    Waiting = 2,
    Accepted = 3,
    Refused = 4,
}

/// <summary>A merchant who wants an agreement, as it said of itself on the public page.</summary>
internal sealed class ApplicationRow
{
    public long Id { get; init; }
    public ApplicationStage Stage { get; set; }

    /// <summary>Of the key of the form: its documents have it too, and the form makes one application however often it is sent.</summary>
    public required string DraftHash { get; init; }

    public required string Siret { get; init; }
    public required string LegalName { get; init; }
    public required Activity Activity { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }

    /// <summary>In the normal form of CustomerIdentifier.Email.</summary>
    public required string Email { get; init; }

    public required string Phone { get; init; }
    public required string PointName { get; init; }
    public required string PointTown { get; init; }
    public required string PostalAddress { get; init; }
    public required string BankAccountHolder { get; init; }
    public required string Iban { get; init; }

    /// <summary>«fr» or «en»: in which it was typed.</summary>
    public required string Language { get; init; }

    /// <summary>Of the newest letter's one-time link.</summary>
    public required string LinkHash { get; set; }

    public DateTimeOffset LinkUntil { get; set; }

    /// <summary>Letters with a link.</summary>
    public int Letters { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The operator's account.</summary>
    public long? DecidedBy { get; set; }

    /// <summary>Of a refusal, in the operator's words.</summary>
    public string? Reason { get; set; }

    /// <summary>Made by accepting it.</summary>
    public long? AgreementId { get; set; }
}

/// <summary>A file that came with an application, or with one that is still being typed.</summary>
internal sealed class ApplicationDocumentRow
{
    public long Id { get; init; }
    public required string DraftHash { get; init; }

    /// <summary>As DocumentName made it.</summary>
    public required string Name { get; init; }

    public DocumentType Type { get; init; }
    public int Size { get; init; }

    /// <summary>SHA-256 (hex): a form that is sent twice keeps it once.</summary>
    public required string ContentHash { get; init; }

    public required byte[] Content { get; init; }
    public DateTimeOffset AddedAt { get; init; }
}

internal static class ApplicationMapping
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<ApplicationRow>(application =>
        {
            application.ToTable("application").Property(x => x.Id).ValueGeneratedNever();
            application.Property(x => x.DraftHash).HasMaxLength(64);
            application.Property(x => x.Siret).HasMaxLength(Siret.Length);
            // Characters are counted in code points by the rule, in UTF-16 units by what reads this length.
            application.Property(x => x.LegalName).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            application.Property(x => x.Activity).HasConversion<string>().HasMaxLength(40);
            application.Property(x => x.FirstName).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            application.Property(x => x.LastName).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            application.Property(x => x.Email).HasMaxLength(Domain.Texts.MaxEmail);
            application.Property(x => x.Phone).HasMaxLength(PhoneNumber.MaxLength);
            application.Property(x => x.PointName).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            application.Property(x => x.PointTown).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            application.Property(x => x.PostalAddress).HasMaxLength(2 * ApplicationFacts.MaxPostalAddress);
            application.Property(x => x.BankAccountHolder).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            application.Property(x => x.Iban).HasMaxLength(Iban.MaxLength);
            application.Property(x => x.Language).HasMaxLength(2);
            application.Property(x => x.LinkHash).HasMaxLength(64);
            application.Property(x => x.Reason).HasMaxLength(2 * Domain.Texts.MaxNotice);
            application.HasIndex(x => x.DraftHash).IsUnique();
            application.HasIndex(x => x.LinkHash).IsUnique();
            application.HasIndex(x => x.Email);
            application.HasIndex(x => x.Siret);
            application.HasIndex(x => new { x.Stage, x.Id });
        });
        builder.Entity<ApplicationDocumentRow>(document =>
        {
            document.ToTable("application_document").Property(x => x.Id).ValueGeneratedNever();
            document.Property(x => x.DraftHash).HasMaxLength(64);
            document.Property(x => x.Name).HasMaxLength(2 * DocumentName.MaxLength);
            document.Property(x => x.ContentHash).HasMaxLength(64);
            document.HasIndex(x => new { x.DraftHash, x.ContentHash }).IsUnique();
            document.HasIndex(x => x.AddedAt);
        });
    }
}

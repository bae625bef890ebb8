using Guichet.Domain.Merchants;
using Guichet.Domain.Merchants.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>What a merchant tells customers of a point of sale («Mes données mises en ligne»); kept when it is taken out of the directory.</summary>
internal sealed class PublishedProfileRow
{
    public long PointOfSaleId { get; init; }

    /// <summary>By which its address names it: the Shop ID is what somebody signs in with, and is nobody's business.</summary>
    public required string EntryCode { get; init; }

    public bool IsPublished { get; set; }
    public required string Name { get; set; }

    /// <summary>The name as the directory orders it: <see cref="Domain.FoldedText"/>, compared by its bytes.</summary>
    public required string SortName { get; set; }

    /// <summary>Names of <see cref="Activity"/>, between spaces.</summary>
    public required string Activities { get; set; }

    public string? Description { get; set; }
    public string? Street { get; set; }
    public required string Postcode { get; set; }
    public required string Town { get; set; }
    public string? Phone { get; set; }
    public string? WebAddress { get; set; }
    public string? Opening { get; set; }
    public string? Accepted { get; set; }
    public string? Accessibility { get; set; }

    /// <summary>Of the photo: another photo has another address. Null without one.</summary>
    public string? PhotoVersion { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
    public long ChangedBy { get; set; }
}

/// <summary>
/// What a published profile is found by: a word of its name, town or postcode, or «#» and an activity, which nobody can type. A beginning of a word is a range of
/// the index on both databases. A profile that is not published has none.
/// </summary>
internal sealed class ProfileWordRow
{
    public required string Word { get; init; }
    public long PointOfSaleId { get; init; }
}

/// <summary>Apart from the profile, so that lists do not carry pictures.</summary>
internal sealed class ProfilePhotoRow
{
    public long PointOfSaleId { get; init; }
    public PhotoType Type { get; init; }
    public required byte[] Content { get; init; }
}

internal static class PublishedProfiles
{
    public const int EntryCodeLength = 10;
    public const int MaxWord = 64;
    private const int MaxActivities = 200;

    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<PublishedProfileRow>(profile =>
        {
            profile.ToTable("published_profile").HasKey(x => x.PointOfSaleId);
            profile.Property(x => x.PointOfSaleId).ValueGeneratedNever();
            profile.Property(x => x.EntryCode).HasMaxLength(EntryCodeLength);
            // Characters are counted in code points by the rule, in UTF-16 units by what reads these lengths.
            profile.Property(x => x.Name).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            profile.Property(x => x.SortName).HasMaxLength(4 * Domain.Texts.MaxFreeText);
            profile.Property(x => x.Activities).HasMaxLength(MaxActivities);
            profile.Property(x => x.Description).HasMaxLength(2 * ProfileForm.MaxDescription);
            profile.Property(x => x.Street).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            profile.Property(x => x.Postcode).HasMaxLength(Postcode.Length);
            profile.Property(x => x.Town).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            profile.Property(x => x.Phone).HasMaxLength(PhoneNumber.MaxLength);
            profile.Property(x => x.WebAddress).HasMaxLength(WebAddress.MaxLength);
            profile.Property(x => x.Opening).HasMaxLength(2 * ProfileForm.MaxOpening);
            profile.Property(x => x.Accepted).HasMaxLength(2 * ProfileForm.MaxOpening);
            profile.Property(x => x.Accessibility).HasMaxLength(2 * ProfileForm.MaxOpening);
            profile.Property(x => x.PhotoVersion).HasMaxLength(16);
            profile.HasIndex(x => x.EntryCode).IsUnique();
            profile.HasIndex(x => new { x.SortName, x.PointOfSaleId }, "ix_published_profile_order").HasFilter("is_published");
            profile.HasOne<PointOfSaleRow>().WithOne().HasForeignKey<PublishedProfileRow>(x => x.PointOfSaleId).OnDelete(DeleteBehavior.Restrict);
            profile.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.ChangedBy).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<ProfileWordRow>(word =>
        {
            word.ToTable("profile_word").HasKey(x => new { x.Word, x.PointOfSaleId });
            word.Property(x => x.Word).HasMaxLength(MaxWord);
            word.HasIndex(x => x.PointOfSaleId);
            word.HasOne<PublishedProfileRow>().WithMany().HasForeignKey(x => x.PointOfSaleId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ProfilePhotoRow>(photo =>
        {
            photo.ToTable("profile_photo").HasKey(x => x.PointOfSaleId);
            photo.Property(x => x.PointOfSaleId).ValueGeneratedNever();
            photo.HasOne<PublishedProfileRow>().WithOne().HasForeignKey<ProfilePhotoRow>(x => x.PointOfSaleId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>A passkey's question between the page that asks it and the answer: short-lived, answered once, by the browser that was asked.</summary>
internal sealed class PasskeyQuestionRow
{
    public required string TokenHash { get; init; }
    public int Purpose { get; init; }

    /// <summary>Null for a sign-in that does not know yet whose it is.</summary>
    public long? AccountId { get; init; }

    /// <summary>Hash of the key of the session that asked; null where there is none yet.</summary>
    public string? SessionHash { get; init; }

    /// <summary>Hash of the very thing that is approved by the answer; null where nothing is.</summary>
    public string? SubjectHash { get; init; }

    /// <summary>As Identity's handler wants it back: the challenge. No secret once answered.</summary>
    public required string State { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A fact, never changed: who gave a merchant another bank account, from where.</summary>
internal sealed class BankAccountChangeRow
{
    public long AgreementId { get; init; }

    /// <summary>1, 2, 3… within its agreement.</summary>
    public int Number { get; init; }

    public long AccountId { get; init; }

    /// <summary>Network address.</summary>
    public string? Address { get; init; }

    public string? IbanBefore { get; init; }
    public required string IbanAfter { get; init; }
    public string? HolderBefore { get; init; }
    public required string HolderAfter { get; init; }
    public DateTimeOffset At { get; init; }
}

internal static class OwnAccessMapping
{
    private const int MaxState = 2_000;

    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<PasskeyQuestionRow>(question =>
        {
            question.ToTable("passkey_question").HasKey(x => x.TokenHash);
            question.Property(x => x.TokenHash).HasMaxLength(64);
            question.Property(x => x.SessionHash).HasMaxLength(64);
            question.Property(x => x.SubjectHash).HasMaxLength(64);
            question.Property(x => x.State).HasMaxLength(MaxState);
            question.HasIndex(x => x.ExpiresAt);
        });
        builder.Entity<BankAccountChangeRow>(change =>
        {
            change.ToTable("bank_account_change").HasKey(x => new { x.AgreementId, x.Number });
            change.Property(x => x.Address).HasMaxLength(64);
            change.Property(x => x.IbanBefore).HasMaxLength(Iban.MaxLength);
            change.Property(x => x.IbanAfter).HasMaxLength(Iban.MaxLength);
            change.Property(x => x.HolderBefore).HasMaxLength(140);
            change.Property(x => x.HolderAfter).HasMaxLength(140);
            change.HasOne<AgreementRow>().WithMany().HasForeignKey(x => x.AgreementId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

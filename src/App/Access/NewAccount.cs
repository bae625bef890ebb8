using System.Security.Cryptography;
using Guichet.App.Storage.Mapping;

namespace Guichet.App.Access;

/// <summary>The row of an account that nobody can sign in to yet: its password comes by an activation code or a one-time link.</summary>
internal static class NewAccount
{
    /// <param name="userName">With the letter of its kind: «m:708900».</param>
    /// <param name="email">In its normal form.</param>
    /// <param name="submitKey">Of the form that makes it, unique within the agreement.</param>
    public static AccountRow Of(
        long id, string userName, AccountKind kind, string firstName, string lastName, string email, long? agreementId = null, long? pointOfSaleId = null, long? customerId = null,
        string? submitKey = null) => new()
        {
            Id = id,
            UserName = userName,
            NormalizedUserName = FindAccount.Normalize(userName),
            Kind = kind,
            FirstName = firstName,
            LastName = lastName,
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            AgreementId = agreementId,
            PointOfSaleId = pointOfSaleId,
            CustomerId = customerId,
            SubmitKey = submitKey,
        };
}

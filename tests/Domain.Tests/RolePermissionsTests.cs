using Guichet.Domain.Access;

namespace Guichet.Domain.Tests;

/// <summary>The table once more, as people read it: a row a right, a column a role. A right or role without its place here fails.</summary>
public class RolePermissionsTests
{
    private static readonly Role[] Columns = [Role.Signatory, Role.PointAccount, Role.Manager, Role.Cashier, Role.Customer, Role.Operator];

    private static readonly Dictionary<Permission, string> Expected = new()
    {
        [Permission.SeePayments] = "xxxx--",
        [Permission.Collect] = "xxxx--",
        [Permission.Capture] = "xxxx--",
        [Permission.RecordRemainder] = "xxxx--",
        [Permission.WriteNotes] = "xxxx--",
        [Permission.Cancel] = "xxx---",
        [Permission.Export] = "xxx---",
        [Permission.CloseDay] = "xxx---",
        [Permission.ManageOwnAccess] = "xxxx--",
        [Permission.ManagePeople] = "x-----",
        [Permission.ManagePoints] = "x-----",
        [Permission.ManageAgreement] = "x-----",
        [Permission.EditProfile] = "x-x---",
        [Permission.Pay] = "----x-",
        [Permission.ManageOwnWallet] = "----x-",
        [Permission.UseConsole] = "-----x",
        [Permission.EditNotice] = "-----x",
        [Permission.DecideApplications] = "-----x",
        [Permission.SuspendMerchants] = "-----x",
        [Permission.CreditCustomers] = "-----x",
        [Permission.UnblockAccounts] = "-----x",
        [Permission.BlockWallets] = "-----x",
    };

    public static TheoryData<Role, Permission> Everything => [.. from role in Enum.GetValues<Role>() from permission in Enum.GetValues<Permission>() select (role, permission)];

    [Theory, MemberData(nameof(Everything))]
    public void Each_role_has_each_right_or_not(Role role, Permission permission)
    {
        var isAllowed = Expected[permission][Array.IndexOf(Columns, role)] == 'x';
        RolePermissions.Allows(role, permission).ShouldBe(isAllowed);
        RolePermissions.Check(role, permission).ShouldBe(isAllowed ? null : new Refusal(RefusalCode.Forbidden, permission));
    }

    [Fact]
    public void What_no_table_knows_is_denied()
    {
        RolePermissions.Allows((Role)99, Permission.SeePayments).ShouldBeFalse();
        RolePermissions.Allows(Role.Signatory, (Permission)99).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Role.Cashier, 100_00L, 100_00, true)]
    [InlineData(Role.Cashier, 100_00L, 100_01, false)]
    [InlineData(Role.Cashier, 0L, 1, false)]
    [InlineData(Role.Cashier, null, 9_999_99, true)]
    [InlineData(Role.Manager, 100_00L, 100_01, true)]
    public void Only_a_cashier_validates_up_to_a_limit(Role role, long? limit, long paid, bool isAllowed)
    {
        var most = limit is { } cents ? new Money(cents) : (Money?)null;
        RolePermissions.CheckCapture(role, most, new Money(paid)).ShouldBe(isAllowed ? null : new Refusal(RefusalCode.Forbidden, Permission.Capture, most!.Value));
    }

    [Fact]
    public void Who_may_not_validate_at_all_is_told_that_and_no_amount() =>
        RolePermissions.CheckCapture(Role.Customer, new Money(1), new Money(5)).ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Capture));
}

namespace Guichet.Domain.Tests;

public sealed class RefusalTableTests
{
    [Fact]
    public void Every_code_has_one_row_with_a_stable_name()
    {
        RefusalTable.Rows.Select(row => row.Code).ShouldBe(Enum.GetValues<RefusalCode>(), ignoreOrder: true);
        RefusalTable.Rows.Select(row => row.Name).ShouldBeUnique();
        RefusalTable.Rows.ShouldAllBe(row => row.HttpStatus >= 400 && row.HttpStatus < 600);
    }

    [Theory]
    [InlineData(RefusalCode.NotPossibleInState, "not_possible_in_state", 409)]
    [InlineData(RefusalCode.IdempotencyMismatch, "idempotency_mismatch", 422)]
    [InlineData(RefusalCode.AccountBlocked, "account_blocked", 423)]
    [InlineData(RefusalCode.NotFound, "not_found", 404)]
    public void Codes_answer_as_the_rules_say(RefusalCode code, string name, int status)
    {
        new Refusal(code).Name.ShouldBe(name);
        new Refusal(code).HttpStatus.ShouldBe(status);
    }
}

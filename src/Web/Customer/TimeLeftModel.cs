namespace Guichet.Web.Customer;

/// <summary>For the part TimeLeft.cshtml.</summary>
public sealed record TimeLeftModel(DateTimeOffset Deadline, DateTimeOffset Now);

namespace Guichet.Domain.Payments;

/// <summary>The six states. The numbers are stored: never renumber.</summary>
public enum PaymentStatus
{
    AwaitingCustomer = 1,
    Authorized = 2,
    Captured = 3,
    Declined = 4,
    Canceled = 5,
    Expired = 6,
}

public enum PaymentAction
{
    Create = 1,
    Authorize = 2,
    AuthorizeAndCapture = 3,
    Decline = 4,
    Cancel = 5,
    Expire = 6,
    Capture = 7,
    Void = 8,
}

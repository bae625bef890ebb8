namespace Guichet.Web.Customer.Protection;

/// <summary>After the activation: what to know, and a passkey for who wants one. Nothing has to be done here.</summary>
public sealed class BienvenueModel : CustomerPage
{
    public const string Address = "/app/bienvenue";

    public void OnGet() { }
}

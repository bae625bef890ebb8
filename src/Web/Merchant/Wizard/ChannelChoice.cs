using Guichet.Web.Ui;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>«Mode d'encaissement» of path A: a code on the screen, or the customer's identifier.</summary>
public sealed record ChannelChoice(bool ByIdentifier, string Contact, FieldErrors Errors);

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Customer.Shell;

/// <summary>«Hors connexion»: what a phone shows that has no network. The same for everybody; the list of kept receipts is made on the phone.</summary>
[AllowAnonymous]
public sealed class OfflineModel : PageModel;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Demo;

/// <summary>A page of the demonstration: anyone reads it there. Elsewhere the folder has no addresses (<see cref="Serve"/>).</summary>
[AllowAnonymous]
public abstract class DemoPage : PageModel;

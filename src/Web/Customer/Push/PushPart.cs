using Guichet.App.Access;
using Guichet.App.Push;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer.Push;

/// <summary>What the pages show of notifications: null when the installation has none.</summary>
/// <param name="Said">What came of the form that led here; null when none did.</param>
public sealed record PushShown(PushView View, string? Said, bool IsGood);

/// <summary>For the two partials.</summary>
public sealed class PushPart(PushSubscriptions pushes, AccessCookies cookies, IStringLocalizer<PushPages> texts, Sentences sentences)
{
    public async Task<PushShown?> ReadAsync(HttpContext context)
    {
        if (!pushes.AreOn)
        {
            return null;
        }

        var view = await pushes.ReadAsync(context.Customer(), cookies.DeviceKey(context, AccountArea.Customer));
        var outcome = (string?)context.Request.Query[NotificationsModel.Outcome];
        var isGood = outcome is NotificationsModel.On or NotificationsModel.Off or NotificationsModel.Trial;
        return new PushShown(view, isGood ? texts[$"said.{outcome}"].Value : outcome is null ? null : SentenceOf(outcome), isGood);
    }

    /// <summary>Of the refusals that these forms can have; nothing else that stands in an address is repeated.</summary>
    private string? SentenceOf(string name) => ((Refusal[])[new(RefusalCode.PushInvalid), new(RefusalCode.PushMissing)]).FirstOrDefault(refusal => refusal.Name == name) is { } known
        ? sentences.Of(known) : texts["said.failed"].Value;
}

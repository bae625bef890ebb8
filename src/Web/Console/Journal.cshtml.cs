using Guichet.App.Console;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>The audit trail, newest first.</summary>
public sealed class JournalModel(ReadAudit audit) : ConsolePage
{
    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public long? Older => Lines.Count == ReadAudit.PageSize && Lines[^1].Id > 1 ? Lines[^1].Id : null;

    public async Task OnGetAsync([FromQuery(Name = "avant")] long? before) => Lines = await audit.PageAsync(before);
}

using System.Globalization;
using Guichet.App.Payments.Exporting;
using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Operations;

/// <summary>The words of a file in the language of the reader.</summary>
public sealed class ExportTexts(IStringLocalizer<OperationExport> texts, IStringLocalizer<Portal> portal, Sentences sentences)
{
    public ExportWords Words() => new(
        texts["sheet"],
        ExportColumns.Names.ToDictionary(name => name, name => texts[$"column.{name}"].Value),
        Enum.GetValues<PaymentStatus>().ToDictionary(status => status, status => sentences.Of(status)),
        Enum.GetValues<PaymentType>().ToDictionary(type => type, type => sentences.Of(type)),
        Enum.GetValues<RequestChannel>().ToDictionary(channel => channel, channel => portal[$"detail.channel.{channel}"].Value),
        sentences.QualifierOf,
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr");

    /// <summary>«operations-2020-06-24.xlsx».</summary>
    public string FileName(ExportFormat format, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{texts["file"].Value}-{day:yyyy-MM-dd}.{Extension(format)}");

    public static string Extension(ExportFormat format) => format == ExportFormat.Xlsx ? "xlsx" : "csv";
}

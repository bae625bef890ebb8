namespace Guichet.App.Letters;

/// <summary>The tokens of src/Web/wwwroot/css/tokens.css that letters use: mail programs know no custom properties. A test keeps the two equal.</summary>
/// <param name="Name">Class of the chip in the dark style.</param>
/// <param name="Sign">Stands before the state's word: the colour is never alone.</param>
internal sealed record LetterColours(string Name, string Strong, string Soft, string DarkStrong, string DarkSoft, string Sign)
{
    public const string Paper = "#fbfaf5", Sheet = "#ffffff", Ink = "#0c2b35", InkSoft = "#48616a", Line = "#dde3df", Accent = "#08747d", OnAccent = "#ffffff",
        Awning = "#0a5a66", AwningStripe = "#38b2ae";

    public const string DarkPaper = "#08191f", DarkSheet = "#0f262e", DarkInk = "#e8f1f0", DarkInkSoft = "#a6bec2", DarkLine = "#234049", DarkAccent = "#56c7c6", DarkOnAccent = "#03262b";

    public const string Font = "Inter,system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private static readonly LetterColours AccentColours = new("accent", "#055961", "#dcf1ef", "#7edbd8", "#12383f", "●");
    private static readonly LetterColours Waiting = new("waiting", "#7c4a03", "#fdefcf", "#f5c76b", "#3a2c0c", "○");
    private static readonly LetterColours ToValidate = new("to-validate", "#1c4fa0", "#e2ecfd", "#9dc1ff", "#15294d", "●");
    private static readonly LetterColours Validated = new("validated", "#14643a", "#dcf3e3", "#86dba4", "#0f3521", "✓");
    private static readonly LetterColours Ended = new("ended", "#4a5b62", "#e8edee", "#b3c3c8", "#1d333b", "✕");
    private static readonly LetterColours Error = new("error", "#ad2118", "#fde8e4", "#ffa79c", "#45191a", "!");

    public static readonly IReadOnlyList<LetterColours> All = [AccentColours, Waiting, ToValidate, Validated, Ended, Error];

    public static LetterColours Of(LetterTone tone) => All[(int)tone];

    /// <summary>The dark letter. «!important», because it must win over the inline light colours.</summary>
    public static readonly string Style =
        "th,td,p,h1{overflow-wrap:anywhere}@media (max-width:480px){.room{padding:12px 0 24px!important}.sheet{padding:22px 20px 26px!important}}"
        + "@media (prefers-color-scheme:dark){"
        + $".paper{{background:{DarkPaper}!important}}.sheet{{background:{DarkSheet}!important;border-color:{DarkLine}!important}}.ink{{color:{DarkInk}!important}}.soft{{color:{DarkInkSoft}!important}}"
        + $".rule{{border-color:{DarkLine}!important}}.button{{background:{DarkAccent}!important;color:{DarkOnAccent}!important}}.link{{color:{DarkAccent}!important}}"
        + string.Concat(All.Select(x => $".{x.Name}{{background:{x.DarkSoft}!important;color:{x.DarkStrong}!important}}")) + "}";
}

using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Access;

/// <summary>How a form carries a passkey's answer, and how its question goes to the browser (passkey.js).</summary>
public static class PasskeyForm
{
    public const string Answer = "passkey", Token = "passkey_token";

    /// <summary>Null when the form was sent without one.</summary>
    public static PasskeyAnswer? Of(string? answer, string? token) => string.IsNullOrEmpty(answer) ? null : new PasskeyAnswer(token, answer);

    /// <summary>The options are JSON already, by the web's own rules.</summary>
    public static ContentResult Question(PasskeyQuestion question) => new() { Content = $"{{\"token\":\"{question.Token}\",\"options\":{question.OptionsJson}}}", ContentType = "application/json" };

    /// <summary>The sentence of a refusal, for the page to show.</summary>
    public static ContentResult Refused(Refusal refusal, Sentences sentences) => new() { Content = sentences.Of(refusal), ContentType = "text/plain; charset=utf-8", StatusCode = refusal.HttpStatus };
}

using System.Net;
using System.Text.RegularExpressions;

namespace Guichet.Bench;

/// <summary>A browser at the sign-in page, from whatever network address it says (the server believes it as it believes a proxy).</summary>
internal sealed partial class SignInClient : IDisposable
{
    /// <summary>The answer to a right password: a redirect.</summary>
    public const int Opened = 302;

    private const string Path = "/connexion";
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;
    private readonly Uri _site;
    private string _token = "", _from;

    private SignInClient(Uri site, string from)
    {
        (_site, _from) = (site, from);
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(60) };
    }

    public static async Task<SignInClient> OpenAsync(Uri site, string from)
    {
        var client = new SignInClient(site, from);
        client._token = Token().Match(await client._client.GetStringAsync(Path)).Groups[1].Value;
        return client;
    }

    public void ComeFrom(string address) => _from = address;

    /// <summary>Is a stranger again, with the form that it has.</summary>
    public void Forget()
    {
        foreach (var cookie in _cookies.GetCookies(_site).Where(cookie => cookie.Name.Contains("guichet-pro", StringComparison.Ordinal)))
        {
            cookie.Expired = true;
        }
    }

    /// <returns>The status of the answer.</returns>
    public async Task<int> TryAsync(string number, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("_token", _token), KeyValuePair.Create("number", number), KeyValuePair.Create("password", password)]),
        };
        request.Headers.Add("X-Forwarded-For", _from);
        using var answer = await _client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"_token\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

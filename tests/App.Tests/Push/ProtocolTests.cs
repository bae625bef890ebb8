using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Access;
using Guichet.App.Push.Protocol;
using Guichet.Domain;
using Guichet.Fixtures.Push;

namespace Guichet.App.Tests.Push;

/// <summary>Web push by the examples of its own standards: RFC 8188 (coding), 8291 (encryption), 8292 (who sends).</summary>
public class ProtocolTests
{
    // RFC 8291, section 5 and appendix A.
    const string Watermelon = "When I grow up, I want to be a watermelon";
    const string BrowserKey = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", BrowserPoint = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const string SenderKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", SenderPoint = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    const string BrowserSecret = "BTBZMqHH6r4Tts7J_aSIgg", Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    const string Encrypted = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    static readonly Uri Endpoint = new("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV");

    [Fact]
    public void The_example_of_RFC_8291_is_encrypted_to_the_same_bytes()
    {
        using var sender = KeyPair(SenderKey, SenderPoint);
        var target = PushTarget.Parse(Endpoint.AbsoluteUri, BrowserPoint, BrowserSecret, loopback: false).Value;
        Base64Url.EncodeToString(MessageEncryption.Encrypt(Encoding.UTF8.GetBytes(Watermelon), target, sender, Base64Url.DecodeFromChars(Salt), padding: 0)).ShouldBe(Encrypted);
    }

    [Fact]
    public void The_stand_in_opens_the_example_of_RFC_8291()
    {
        using PushBrowser browser = new(Endpoint, KeyPair(BrowserKey, BrowserPoint), Base64Url.DecodeFromChars(BrowserSecret));
        Encoding.UTF8.GetString(browser.Decrypt(Base64Url.DecodeFromChars(Encrypted))).ShouldBe(Watermelon);
    }

    // RFC 8188, section 3.1.
    [Fact]
    public void The_first_example_of_RFC_8188_is_coded_to_the_same_bytes()
    {
        var (key, salt) = (Base64Url.DecodeFromChars("yqdlZ-tYemfogSmv7Ws5PQ"), Base64Url.DecodeFromChars("I1BsxtFttlv3u_Oo94xnmw"));
        var coded = EncryptedContent.Encode("I am the walrus"u8, key, salt, []);
        Base64Url.EncodeToString(coded).ShouldBe("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg");
        EncryptedContentReader.Decode(coded, _ => key).ShouldBe("I am the walrus"u8.ToArray());
    }

    // RFC 8188, section 3.2: two records, padding, a key id. The product writes one record only; the stand-in reads what any server may send.
    [Fact]
    public void The_stand_in_opens_the_second_example_of_RFC_8188()
    {
        var coded = Base64Url.DecodeFromChars("uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA");
        EncryptedContentReader.Decode(coded, id => Encoding.ASCII.GetString(id) == "a1" ? Base64Url.DecodeFromChars("BO3ZVPxUlnLORbVGMpbT1Q") : []).ShouldBe("I am the walrus"u8.ToArray());
    }

    // RFC 8292, section 2.4.
    [Fact]
    public void The_signature_of_the_example_of_RFC_8292_is_verified()
    {
        const string Example = "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
        var check = VapidCheck.Of(Example);
        (check.Audience, check.Until.ToUnixTimeSeconds(), check.Contact).ShouldBe(("https://push.example.net", 1453523768, "mailto:push@example.com"));
        Should.Throw<CryptographicException>(() => VapidCheck.Of(Example.Replace("i3CYb7t4", "i3CYb7t5", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(MessageEncryption.MaxBytes)]
    public void What_is_encrypted_is_opened_again_and_its_length_is_hidden(int length)
    {
        using PushBrowser browser = new(Endpoint);
        var target = PushTarget.Parse(browser.Endpoint.AbsoluteUri, browser.P256dh, browser.Auth, loopback: false).Value;
        var message = RandomNumberGenerator.GetBytes(length);
        var first = MessageEncryption.Encrypt(message, target);
        browser.Decrypt(first).ShouldBe(message);
        MessageEncryption.Encrypt(message, target).ShouldNotBe(first, "a key and a salt for each message");
        first.Length.ShouldBeLessThanOrEqualTo(EncryptedContent.RecordSize);
        ((first.Length - 103) % 256 == 0 || first.Length == EncryptedContent.RecordSize).ShouldBeTrue();
    }

    [Fact]
    public void A_message_too_large_for_one_record_is_a_fault()
    {
        using PushBrowser browser = new(Endpoint);
        var target = PushTarget.Parse(browser.Endpoint.AbsoluteUri, browser.P256dh, browser.Auth, loopback: false).Value;
        Should.Throw<ArgumentOutOfRangeException>(() => MessageEncryption.Encrypt(new byte[MessageEncryption.MaxBytes + 1], target));
    }

    [Fact]
    public void Our_own_token_is_signed_for_the_service_and_ends_within_a_day()
    {
        var folder = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        try
        {
            using VapidKey key = new(AppSecrets.Open(folder), "mailto:exploitation@example.org"), again = new(AppSecrets.Open(folder), "mailto:exploitation@example.org");
            again.PublicKey.ShouldBe(key.PublicKey, "derived from the secret: the same after a restart, and on every server");
            DateTimeOffset now = new(2026, 6, 24, 10, 0, 0, TimeSpan.Zero);
            var first = key.Authorization(Endpoint, now);
            var check = VapidCheck.Of(first);
            (check.Audience, check.Contact, check.PublicKey).ShouldBe(("https://push.example.net", "mailto:exploitation@example.org", key.PublicKey));
            check.Until.ShouldBeInRange(now.AddHours(6), now.AddHours(24));
            key.Authorization(Endpoint, now.AddMinutes(5)).ShouldBe(first, "signed once for a while");
            VapidCheck.Of(key.Authorization(Endpoint, now.AddHours(7))).Until.ShouldBeGreaterThan(check.Until);
            VapidCheck.Of(key.Authorization(new Uri("https://other.example:443/x"), now)).Audience.ShouldBe("https://other.example");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc", true)]
    [InlineData("http://fcm.googleapis.com/fcm/send/abc", false)]
    [InlineData("https://fcm.googleapis.com:8443/x", false)]
    [InlineData("https://user@fcm.googleapis.com/x", false)]
    [InlineData("https://10.0.0.1/x", false)]
    [InlineData("https://[::1]/x", false)]
    [InlineData("https://2130706433/x", false)]
    [InlineData("https://localhost/x", false)]
    [InlineData("https://intranet/x", false)]
    [InlineData("http://127.0.0.1:5000/x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("//push.example/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_an_address_on_the_public_Internet_is_a_push_service(string? endpoint, bool isOne) =>
        PushTarget.Parse(endpoint, BrowserPoint, BrowserSecret, loopback: false).TryGet(out _, out _).ShouldBe(isOne);

    [Theory]
    [InlineData("http://127.0.0.1:5000/x", true)]
    [InlineData("http://localhost:5000/x", true)]
    [InlineData("http://192.168.1.1/x", false)]
    [InlineData("http://push.example.net/x", false)]
    public void The_demonstration_may_allow_a_service_on_this_machine(string endpoint, bool isOne) =>
        PushTarget.Parse(endpoint, BrowserPoint, BrowserSecret, loopback: true).TryGet(out _, out _).ShouldBe(isOne);

    [Fact]
    public void Keys_that_no_browser_has_are_refused()
    {
        var offCurve = Base64Url.DecodeFromChars(BrowserPoint);
        offCurve[^1] ^= 1;
        foreach (var (point, secret) in new (string?, string?)[]
        {
            (Base64Url.EncodeToString(offCurve), BrowserSecret), (BrowserPoint[..^4], BrowserSecret), (BrowserPoint, BrowserSecret[..^4]), (null, BrowserSecret), (BrowserPoint, null), ("é", "é"),
            (Base64Url.EncodeToString([2, .. Base64Url.DecodeFromChars(BrowserPoint)[1..]]), BrowserSecret), (Base64Url.EncodeToString(new byte[65]), BrowserSecret),
        })
        {
            PushTarget.Parse(Endpoint.AbsoluteUri, point, secret, loopback: false).Refusal!.Code.ShouldBe(RefusalCode.PushInvalid);
        }
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450:4007:80c::200a", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void Nothing_of_our_own_networks_is_public(string address, bool isPublic) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBe(isPublic);

    static ECDiffieHellman KeyPair(string key, string point)
    {
        var bytes = Base64Url.DecodeFromChars(point);
        return ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Base64Url.DecodeFromChars(key), Q = new() { X = bytes[1..33], Y = bytes[33..] } });
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guichet.App.Access;

namespace Guichet.App.Tests.Access.Own;

/// <summary>A passkey in software, written down from WebAuthn (ES256, attestation «none»), with the browser around it.</summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private const byte Present = 1, Verified = 4, HasKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private byte[] _userHandle = [];
    private uint _uses;

    public string Origin { get; set; } = "http://localhost:5080";
    public bool VerifiesItsHolder { get; set; } = true;

    public PasskeyAnswer Create(PasskeyQuestion question)
    {
        using var options = JsonDocument.Parse(question.OptionsJson);
        _userHandle = Base64Url.DecodeFromChars(options.RootElement.GetProperty("user").GetProperty("id").GetString());
        var client = Client("webauthn.create", options);
        var point = _key.ExportParameters(false).Q;
        // COSE: kty EC2, alg ES256, crv P-256, x, y.
        byte[] cose = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] data = [.. Data(options.RootElement.GetProperty("rp").GetProperty("id").GetString()!, HasKey), .. new byte[16], 0, (byte)_id.Length, .. _id, .. cose];
        byte[] attestation = [0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Answer(question, new { clientDataJSON = Text(client), attestationObject = Text(attestation), transports = (string[])["internal"] });
    }

    public PasskeyAnswer Get(PasskeyQuestion question)
    {
        using var options = JsonDocument.Parse(question.OptionsJson);
        var client = Client("webauthn.get", options);
        _uses++;
        var data = Data(options.RootElement.GetProperty("rpId").GetString()!, 0);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(question, new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = Text(_userHandle) });
    }

    public void Dispose() => _key.Dispose();

    private byte[] Client(string type, JsonDocument options) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options.RootElement.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    private byte[] Data(string host, byte flags)
    {
        var uses = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(uses, _uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(host)), (byte)(Present | (VerifiesItsHolder ? Verified : 0) | flags), .. uses];
    }

    private PasskeyAnswer Answer(PasskeyQuestion question, object response) =>
        new(question.Token, JsonSerializer.Serialize(new { id = Text(_id), rawId = Text(_id), type = "public-key", clientExtensionResults = new { }, response }));

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

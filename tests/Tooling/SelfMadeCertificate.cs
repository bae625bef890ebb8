using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Guichet.Tooling;

/// <summary>A self-made certificate for `run --https`, for this machine's address, valid 30 days.</summary>
public static class SelfMadeCertificate
{
    public static string LanAddress()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try { socket.Connect("192.0.2.1", 9); } // sends nothing: only asks which of our addresses faces the network
        catch (SocketException) { return "localhost"; }
        return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
    }

    public static Dictionary<string, string> Make(string root, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Guichet", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "data")).FullName, "https.pfx");
        var password = RandomNumberGenerator.GetHexString(32);
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return new() { ["ASPNETCORE_Kestrel__Certificates__Default__Path"] = file, ["ASPNETCORE_Kestrel__Certificates__Default__Password"] = password };
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Guichet.App.Access;

/// <summary>
/// The installation's own secret, in a file outside the database: a stolen copy of the database alone opens no link, checks no code and tells no
/// sign-in number. Each purpose gets a key of its own.
/// </summary>
public sealed class AppSecrets
{
    private const int KeyBytes = 32;
    private const string FileName = "secret.key";
    private readonly byte[] _secret;

    private AppSecrets(byte[] secret) => _secret = secret;

    /// <summary>Reads «secret.key» of the folder; makes both when they are missing. Several processes that start at once get the same secret.</summary>
    /// <exception cref="InvalidOperationException">The file is not a secret: it was cut off or replaced. Restore it; a new one would make every code and link useless.</exception>
    public static AppSecrets Open(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Create(path);
        }

        var secret = File.ReadAllBytes(path);
        return secret.Length == KeyBytes ? new AppSecrets(secret) : throw new InvalidOperationException($"{path} does not hold {KeyBytes} bytes: restore it from the backup.");
    }

    /// <summary>256 bits for one purpose, e.g. «pin», «sign-in-tries», «request-link».</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, KeyBytes, info: Encoding.UTF8.GetBytes($"guichet:{purpose}"));

    /// <summary>Written aside and moved into place without overwriting: whoever comes second uses what the first one made.</summary>
    private static void Create(string path)
    {
        var aside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(aside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}

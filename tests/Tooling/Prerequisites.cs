namespace Guichet.Tooling;

/// <summary>What the tests need beside the SDK, and how to get it.</summary>
public static class Prerequisites
{
    // The same engine as chromium without a desktop browser around it: the browser tests take half the time, and do without where it cannot be had.
    const string Welcome = "chromium-headless-shell";

    public static async Task EnsureAsync(Shell shell, bool withOffice = false)
    {
        var needed = Missing(withOffice);
        List<string> wanted = Environment.GetEnvironmentVariable("GUICHET_CHROMIUM") is null && !Shell.IsOnPath(Welcome) ? [.. needed, Welcome] : needed;
        if (wanted.Count == 0) return;
        await InstallAsync(shell, wanted);
        if (wanted.Count > needed.Count && Missing(withOffice).Count > 0) await InstallAsync(shell, needed); // a Debian that does not have the other
        if (Missing(withOffice) is not { Count: > 0 } missing) return;
        var list = string.Join(' ', missing);
        throw new RefusedException($"""
            Missing: {list}. On Debian or Ubuntu: sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}
            Elsewhere: PostgreSQL 15 or later with initdb and pg_ctl on the path, a Chromium named by GUICHET_CHROMIUM, zbarimg (zbar), aiosmtpd for /usr/bin/python3, and for bench export LibreOffice (or its option --no-reader).
            """);
    }

    static List<string> Missing(bool withOffice)
    {
        List<string> missing = [];
        if (PrivatePostgres.FindBin() is null) missing.Add("postgresql");
        if (Environment.GetEnvironmentVariable("GUICHET_CHROMIUM") is null && !Shell.IsOnPath("chromium")) missing.Add("chromium");
        if (!Shell.IsOnPath("zbarimg")) missing.Add("zbar-tools");
        if (!HasSmtpSink()) missing.Add("python3-aiosmtpd");
        // A reader of spreadsheets that is not ours; half a gigabyte, so only for who needs it.
        if (withOffice && !Shell.IsOnPath("soffice")) missing.Add("libreoffice-calc-nogui");
        return missing;
    }

    static async Task InstallAsync(Shell shell, List<string> packages)
    {
        string[] prefix = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        if (!Shell.IsOnPath("apt-get") || (prefix.Length > 0 && (!Shell.IsOnPath("sudo") || (await shell.CaptureAsync("sudo", ["-n", "true"])).Exit != 0))) return;
        Console.WriteLine($"→ Installing {string.Join(' ', packages)} (Debian packages; a minute or two) …");
        string[] apt = [.. prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
        foreach (string[] step in (string[][])[["update"], ["install", "-y", "--no-install-recommends", .. packages]])
        {
            string[] line = [.. apt, .. step];
            var (exit, output) = await shell.CaptureAsync(line[0], line[1..], limit: TimeSpan.FromMinutes(10));
            if (exit != 0) Console.WriteLine(output);
        }
    }

    // The mail server of the tests, a Python package of Debian's own Python.
    static bool HasSmtpSink() => Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd");
}

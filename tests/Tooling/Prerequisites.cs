namespace Guichet.Tooling;

/// <summary>What the tests need beside the SDK, and how to get it.</summary>
public static class Prerequisites
{
    public static async Task EnsureAsync(Shell shell, bool withOffice = false)
    {
        List<string> missing = [];
        if (PrivatePostgres.FindBin() is null) missing.Add("postgresql");
        if (Environment.GetEnvironmentVariable("GUICHET_CHROMIUM") is null && !Shell.IsOnPath("chromium")) missing.Add("chromium");
        if (!Shell.IsOnPath("zbarimg")) missing.Add("zbar-tools");
        if (!HasSmtpSink()) missing.Add("python3-aiosmtpd");
        // A reader of spreadsheets that is not ours; half a gigabyte, so only for who needs it.
        if (withOffice && !Shell.IsOnPath("soffice")) missing.Add("libreoffice-calc-nogui");
        if (missing.Count == 0) return;
        var list = string.Join(' ', missing);
        string[] prefix = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        var mayInstall = Shell.IsOnPath("apt-get") && (prefix.Length == 0 || Shell.IsOnPath("sudo") && (await shell.CaptureAsync("sudo", ["-n", "true"])).Exit == 0);
        if (mayInstall)
        {
            Console.WriteLine($"→ Installing {list} (Debian packages; a minute or two) …");
            string[] apt = [.. prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
            foreach (string[] step in (string[][])[["update"], ["install", "-y", "--no-install-recommends", .. missing]])
            {
                string[] line = [.. apt, .. step];
                var (exit, output) = await shell.CaptureAsync(line[0], line[1..], limit: TimeSpan.FromMinutes(15));
                if (exit != 0) Console.WriteLine(output);
            }
            if (PrivatePostgres.FindBin() is not null && (Shell.IsOnPath("chromium") || !missing.Contains("chromium")) && Shell.IsOnPath("zbarimg") && HasSmtpSink() && (Shell.IsOnPath("soffice") || !withOffice)) return;
        }
        throw new RefusedException($"""
            Missing: {list}. On Debian or Ubuntu: sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}
            Elsewhere: PostgreSQL 15 or later with initdb and pg_ctl on the path, a Chromium named by GUICHET_CHROMIUM, zbarimg (zbar), aiosmtpd for /usr/bin/python3, and for bench export LibreOffice (or its option --no-reader).
            """);
    }

    // The mail server of the tests, a Python package of Debian's own Python.
    static bool HasSmtpSink() => Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd");
}

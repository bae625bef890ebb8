using System.Runtime.CompilerServices;

namespace Guichet.Web.Tests;

/// <summary>Many servers in one process: each watches its files by the clock, for the system gives a user only 128 watchers.</summary>
internal static class FileWatchers
{
    [ModuleInitializer]
    internal static void ByPolling() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");
}

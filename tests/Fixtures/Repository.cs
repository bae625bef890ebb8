namespace Guichet.Fixtures;

/// <summary>Where the sources are, seen from a test that runs in its bin folder.</summary>
public static class Repository
{
    /// <summary>The folder of Guichet.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the repository, from its root, with forward slashes.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Debug or Release: that of the running test, so that both halves of a test come from one build.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Guichet.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"Guichet.slnx is in no folder above {AppContext.BaseDirectory}");
    }
}

using Guichet.App.Letters;

namespace Guichet.Web.Demo;

/// <summary>Every letter from an example, for those who write and translate them.</summary>
public sealed class GalleryModel(DemonstrationLetters letters) : DemoPage
{
    public IEnumerable<(string Name, DemonstrationLetter French, DemonstrationLetter English)> Letters =>
        letters.Names.Select(name => (name, letters.Find(name, "fr")!, letters.Find(name, "en")!));
}

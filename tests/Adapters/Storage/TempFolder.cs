namespace OrleansTwin.Tests.Adapters.Storage;

/// <summary>A fresh folder, removed at the end.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("twin-store-").FullName;

    public static implicit operator string(TempFolder folder) => folder.Path;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

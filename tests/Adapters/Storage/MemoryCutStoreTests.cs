using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Storage;

namespace OrleansTwin.Tests.Adapters.Storage;

public sealed class MemoryCutStoreTests : CutStoreContract
{
    protected override ICutStore Store { get; } = new MemoryCutStore();
}

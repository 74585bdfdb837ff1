namespace OrleansTwin.Pipeline.Ports;

/// <summary>
/// One row to write; a null value deletes the row. Made by <see cref="Set"/> and <see cref="Delete"/>: a bare <c>null</c> in a
/// conditional expression becomes an empty value, not a deletion.
/// </summary>
public readonly record struct StorePut
{
    private StorePut(StoreTable table, string key, ReadOnlyMemory<byte>? value) => (Table, Key, Value) = (table, key, value);

    public StoreTable Table { get; }

    public string Key { get; }

    /// <summary>Null: the row is deleted. Empty is a value.</summary>
    public ReadOnlyMemory<byte>? Value { get; }

    public static StorePut Set(StoreTable table, string key, ReadOnlyMemory<byte> value) => new(table, key, new ReadOnlyMemory<byte>?(value));

    public static StorePut Delete(StoreTable table, string key) => new(table, key, default(ReadOnlyMemory<byte>?));
}

namespace OrleansTwin.Bench.Load;

/// <summary>One call of the load: who, what, on which resource.</summary>
internal readonly record struct LoadCall(LoadAccount Account, int Role, LoadApi Api, LoadTarget Target, bool Denied);

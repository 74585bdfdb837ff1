namespace OrleansTwin.Detection.Sigma.Compiling;

/// <summary>A compiled test of one text in UTF-8.</summary>
internal delegate bool TextPredicate(ReadOnlySpan<byte> text);

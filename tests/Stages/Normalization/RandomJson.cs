using System.Text;
using CsCheck;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>JSON of any shape over given member names, sometimes broken: lone surrogates, control characters, cut short.</summary>
internal static class RandomJson
{
    public static Gen<ReadOnlyMemory<byte>> Of(string[] names)
    {
        var text = Any("\"\"", "\"arn:aws:iam::111122223333:role/app\"", "\"vpc-0a1b2c3d4e5f60001\"", "\"\\ud800\"", "\"a\\u0000b\"", "\"HIDDEN_DUE_TO_SECURITY_REASONS\"", "\"{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":7}}}\"", "\"%7B\"", "\"x/y:z\"", "\"https://sqs/\"");
        var leaf = Gen.OneOf(text, Any("null", "true", "false", "0", "-1", "1e400", "{}", "[]"), Gen.String[Gen.Char.AlphaNumeric, 0, 12].Select(static s => $"\"{s}\""));
        var name = Gen.OneOf(Any(names), Any("items", "item", "member", "content", "omitted", "arn", "add", "userId", "type", "ARN", "Statement"));
        var node = Gen.Recursive<string>((depth, inner) => depth > 4
            ? leaf
            : Gen.Frequency(
                (4, leaf),
                (3, Gen.Select(name, inner, static (n, v) => $"\"{n}\":{v}").List[0, 6].Select(static m => "{" + string.Join(',', m) + "}")),
                (2, inner.List[0, 4].Select(static m => "[" + string.Join(',', m) + "]"))));
        var root = Gen.Select(name, node, static (n, v) => $"\"{n}\":{v}").List[0, 10].Select(static m => "{" + string.Join(',', m) + "}");
        return Gen.Frequency(
            (8, root.Select(static s => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(s))),
            (1, Gen.Select(root, Gen.Int[0, 60], static (s, cut) => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(s[..Math.Min(cut, s.Length)]))),
            (1, Gen.Int[0, 0].Select(static _ => default(ReadOnlyMemory<byte>))),
            (1, Gen.Byte.Array[0, 40].Select(static b => (ReadOnlyMemory<byte>)b)));
    }

    private static Gen<string> Any(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}

using System.Text;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>Access keys and console passwords of users: from the credential report, or from <c>list-access-keys</c> and <c>get-login-profile</c>.</summary>
internal sealed class UserFacts
{
    private readonly Dictionary<string, (int Keys, bool Login)> _report = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _login = new(StringComparer.Ordinal);

    public UserFacts(SnapshotLists lists)
    {
        foreach (var item in lists.Of(SnapshotLists.Single))
        {
            if (Text(item.Element, "Content") is { } content)
            {
                Report(content);
            }

            if (Nested(item.Element, "LoginProfile", "UserName") is { } name)
            {
                _login.Add(name);
            }

            if (item.Call == "iam-list-access-keys" && item.Argument is { } asked)
            {
                _keys.TryAdd(asked, 0);
            }
        }

        foreach (var key in lists.Elements("AccessKeyMetadata"))
        {
            if (Text(key, "UserName") is { } name)
            {
                _keys[name] = _keys.GetValueOrDefault(name) + 1;
            }
        }
    }

    public SnapshotUser Fill(SnapshotUser user) => _report.TryGetValue(user.Arn, out var row)
        ? user with { AccessKeys = row.Keys, HasLoginProfile = row.Login }
        : user with
        {
            AccessKeys = _keys.TryGetValue(user.Name, out var keys) ? keys : user.AccessKeys,
            HasLoginProfile = _login.Contains(user.Name) ? true : user.HasLoginProfile,
        };

    private void Report(string content)
    {
        var text = content;
        if (!content.StartsWith("user,", StringComparison.Ordinal))
        {
            var bytes = new byte[content.Length];
            if (!Convert.TryFromBase64String(content, bytes, out var length))
            {
                return;
            }

            text = Encoding.UTF8.GetString(bytes, 0, length);
        }

        var lines = text.Split('\n');
        var columns = lines[0].Trim().Split(',');
        var (arn, password) = (Array.IndexOf(columns, "arn"), Array.IndexOf(columns, "password_enabled"));
        int[] keys = [Array.IndexOf(columns, "access_key_1_last_rotated"), Array.IndexOf(columns, "access_key_2_last_rotated")];
        if (arn < 0 || password < 0 || keys.Contains(-1))
        {
            return;
        }

        foreach (var cells in lines.Skip(1).Select(static line => line.Trim().Split(',')).Where(cells => cells.Length == columns.Length))
        {
            // An inactive key counts too: AWS allows two, active or not.
            _report[cells[arn]] = (keys.Count(k => cells[k] is not ("N/A" or "not_supported" or "")), cells[password] == "true");
        }
    }
}

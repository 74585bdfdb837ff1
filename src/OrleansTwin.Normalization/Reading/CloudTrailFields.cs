namespace OrleansTwin.Normalization.Reading;

/// <summary>Names of <see cref="CloudTrailField"/>s, found by length, then bytes. Source: "CloudTrail record contents".</summary>
internal static class CloudTrailFields
{
    private const int LengthMax = 24;

    private static readonly (byte[] Name, CloudTrailField Field)[][] ByLength = Group(
        ("eventTime", CloudTrailField.EventTime),
        ("eventSource", CloudTrailField.EventSource),
        ("eventName", CloudTrailField.EventName),
        ("eventID", CloudTrailField.EventId),
        ("eventType", CloudTrailField.EventType),
        ("eventCategory", CloudTrailField.EventCategory),
        ("eventVersion", CloudTrailField.EventVersion),
        ("awsRegion", CloudTrailField.AwsRegion),
        ("sourceIPAddress", CloudTrailField.SourceAddress),
        ("userAgent", CloudTrailField.UserAgent),
        ("errorCode", CloudTrailField.ErrorCode),
        ("errorMessage", CloudTrailField.ErrorMessage),
        ("userIdentity", CloudTrailField.UserIdentity),
        ("requestParameters", CloudTrailField.Request),
        ("responseElements", CloudTrailField.Response),
        ("additionalEventData", CloudTrailField.Additional),
        ("resources", CloudTrailField.Resources),
        ("serviceEventDetails", CloudTrailField.ServiceDetails),
        ("insightDetails", CloudTrailField.InsightDetails),
        ("readOnly", CloudTrailField.ReadOnly),
        ("managementEvent", CloudTrailField.ManagementEvent),
        ("recipientAccountId", CloudTrailField.RecipientAccount),
        ("sharedEventID", CloudTrailField.SharedEventId),
        ("vpcEndpointId", CloudTrailField.VpcEndpointId),
        ("vpcEndpointAccountId", CloudTrailField.VpcEndpointAccount),
        ("addendum", CloudTrailField.Addendum));

    public static CloudTrailField Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > LengthMax)
        {
            return CloudTrailField.Other;
        }

        foreach (var (known, field) in ByLength[name.Length])
        {
            if (name.SequenceEqual(known))
            {
                return field;
            }
        }

        return CloudTrailField.Other;
    }

    public static string NameOf(CloudTrailField field)
    {
        foreach (var (name, known) in ByLength.SelectMany(static group => group))
        {
            if (known == field)
            {
                return System.Text.Encoding.UTF8.GetString(name);
            }
        }

        return field.ToString();
    }

    private static (byte[] Name, CloudTrailField Field)[][] Group(params (string Name, CloudTrailField Field)[] names)
    {
        var groups = new (byte[], CloudTrailField)[LengthMax + 1][];
        for (var length = 0; length <= LengthMax; length++)
        {
            groups[length] = [.. names.Where(name => name.Name.Length == length).Select(static name => (System.Text.Encoding.UTF8.GetBytes(name.Name), name.Field))];
        }

        return groups;
    }
}

using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// The estate is built by an infrastructure pipeline, weeks before. Permission sets of single sign-on, the people's users and keys and the
/// policies that workloads share are older than the first log: the twin does not know them. A role for one export of data is left behind
/// with its profile; nothing uses it.
/// </summary>
internal static class EstateBuilding
{
    public static void Write(DemoLog log)
    {
        var builder = new EstateBuilder(log, DemoScenario.Built);
        Network(builder);
        Groups(builder);
        Identities(builder);
        Stores(builder);
        Machines(builder);
        Trail(builder);
    }

    private static void Network(EstateBuilder builder)
    {
        builder.Ec2("CreateVpc", new() { ["cidrBlock"] = "10.20.0.0/16", ["instanceTenancy"] = "default" }, new()
        {
            ["vpc"] = new JsonObject { ["vpcId"] = DemoNames.Vpc, ["ownerId"] = DemoNames.Account, ["state"] = "pending", ["cidrBlock"] = "10.20.0.0/16", ["isDefault"] = false, ["instanceTenancy"] = "default", ["tagSet"] = Tags("main") },
        });
        Subnet(builder, DemoNames.PublicSubnet, "10.20.0.0/24");
        Subnet(builder, DemoNames.PrivateSubnet, "10.20.10.0/24");
        var (gateway, nat) = (DemoNames.IdOf("igw", "main"), DemoNames.IdOf("nat", "main"));
        builder.Ec2("CreateInternetGateway", [], new() { ["internetGateway"] = new JsonObject { ["internetGatewayId"] = gateway, ["ownerId"] = DemoNames.Account, ["attachmentSet"] = new JsonObject(), ["tagSet"] = Tags("main") } });
        builder.Ec2("AttachInternetGateway", new() { ["internetGatewayId"] = gateway, ["vpcId"] = DemoNames.Vpc }, Done());
        Address(builder, "nat", DemoNames.NatAddress);
        builder.Ec2(
            "CreateNatGateway",
            new() { ["CreateNatGatewayRequest"] = new JsonObject { ["SubnetId"] = DemoNames.PublicSubnet, ["AllocationId"] = DemoNames.IdOf("eipalloc", "nat"), ["ClientToken"] = "terraform-nat-main" } },
            new() { ["CreateNatGatewayResponse"] = new JsonObject { ["xmlns"] = "http://ec2.amazonaws.com/doc/2016-11-15/", ["natGateway"] = new JsonObject { ["natGatewayId"] = nat, ["subnetId"] = DemoNames.PublicSubnet, ["vpcId"] = DemoNames.Vpc, ["state"] = "pending", ["connectivityType"] = "public" } } });
        Route(builder, "public", DemoNames.PublicSubnet, "gatewayId", gateway);
        Route(builder, "private", DemoNames.PrivateSubnet, "natGatewayId", nat);
    }

    private static void Subnet(EstateBuilder builder, string id, string cidr) => builder.Ec2(
        "CreateSubnet",
        new() { ["vpcId"] = DemoNames.Vpc, ["cidrBlock"] = cidr, ["availabilityZone"] = "eu-west-1a" },
        new() { ["subnet"] = new JsonObject { ["subnetId"] = id, ["subnetArn"] = DemoNames.Ec2($"subnet/{id}"), ["state"] = "available", ["vpcId"] = DemoNames.Vpc, ["cidrBlock"] = cidr, ["availableIpAddressCount"] = 251, ["availabilityZone"] = "eu-west-1a", ["availabilityZoneId"] = "euw1-az1", ["defaultForAz"] = false, ["mapPublicIpOnLaunch"] = false, ["ownerId"] = DemoNames.Account } });

    private static void Route(EstateBuilder builder, string name, string subnet, string target, string id)
    {
        var table = DemoNames.IdOf("rtb", name);
        builder.Ec2("CreateRouteTable", new() { ["vpcId"] = DemoNames.Vpc }, new() { ["routeTable"] = new JsonObject { ["routeTableId"] = table, ["vpcId"] = DemoNames.Vpc, ["ownerId"] = DemoNames.Account, ["associationSet"] = new JsonObject(), ["tagSet"] = Tags(name) } });
        builder.Ec2("CreateRoute", new() { ["routeTableId"] = table, ["destinationCidrBlock"] = "0.0.0.0/0", [target] = id }, Done());
        builder.Ec2("AssociateRouteTable", new() { ["routeTableId"] = table, ["subnetId"] = subnet }, new() { ["associationId"] = DemoNames.IdOf("rtbassoc", name), ["associationState"] = new JsonObject { ["state"] = "associated" } });
    }

    private static void Address(EstateBuilder builder, string name, string address) => builder.Ec2(
        "AllocateAddress",
        new() { ["domain"] = "vpc" },
        new() { ["publicIp"] = address, ["domain"] = "vpc", ["allocationId"] = DemoNames.IdOf("eipalloc", name), ["publicIpv4Pool"] = "amazon", ["networkBorderGroup"] = DemoNames.Region });

    private static void Groups(EstateBuilder builder)
    {
        foreach (var (id, name, port) in new[] { (DemoNames.StatusGroup, "status-page", 443), (DemoNames.ApiGroup, "orders-api", 8443), (DemoNames.BatchGroup, "batch", 9100) })
        {
            builder.Ec2("CreateSecurityGroup", new() { ["groupName"] = name, ["groupDescription"] = $"{name} hosts", ["vpcId"] = DemoNames.Vpc }, new() { ["_return"] = true, ["groupId"] = id });
            builder.Ec2("AuthorizeSecurityGroupIngress", Ingress(id, port, "10.20.0.0/16", "from inside"), Done());
        }
    }

    /// <summary>Request of AuthorizeSecurityGroupIngress for one port and one range.</summary>
    public static JsonObject Ingress(string group, int port, string cidr, string? description = null)
    {
        var range = new JsonObject { ["cidrIp"] = cidr };
        if (description is not null)
        {
            range["description"] = description;
        }

        return new()
        {
            ["groupId"] = group,
            ["ipPermissions"] = new JsonObject
            {
                ["items"] = new JsonArray(new JsonObject { ["ipProtocol"] = "tcp", ["fromPort"] = port, ["toPort"] = port, ["groups"] = new JsonObject(), ["ipRanges"] = new JsonObject { ["items"] = new JsonArray(range) }, ["ipv6Ranges"] = new JsonObject(), ["prefixListIds"] = new JsonObject() }),
            },
        };
    }

    private static void Identities(EstateBuilder builder)
    {
        foreach (var role in new[] { DemoNames.ApiRole, DemoNames.BatchRole, DemoNames.ExportRole })
        {
            builder.Role(role, "ec2.amazonaws.com");
        }

        foreach (var function in DemoNames.Functions)
        {
            builder.Role($"{function}-role", "lambda.amazonaws.com");
        }

        builder.Policy(DemoNames.ExportRole, "read-tables", "\"dynamodb:GetItem\",\"dynamodb:BatchGetItem\"", "*");
        foreach (var role in DemoNames.Functions.Select(static function => $"{function}-role").Append(DemoNames.ApiRole).Append(DemoNames.BatchRole))
        {
            builder.Iam("AttachRolePolicy", new() { ["roleName"] = role, ["policyArn"] = DemoNames.Iam($"policy/shared/{role}-access") }, null);
        }

        foreach (var profile in new[] { DemoNames.ApiRole, DemoNames.BatchRole, DemoNames.ExportRole })
        {
            builder.Iam("CreateInstanceProfile", new() { ["instanceProfileName"] = profile }, new() { ["instanceProfile"] = new JsonObject { ["path"] = "/", ["instanceProfileName"] = profile, ["instanceProfileId"] = DemoNames.UniqueId("AIPA", profile), ["arn"] = DemoNames.Iam($"instance-profile/{profile}"), ["roles"] = new JsonArray() } });
            builder.Iam("AddRoleToInstanceProfile", new() { ["instanceProfileName"] = profile, ["roleName"] = profile }, null);
        }
    }

    private static void Stores(EstateBuilder builder)
    {
        foreach (var table in DemoNames.Tables)
        {
            builder.Call("dynamodb", "CreateTable", new() { ["tableName"] = table, ["keySchema"] = new JsonArray(new JsonObject { ["attributeName"] = "id", ["keyType"] = "HASH" }), ["billingMode"] = "PAY_PER_REQUEST" }, new()
            {
                ["tableDescription"] = new JsonObject { ["tableName"] = table, ["tableStatus"] = "CREATING", ["tableArn"] = DemoNames.Table(table), ["itemCount"] = 0, ["tableSizeBytes"] = 0 },
            });
        }

        foreach (var bucket in DemoNames.Buckets)
        {
            builder.Call("s3", "CreateBucket", new() { ["bucketName"] = bucket, ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = DemoNames.Region, ["xmlns"] = "http://s3.amazonaws.com/doc/2006-03-01/" }, ["Host"] = $"{bucket}.s3.{DemoNames.Region}.amazonaws.com" }, null);
            builder.Call("s3", "PutBucketPublicAccessBlock", new() { ["bucketName"] = bucket, ["publicAccessBlock"] = string.Empty, ["PublicAccessBlockConfiguration"] = new JsonObject { ["BlockPublicAcls"] = true, ["IgnorePublicAcls"] = true, ["BlockPublicPolicy"] = true, ["RestrictPublicBuckets"] = true } }, null);
        }
    }

    private static void Machines(EstateBuilder builder)
    {
        foreach (var host in DemoHost.All)
        {
            Launch(builder, host);
        }

        Address(builder, "status-page", DemoNames.StatusAddress);
        builder.Ec2("AssociateAddress", new() { ["allocationId"] = DemoNames.IdOf("eipalloc", "status-page"), ["instanceId"] = DemoNames.StatusHost }, new() { ["_return"] = true, ["associationId"] = DemoNames.IdOf("eipassoc", "status-page") });
        foreach (var function in DemoNames.Functions)
        {
            builder.Call("lambda", "CreateFunction20150331", new() { ["functionName"] = function, ["runtime"] = "python3.13", ["role"] = DemoNames.Iam($"role/{function}-role"), ["handler"] = "main.handle", ["code"] = new JsonObject { ["s3Bucket"] = "meridian-build-artifacts", ["s3Key"] = $"{function}/1.zip" }, ["timeout"] = 30, ["memorySize"] = 256 }, new()
            {
                ["functionName"] = function, ["functionArn"] = DemoNames.Function(function), ["runtime"] = "python3.13", ["role"] = DemoNames.Iam($"role/{function}-role"), ["handler"] = "main.handle", ["version"] = "$LATEST", ["state"] = "Pending",
            });
        }
    }

    private static void Launch(EstateBuilder builder, DemoHost host)
    {
        var item = new JsonObject
        {
            ["instanceId"] = host.Instance, ["imageId"] = "ami-0c1f4e8a7b3d92650", ["instanceState"] = new JsonObject { ["code"] = 0, ["name"] = "pending" },
            ["privateDnsName"] = $"ip-{host.PrivateIp.Replace('.', '-')}.{DemoNames.Region}.compute.internal", ["instanceType"] = "t3.medium",
            ["placement"] = new JsonObject { ["availabilityZone"] = "eu-west-1a", ["tenancy"] = "default" }, ["subnetId"] = host.Subnet, ["vpcId"] = DemoNames.Vpc, ["privateIpAddress"] = host.PrivateIp,
            ["groupSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["groupId"] = host.Group, ["groupName"] = host.Name }) }, ["tagSet"] = Tags(host.Name),
            ["networkInterfaceSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["networkInterfaceId"] = DemoNames.IdOf("eni", host.Instance), ["subnetId"] = host.Subnet, ["vpcId"] = DemoNames.Vpc, ["privateIpAddress"] = host.PrivateIp }) },
            ["metadataOptions"] = new JsonObject { ["state"] = "pending", ["httpTokens"] = "required", ["httpPutResponseHopLimit"] = 1, ["httpEndpoint"] = "enabled" },
        };
        var request = new JsonObject
        {
            ["instancesSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["imageId"] = "ami-0c1f4e8a7b3d92650", ["minCount"] = 1, ["maxCount"] = 1 }) },
            ["instanceType"] = "t3.medium", ["subnetId"] = host.Subnet, ["groupSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["groupId"] = host.Group }) },
        };
        if (host.Profile is { } profile)
        {
            request["iamInstanceProfile"] = new JsonObject { ["name"] = profile };
            item["iamInstanceProfile"] = new JsonObject { ["arn"] = DemoNames.Iam($"instance-profile/{profile}"), ["id"] = DemoNames.UniqueId("AIPA", profile) };
        }

        builder.Ec2("RunInstances", request, new() { ["reservationId"] = DemoNames.IdOf("r", host.Name), ["ownerId"] = DemoNames.Account, ["groupSet"] = new JsonObject(), ["instancesSet"] = new JsonObject { ["items"] = new JsonArray(item) } });
    }

    private static void Trail(EstateBuilder builder)
    {
        const string Name = "main-trail";
        var arn = $"arn:aws:cloudtrail:{DemoNames.Region}:{DemoNames.Account}:trail/{Name}";
        builder.Call("cloudtrail", "CreateTrail", new() { ["name"] = Name, ["s3BucketName"] = "meridian-trail-logs", ["includeGlobalServiceEvents"] = true, ["isMultiRegionTrail"] = true, ["enableLogFileValidation"] = true }, new() { ["name"] = Name, ["s3BucketName"] = "meridian-trail-logs", ["includeGlobalServiceEvents"] = true, ["isMultiRegionTrail"] = true, ["trailARN"] = arn, ["logFileValidationEnabled"] = true, ["isOrganizationTrail"] = false });
        var selectors = new JsonArray(
            Selector("Management events", ("eventCategory", ["Management"])),
            Selector("Items of the watched tables", ("eventCategory", ["Data"]), ("resources.type", ["AWS::DynamoDB::Table"]), ("resources.ARN", [.. DemoNames.Tables.Where(static table => table != DemoNames.Unwatched).Select(DemoNames.Table)])),
            Selector("Objects", ("eventCategory", ["Data"]), ("resources.type", ["AWS::S3::Object"])));
        builder.Call("cloudtrail", "PutEventSelectors", new() { ["trailName"] = Name, ["advancedEventSelectors"] = selectors.DeepClone() }, new() { ["trailARN"] = arn, ["advancedEventSelectors"] = selectors });
        builder.Call("cloudtrail", "StartLogging", new() { ["name"] = Name }, null);
        builder.Ec2(
            "CreateFlowLogs",
            new() { ["CreateFlowLogsRequest"] = new JsonObject { ["ResourceId"] = new JsonObject { ["tag"] = 1, ["content"] = DemoNames.Vpc }, ["ResourceType"] = "VPC", ["TrafficType"] = "ALL", ["MaxAggregationInterval"] = 60, ["LogDestinationType"] = "s3", ["LogDestination"] = DemoNames.Bucket("meridian-trail-logs") } },
            new() { ["CreateFlowLogsResponse"] = new JsonObject { ["xmlns"] = "http://ec2.amazonaws.com/doc/2016-11-15/", ["unsuccessful"] = string.Empty, ["flowLogIdSet"] = new JsonObject { ["item"] = DemoNames.IdOf("fl", "main") } } });
    }

    private static JsonObject Selector(string name, params (string Field, string[] Values)[] fields) => new()
    {
        ["name"] = name,
        ["fieldSelectors"] = new JsonArray([.. fields.Select(static field => new JsonObject { ["field"] = field.Field, ["equals"] = new JsonArray([.. field.Values.Select(static value => (JsonNode)value)]) })]),
    };

    private static JsonObject Tags(string name) => new() { ["items"] = new JsonArray(new JsonObject { ["key"] = "Name", ["value"] = name }) };

    private static JsonObject Done() => new() { ["_return"] = true };
}

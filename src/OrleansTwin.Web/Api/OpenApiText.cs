using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Web.Api;

/// <summary>What the OpenAPI document says beyond what the routes say by themselves.</summary>
internal static class OpenApiText
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new() { Title = "OrleansTwin", Version = "v1", Description = "The digital twin of a cloud estate. A member left out is not known; one that is null or empty is known to be so. Times are RFC 3339 in UTC. Problems are RFC 9457; `allowed` says what would be taken." };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(WrittenAsync);
    }

    // Types whose JSON is written by a converter, so that their members do not tell it.
    private static async Task WrittenAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(EntityId))
        {
            schema.Type = JsonSchemaType.String;
            schema.Properties?.Clear();
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueArray<>))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Properties?.Clear();
            schema.Items = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, cancellationToken);
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "date-time";
        }
        else if (type == typeof(EntityView) && schema.Properties is { } members)
        {
            // RecordJson writes both as JSON.
            members["config"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The configuration as known; attributes not known are left out." };
            members["tags"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }

    /// <summary>Names the query parameters of a route that reads them itself.</summary>
    public static TBuilder WithQuery<TBuilder>(this TBuilder builder, params (string Name, string What, bool Required)[] parameters)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithParameters(ParameterLocation.Query, parameters);

    /// <summary>Names the path parameters of a route that reads them itself.</summary>
    public static TBuilder WithPath<TBuilder>(this TBuilder builder, params (string Name, string What)[] parameters)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithParameters(ParameterLocation.Path, [.. parameters.Select(static parameter => (parameter.Name, parameter.What, true))]);

    private static TBuilder WithParameters<TBuilder>(this TBuilder builder, ParameterLocation where, (string Name, string What, bool Required)[] parameters)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, what, required) in parameters.Where(parameter => !operation.Parameters.Any(known => known.Name == parameter.Name && known.In == where)))
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = where, Required = required, Description = what, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });
        return builder;
    }
}

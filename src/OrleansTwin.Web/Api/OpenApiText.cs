using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Web.Api;

/// <summary>What the OpenAPI document says beyond what the routes say by themselves.</summary>
internal static class OpenApiText
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new() { Title = "OrleansTwin", Version = "v1", Description = "The digital twin of a cloud estate. A member left out is not known; one that is null or empty is known to be so. Times are RFC 3339 in UTC." };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            // Written as plain text by its converter.
            if (context.JsonTypeInfo.Type == typeof(EntityId))
            {
                schema.Type = JsonSchemaType.String;
                schema.Properties?.Clear();
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Names the query parameters of a route that reads them itself.</summary>
    public static TBuilder WithQuery<TBuilder>(this TBuilder builder, params (string Name, string What)[] parameters)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, what) in parameters)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = what, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });
        return builder;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrleansTwin.Web.Api;

internal static class ApiRoutes
{
    public static void MapTwinApi(this WebApplication app)
    {
        EntityEndpoints.Map(app);
        PathEndpoints.Map(app);
        EstateEndpoints.Map(app);
        IncidentEndpoints.Map(app);
        QueryEndpoints.Map(app);
        AlertStream.Map(app);
        HealthEndpoints.Map(app);
        SourceEndpoints.Map(app);
        app.Map("/api/{**rest}", static (string? rest) => Problems.NoRoute($"/api/{rest}")).ExcludeFromDescription();
    }
}

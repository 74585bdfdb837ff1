using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansTwin.Model.Json;
using OrleansTwin.Web.Api;
using OrleansTwin.Web.Components;
using OrleansTwin.Web.Live;
using OrleansTwin.Web.Mcp;

namespace OrleansTwin.Web;

/// <summary>HTTP API, alert stream and pages over the query grains of a silo in the same process.</summary>
public static class TwinWeb
{
    private const int BodyBytesMax = 64 * 1024;

    public static void AddTwinWeb(this WebApplicationBuilder builder, WebSettings settings)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        });
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services
            .AddSingleton(settings)
            .AddSingleton<WebReadiness>()
            .AddSingleton<SourceBoard>()
            .AddSingleton<StreamSeats>()
            .AddSingleton<TwinReader>()
            .AddSingleton<AlertWatch>()
            .AddHostedService(static services => services.GetRequiredService<AlertWatch>());
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(static json => Twin(json.SerializerOptions));
        builder.Services.AddTwinMcp();
        builder.Services.AddOpenApi("v1", OpenApiText.Describe);

        // Keys in memory: circuits do not outlive the process, and nothing is written outside the folder that was named.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddResponseCompression();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
    }

    public static void UseTwinWeb(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseMiddleware<RequestGuard>();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseResponseCompression();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapTwinApi();
        app.MapMcp("/mcp");
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(static mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static void Twin(JsonSerializerOptions options)
    {
        var twin = TwinJson.Options;
        options.DefaultIgnoreCondition = twin.DefaultIgnoreCondition;
        options.Encoder = twin.Encoder;
        options.MaxDepth = twin.MaxDepth;
        foreach (var converter in twin.Converters)
        {
            options.Converters.Add(converter);
        }
    }
}

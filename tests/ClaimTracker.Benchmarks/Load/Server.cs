using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ClaimTracker.Benchmarks.Load;

/// <summary>A server in a process of its own, and one connection to it.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    private Server(string name, Process process, Uri address, string? key)
    {
        Name = name;
        this.process = process;
        http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = address };
        if (key is not null)
            http.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    public string Name { get; }

    /// <summary>The service as it is shipped: in Production, with its key and its checks; only the rate limit is lifted.</summary>
    public static Task<Server> StartServiceAsync(DataSet data) =>
        StartAsync(
            "service",
            address =>
                [
                    Path.Combine(AppContext.BaseDirectory, "ClaimTracker.Web.dll"),
                    $"--urls={address}",
                    "--environment=Production",
                    $"--ConnectionStrings:ClaimTracker=Data Source={data.File}",
                    "--RateLimit:PerMinute=100000000",
                    "--RateLimit:Burst=100000000",
                ],
            "health/ready",
            data.Key
        );

    public static Task<Server> StartFloorAsync(DataSet data) =>
        StartAsync(
            "floor",
            address =>
                [Path.Combine(AppContext.BaseDirectory, "ClaimTracker.Benchmarks.dll"), "floor", data.File, address],
            "graph/1/0",
            key: null
        );

    /// <summary>One request: wall time and bytes.</summary>
    public async Task<(double Milliseconds, string Body)> GetAsync(string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await http.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return response.StatusCode == HttpStatusCode.OK
            ? (elapsed, body)
            : throw new InvalidOperationException($"{Name} {path}: {(int)response.StatusCode} {body}");
    }

    /// <summary>The status of an address, for what may not be there yet.</summary>
    public async Task<HttpStatusCode> ProbeAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return response.StatusCode;
    }

    /// <summary>CPU milliseconds the process has used, in steps of 10; null where the system does not tell.</summary>
    public double? Cpu()
    {
        var stat = $"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/stat";
        if (!File.Exists(stat))
            return null;
        var text = File.ReadAllText(stat);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (
                long.Parse(fields[11], CultureInfo.InvariantCulture)
                + long.Parse(fields[12], CultureInfo.InvariantCulture)
            ) * 10.0;
    }

    // What a service does on its own after a start (verifying the trail, noticing likenesses) is not what is measured.
    private async Task SettleAsync()
    {
        for (var (before, quiet) = (Cpu(), 0); quiet < 2; await Task.Delay(1000))
        {
            var now = Cpu();
            quiet = now is null || now - before < 50 ? quiet + 1 : 0;
            before = now;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<Server> StartAsync(
        string name,
        Func<string, string[]> arguments,
        string ready,
        string? key
    )
    {
        var address = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        var start = new ProcessStartInfo("dotnet", arguments(address))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The same collector for both, whatever their project kinds would choose.
        start.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginErrorReadLine();
        var server = new Server(name, process, new Uri(address), key);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (process.HasExited)
                break;
            try
            {
                if (await server.ProbeAsync(ready) == HttpStatusCode.OK)
                {
                    await server.SettleAsync();
                    return server;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        server.Dispose();
        throw new InvalidOperationException($"The {name} did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

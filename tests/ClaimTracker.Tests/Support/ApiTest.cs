namespace ClaimTracker.Tests.Support;

/// <summary>A test over HTTP: a fresh service on a fresh database for each, on every kind of database there is.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.All))]
public abstract class ApiTest(TestDatabase database)
{
    protected TestApp App { get; private set; } = null!;

    /// <summary>The local administrator.</summary>
    protected Api Api { get; private set; } = null!;

    /// <summary>Settings that differ for this fixture.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    protected TestDatabase Database => database;

    [SetUp]
    public async Task StartAsync()
    {
        App = await TestApp.StartAsync(database, Settings);
        Api = new Api(App.Address);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Api.Dispose();
        await App.DisposeAsync();
    }
}

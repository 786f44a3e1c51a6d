using ClaimTracker.Benchmarks;
using ClaimTracker.Benchmarks.Load;

return args switch
{
    ["load", .. var options] => await LoadRun.RunAsync(LoadOptions.Read(options)),
    ["floor", var database, var address] => await Floor.ServeAsync(database, address),
    _ => Usage.Show(),
};

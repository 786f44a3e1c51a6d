using ClaimTracker.Web.Hosting;

return await CommandLine.RunAsync(args);

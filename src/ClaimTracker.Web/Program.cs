using ClaimTracker.Web.Hosting;

return await Verbs.RunAsync(args);

namespace ClaimTracker.Web;

/// <summary>Marks a class that holds state while one request is answered, or one piece of work is done. It is registered for its scope by this mark alone.</summary>
internal interface IScoped;

/// <summary>Registers what bears the mark.</summary>
internal static class ScopedClasses
{
    public static IServiceCollection AddScopedClasses(this IServiceCollection services)
    {
        foreach (var type in typeof(IScoped).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IScoped))))
            if (type.IsClass)
                services.AddScoped(type);
        return services;
    }
}

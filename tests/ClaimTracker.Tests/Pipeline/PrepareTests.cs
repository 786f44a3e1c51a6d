using System.Net;
using ClaimTracker.Domain.Access;
using ClaimTracker.Tests.Features.Claims;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Features.Articles;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.Pipeline;

/// <summary>What needs no lock is done before it is taken, and done again where somebody changed what it rests on.</summary>
public sealed class PrepareTests(TestDatabase database) : ClaimTest(database)
{
    [Test]
    public async Task While_a_text_takes_long_to_read_others_write()
    {
        var slow = new Slow();
        await using var app = await TestApp.StartAsync(Database, services: services =>
            services.AddScoped<IPrepares<RecordArticle>>(_ => slow)
        );
        using var api = new Api(app.Address);

        var recording = api.Post("articles", new { text = "Le barrage a cédé.", outlet = "Ledger" });
        await slow.Begun;
        (await api.Post("sources", new { name = "Gen. X", kind = "person" })).Expect(HttpStatusCode.Created);
        Assert.That(recording.IsCompleted, Is.False);

        slow.End();
        (await recording).Expect(HttpStatusCode.Created);
    }

    [Test]
    public async Task What_a_handler_prepares_needs_no_lock()
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerScope>().Caller = Caller.System;
        var handler = scope.ServiceProvider.GetRequiredService<IPrepares<RecordArticle>>();
        using (await App.Services.GetRequiredService<WriteGate>().EnterAsync(CancellationToken.None))
            await handler.PrepareAsync(new RecordArticle("Le barrage a cédé."), CancellationToken.None);

        Assert.That(
            scope.ServiceProvider.GetRequiredService<IRequestHandler<RecordArticle, ArticleView>>(),
            Is.SameAs(handler),
            "it goes on with what it prepared"
        );
        Assert.That(
            scope
                .ServiceProvider.GetServices<IPipelineBehavior<RecordArticle, ArticleView>>()
                .Select(behaviour => behaviour.GetType().GetGenericTypeDefinition()),
            Is.EqualTo(new[] { typeof(Authorize<,>), typeof(Validate<,>), typeof(Prepare<,>), typeof(Save<,>) })
        );
    }

    [Test]
    public async Task A_text_that_was_replaced_while_it_was_read_is_read_again()
    {
        var article = await ArticleAsync();
        var later = "Le colonel Haddad a déclaré mardi que le barrage a cédé.";

        // Both wait for the same lock, the one that changes the text in front.
        var gate = App.Services.GetRequiredService<WriteGate>();
        Task<Answer> revising;
        Task<Answer> extracting;
        using (await gate.EnterAsync(CancellationToken.None))
        {
            revising = Api.Post($"articles/{article}/versions", new { text = later, reason = "rectificatif" });
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            extracting = Api.Post($"articles/{article}/extraction");
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        (await revising).Expect(HttpStatusCode.Created);
        var proposed = (await extracting).Expect(HttpStatusCode.Created).Items;
        Assert.That(proposed, Is.Not.Empty);
        foreach (var claim in proposed)
        {
            Assert.That(claim.GetProperty("anchor").GetProperty("textVersion").GetInt32(), Is.EqualTo(2));
            Assert.That(later, Does.Contain(claim.GetProperty("content")[0].GetProperty("quote").GetString()));
        }
    }

    [TestCase(0)]
    [TestCase(4)]
    public async Task Whoever_was_overtaken_prepares_again(int overtaken)
    {
        var handler = new Counting();
        var answers = 0;

        var answer = await new Prepare<Request, int>([handler]).Handle(new Request(), CancellationToken.None, () =>
            answers++ < overtaken ? throw new PreparationOutdatedException() : Task.FromResult(handler.Prepared)
        );

        Assert.That(answer, Is.EqualTo(overtaken + 1), "each time before the rest goes on");
    }

    [Test]
    public void Whoever_is_overtaken_again_and_again_is_told_so()
    {
        var handler = new Counting();

        Assert.That(
            () =>
                new Prepare<Request, int>([handler]).Handle(new Request(), CancellationToken.None, () =>
                    throw new PreparationOutdatedException()
                ),
            Throws.TypeOf<PreparationOutdatedException>()
        );
        Assert.That(handler.Prepared, Is.EqualTo(5));
    }

    /// <summary>As long as a text may take to be read.</summary>
    private sealed class Slow : IPrepares<RecordArticle>
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public void End() => ended.SetResult();

        public Task PrepareAsync(RecordArticle request, CancellationToken cancellationToken)
        {
            begun.SetResult();
            return ended.Task;
        }
    }

    private sealed record Request : ICommand<int>;

    private sealed class Counting : IPrepares<Request>
    {
        public int Prepared { get; private set; }

        public Task PrepareAsync(Request request, CancellationToken cancellationToken)
        {
            Prepared++;
            return Task.CompletedTask;
        }
    }
}

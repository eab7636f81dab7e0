using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Notifications.Secrets;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Services.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Tests.Notifications;

/// <summary>A clock that stands until it is moved; timers run as always.</summary>
public sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>One process's services on a storage that others may share.</summary>
public sealed class Telling : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly DocumentTable table;

    public Telling(StorageClients clients, StandingClock clock, string folder, NotificationOptions? options = null)
    {
        Clock = clock;
        table = new DocumentTable(clients, "Projects");
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(clients)
            .AddSingleton<SecretStore>(new FileSecretStore(folder))
            .AddSingleton(options ?? Open)
            .AddLogging(logging => logging.ClearProviders())
            .AddHandover()
            .AddSingleton(clients)
            .BuildServiceProvider();
    }

    /// <summary>Takes the addresses of this machine, where the receivers of the tests are.</summary>
    public static NotificationOptions Open { get; } = new()
    {
        AllowedNetworks = [System.Net.IPNetwork.Parse("127.0.0.0/8")],
        AllowHttp = true,
        PageAddress = new Uri("https://handover.example.com"),
        Timeout = TimeSpan.FromSeconds(20),
    };

    public static Actor Administrator { get; } = new(new User("admin@example.com", "Anna", WorkspaceRole.Administrator, []), "request");

    public StandingClock Clock { get; }

    public ChannelService Channels => services.GetRequiredService<ChannelService>();
    public DeliveryStore Deliveries => services.GetRequiredService<DeliveryStore>();
    public DeliveryRunner Runner => services.GetRequiredService<DeliveryRunner>();
    public EventDispatcher Dispatcher => services.GetRequiredService<EventDispatcher>();
    public Outbox Outbox => services.GetRequiredService<Outbox>();
    public OutboundHttp Http => services.GetRequiredService<OutboundHttp>();
    public UserDirectory Users => services.GetRequiredService<UserDirectory>();
    public ProjectStore Projects => services.GetRequiredService<ProjectStore>();
    public SubscriberStore Subscribers => services.GetRequiredService<SubscriberStore>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    public async Task<Subscriber> ChannelAsync(string address, SubscriberKind kind = SubscriberKind.Webhook, string? key = null) =>
        (await Channels.AddAsync(Administrator, new NewChannel("Test", kind, address, key), default)).Subscriber.Value;

    /// <summary>Makes a project and changes its owner: a change that raises an event.</summary>
    public async Task<Project> ProjectWithNewOwnerAsync(string owner = "it@example.com")
    {
        var project = new Project
        {
            Id = Ids.New("p"),
            Name = "Orders",
            Environment = "development",
            Owner = "analyst@example.com",
            Revision = 1,
            FlowHash = "f",
            CloneHash = "f",
            ReadsHash = new string('c', 64),
            CreatedBy = "analyst@example.com",
            CreatedAt = Clock.Now,
            UpdatedBy = "analyst@example.com",
            UpdatedAt = Clock.Now,
        };
        var made = await Projects.CreateAsync(
            project, new Revision(1, "f", "analyst@example.com", Clock.Now, "made"), Audit.Entry(Administrator, project.Id, "project-created", "made", Clock.Now), default);
        await ChangeOwnerAsync(made, owner);
        return (await Projects.RequireAsync(project.Id, default)).Project;
    }

    public Task<LoadedProject> ChangeOwnerAsync(LoadedProject project, string owner) => Projects.SaveAsync(
        project, project.Project with { Owner = owner }, Audit.Entry(Administrator, project.Project.Id, $"owner-{Guid.NewGuid():N}", "changed", Clock.Now), default);

    public async Task RaiseAsync(ProjectEventKind kind, string project = "p-1", string environment = "production") =>
        await table.Batch(project).Insert($"note:{Guid.NewGuid():N}", "changed").Tell(Outbox, new ProjectEvent
        {
            Id = Ids.NewestFirst("event", Clock.Now),
            Kind = kind,
            At = Clock.Now,
            Project = project,
            ProjectName = "Orders",
            Environment = environment,
            Detail = "It happened.",
        }).SubmitAsync(default);

    /// <summary>Does what the workflow does, as long as something is due now; moves the clock past the pace of a channel.</summary>
    public async Task<DateTimeOffset?> DeliverAsync(string subscriber)
    {
        for (; ; )
        {
            var round = await Runner.NextAsync(subscriber, default);
            if (round.Next is null || round.Next > Clock.Now + TimeSpan.FromSeconds(1))
            {
                return round.Next;
            }

            Clock.Now = round.Next.Value > Clock.Now ? round.Next.Value : Clock.Now;
        }
    }

    public async Task<IReadOnlyList<Delivery>> OfAsync(string subscriber) => (await Deliveries.ListAsync(subscriber, null, 100, null, default)).Items;
}

/// <summary>A storage and a folder of secrets for each test.</summary>
public abstract class TellingTests : IAsyncLifetime
{
    private readonly StorageFixture storage = new();

    protected StandingClock Clock { get; } = new();
    protected string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("handover-secrets-").FullName, "secrets");
    protected Telling Here { get; private set; } = null!;
    protected Receiver Receiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await storage.InitializeAsync();
        Here = NewProcess();
        Receiver = await Receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Here.DisposeAsync();
        await storage.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }

    /// <summary>Another process on the same storage.</summary>
    protected Telling NewProcess(NotificationOptions? options = null) => new(storage.Open(), Clock, Folder, options);
}

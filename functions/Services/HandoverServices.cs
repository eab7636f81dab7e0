using Handover.Services.Backups;
using Handover.Services.Catalog;
using Handover.Services.Deployments;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Notifications.Channels;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;
using Handover.Services.Reviews;
using Handover.Services.Schedules;
using Handover.Services.Storage;
using Handover.Services.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Handover.Services;

/// <summary>What both hosts register. A host adds its own <see cref="Warehouse.IWarehouse"/>, <see cref="Notifications.Secrets.SecretStore"/> and <see cref="StorageOptions"/>.</summary>
public static class HandoverServices
{
    public static IServiceCollection AddHandover(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new StorageClients(provider.GetRequiredService<StorageOptions>()));
        services.AddSingleton<Outbox>().AddSingleton<SubscriberStore>().AddSingleton<DeliveryStore>().AddSingleton<DeliveryRunner>();
        services.AddSingleton<EventDispatcher>().AddSingleton<ChannelService>().AddSingleton<OutboundHttp>();
        services.AddSingleton<INotificationChannel, SlackChannel>().AddSingleton<INotificationChannel, TeamsChannel>();
        services.AddSingleton<INotificationChannel, WebhookChannel>().AddSingleton<INotificationChannel, CallbackChannel>();
        services.AddSingleton<UserDirectory>().AddSingleton<EnvironmentStore>().AddSingleton<CatalogService>();
        services.AddSingleton<TableLists>().AddSingleton<WordStore>().AddSingleton<ProjectIndex>().AddSingleton<ProjectStore>().AddSingleton<WorkspaceAudit>().AddSingleton<FlowStore>().AddSingleton<ProjectService>().AddSingleton<UserService>().AddSingleton<FlowService>().AddSingleton<SourceService>();
        services.TryAddSingleton(new CollectionOptions());
        services.AddSingleton<FlowReferences>().AddSingleton<FlowCollector>().AddSingleton<PlanCollector>().AddSingleton<ProjectPurge>();
        services.AddSingleton<OperationStore>().AddSingleton<OperationService>().AddSingleton<OperationRepair>().AddSingleton<OperationRetention>().AddSingleton<Backlog>().AddSingleton<StepRunner>().AddSingleton<OperationSteps>();
        services.AddSingleton<DeploymentSteps>().AddSingleton<DeployPlanning>().AddSingleton<DeploymentService>().AddSingleton<OperationRecorder>();
        services.AddSingleton<RetentionStore>().AddSingleton<RetentionService>();
        services.AddSingleton<PlanStore>().AddSingleton<PromotionStore>().AddSingleton<PromotionNotes>().AddSingleton<PromotionPlanning>().AddSingleton<RollbackPlanning>();
        services.AddSingleton<PolicyCheck>().AddSingleton<PromotionStarting>().AddSingleton<PromotionService>().AddSingleton<HandoverPack>();
        services.AddSingleton<IOperationKind, DeployOperation>().AddSingleton<IOperationKind, PromotionOperation>().AddSingleton<IOperationKind, RollbackOperation>();
        services.AddSingleton<ReviewStore>().AddSingleton<ReviewService>().AddSingleton<CommentService>().AddSingleton<PropertyStore>();
        services.AddSingleton<AnnotationService>().AddSingleton<FindingService>().AddSingleton<ExplorationService>().AddSingleton<ProfileService>();
        services.TryAddSingleton(new RunLimits());
        services.TryAddSingleton(new OperationLimits());
        services.AddSingleton<ScheduleStore>().AddSingleton<DueIndex>().AddSingleton<ScheduleTick>().AddSingleton<RunDispatch>();
        services.AddSingleton<FreshnessWatch>().AddSingleton<RunOutcomes>().AddSingleton<RunClaims>().AddSingleton<WarehouseSlots>().AddSingleton<ExecutionRetention>();
        services.AddSingleton<ScheduleBinding>().AddSingleton<ScheduleService>().AddSingleton<ScheduleOverview>().AddSingleton<IOperationKind, RunOperation>();
        services.TryAddSingleton(new BackupOptions());
        services.AddSingleton<BackupStore>().AddSingleton<BackupTaking>().AddSingleton<BackupService>().AddSingleton<LineageService>();
        services.TryAddSingleton(new VerifyOptions());
        services.AddSingleton<ProjectListMending>();
        services.AddSingleton<Verifier>().AddSingleton<ProjectChecks>().AddSingleton<DeploymentChecks>().AddSingleton<OperationChecks>();
        services.AddSingleton<PromotionStanding>().AddSingleton<BackupChecks>();
        return services;
    }
}

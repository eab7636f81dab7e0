namespace Handover.Core.Notifications;

/// <summary>What a program is told: the body of a signed webhook and of a workflow's callback.</summary>
/// <param name="Delivery">Id of the delivery, the same at every attempt.</param>
/// <param name="Id">Id of the event.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Project">Id of the project; for a promotion the target.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="Environment">Id of the environment.</param>
/// <param name="Detail">What happened, in a sentence or two.</param>
/// <param name="By">Email of who did it.</param>
/// <param name="SourceProject">Id of the project that is promoted.</param>
/// <param name="Node">The deployment node.</param>
/// <param name="Promotion">Id of the promotion.</param>
/// <param name="Operation">Id of the operation.</param>
/// <param name="Link">Address of the page that shows it.</param>
public sealed record EventPayload(
    string Delivery,
    string Id,
    ProjectEventKind Event,
    DateTimeOffset At,
    string Project,
    string ProjectName,
    string Environment,
    string Detail,
    string? By = null,
    string? SourceProject = null,
    string? Node = null,
    string? Promotion = null,
    string? Operation = null,
    string? Link = null)
{
    /// <summary>The payload of a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="page">Base address of the page.</param>
    public static EventPayload Of(Delivery delivery, Uri? page)
    {
        var told = delivery.Event;
        return new EventPayload(
            delivery.Id, told.Id, told.Kind, told.At, told.Project, told.ProjectName, told.Environment, told.Detail, told.By, told.SourceProject, told.Node,
            told.Promotion, told.Operation, told.LinkFrom(page));
    }
}

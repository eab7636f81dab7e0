using System.Reflection;

namespace Handover.LocalRuntime.Hosting;

internal static class ClientBinding
{
    public static void Validate(FunctionDescriptor function, ParameterInfo parameter, DurableClientAttribute client)
    {
        if (parameter.ParameterType != typeof(DurableTaskClient))
        {
            throw function.Refuse($"has a durable client parameter '{parameter.Name}' that is not a {nameof(DurableTaskClient)}.");
        }

        if (client.TaskHub is not null || client.ConnectionName is not null)
        {
            throw function.Refuse($"names a task hub or a connection on '{parameter.Name}'; this host has one task hub.");
        }
    }
}

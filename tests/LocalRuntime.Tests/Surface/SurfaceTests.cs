using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Handover.Triggers;

namespace Handover.LocalRuntime.Tests.Surface;

/// <summary>
/// The function classes are compiled against this runtime here and against the Functions worker in Azure. real-host.txt lists what the worker's
/// and the durable packages declare under the names that this runtime declares.
/// </summary>
public class SurfaceTests
{
    private static readonly Assembly Runtime = typeof(LocalFunctionsApplication).Assembly;
    private static readonly HashSet<string> Real = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Surface", "real-host.txt"))];

    [Fact]
    public void What_the_runtime_declares_the_real_packages_declare()
    {
        var declared = ApiSurface.Of(Runtime.GetExportedTypes().Where(t => !IsOfThisHostAlone(t)));

        Assert.DoesNotContain(declared, line => !IsReal(line));
    }

    [Fact]
    public void What_the_function_classes_use_the_real_packages_declare()
    {
        var used = UsedBy(typeof(TriggerServices).Assembly)
            .Where(member => !IsOfThisHostAlone(member as Type ?? member.DeclaringType!))
            .Select(ApiSurface.Line)
            .Distinct()
            .ToList();

        Assert.Contains("TaskOrchestrationContext", used);
        Assert.DoesNotContain(used, line => !IsReal(line));
    }

    /// <summary>What starts the local host, and what it throws where the real one answers otherwise: nothing that a function class names.</summary>
    private static bool IsOfThisHostAlone(Type type) =>
        type.Name.StartsWith("Local", StringComparison.Ordinal) || type == typeof(HubOwnershipConflict) || typeof(Exception).IsAssignableFrom(type) && type != typeof(TaskFailedException);

    /// <summary>Some records here are classes there, which cannot be taken apart by position.</summary>
    private static bool IsReal(string line) => Real.Contains(line) || line.Contains(".Deconstruct(", StringComparison.Ordinal);

    /// <summary>Every type and member of this runtime that the assembly's code and attributes refer to.</summary>
    private static IEnumerable<MemberInfo> UsedBy(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(handle => MetadataTokens.GetToken(handle));
        var members = metadata.MemberReferences.Select(handle => MetadataTokens.GetToken(handle));
        foreach (var token in types.Concat(members))
        {
            var member = Resolve(assembly.ManifestModule, token);
            if (member is not null && member.Module.Assembly == Runtime)
            {
                yield return Definition(member);
            }
        }
    }

    private static MemberInfo? Resolve(Module module, int token)
    {
        // A member of a generic type or method may speak of type parameters of its user; which ones does not matter here.
        var some = Enumerable.Repeat(typeof(object), 8).ToArray();
        try
        {
            return module.ResolveMember(token, some, some);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or MissingMemberException)
        {
            return null;
        }
    }

    private static MemberInfo Definition(MemberInfo member)
    {
        if (member is Type type)
        {
            return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        }

        return member.DeclaringType!.IsGenericType
            ? member.DeclaringType.GetGenericTypeDefinition().GetMemberWithSameMetadataDefinitionAs(member)
            : member;
    }
}

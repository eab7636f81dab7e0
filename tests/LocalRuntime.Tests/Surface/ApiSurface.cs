using System.Globalization;
using System.Reflection;

namespace Handover.LocalRuntime.Tests.Surface;

/// <summary>Public types and members as lines of text that do not depend on the namespace or the assembly they are in.</summary>
public static class ApiSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What may be written against these types from outside their assembly: <c>Type</c> and <c>Type.Member(…): Result</c>.</summary>
    public static SortedSet<string> Of(IEnumerable<Type> types)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            lines.Add(Name(type));
            if (typeof(Delegate).IsAssignableFrom(type))
            {
                lines.Add(Line(type.GetMethod("Invoke")!));
                continue;
            }

            lines.UnionWith(type.GetMembers(Declared).Where(IsVisible).Select(Line));
        }

        return lines;
    }

    public static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Name(constructor.DeclaringType!)}.new({Parameters(constructor)})",
        MethodInfo method => $"{Name(method.DeclaringType!)}.{method.Name}{Arity(method)}({Parameters(method)}): {Name(method.ReturnType)}",
        FieldInfo field => $"{Name(field.DeclaringType!)}.{field.Name}{Constant(field)}: {Name(field.FieldType)}",
        Type type => Name(type),
        _ => throw new ArgumentException(member.MemberType.ToString(), nameof(member)),
    };

    /// <summary>The type's own name with its type arguments; type parameters by position, since their names may differ.</summary>
    public static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "!" : "!!") + type.GenericParameterPosition.ToString(CultureInfo.InvariantCulture);
        }

        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // Properties and events are told by their accessors; what the compiler named and what implements an interface alone cannot be called.
        ConstructorInfo constructor => !constructor.IsStatic && IsVisibleOutside(constructor),
        MethodInfo method => IsVisibleOutside(method) && !method.Name.Contains('<', StringComparison.Ordinal) && !method.Name.Contains('.', StringComparison.Ordinal),
        FieldInfo field => field.IsPublic && field.Name != "value__",
        _ => false,
    };

    private static bool IsVisibleOutside(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Arity(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select((_, i) => "!!" + i.ToString(CultureInfo.InvariantCulture)))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType) + Default(p)));

    private static string Default(ParameterInfo parameter) => parameter.HasDefaultValue
        ? " = " + (parameter.RawDefaultValue is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : "default")
        : "";

    private static string Constant(FieldInfo field) =>
        field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "";
}

using System.Text;

namespace Handover.Core.Expressions;

/// <summary>Writes how a function is called, for messages and documentation.</summary>
internal static class FunctionSignature
{
    public static string Of(FunctionDefinition function)
    {
        var text = new StringBuilder(function.Name).Append('(');
        var open = 0;
        for (var i = 0; i < function.Parameters.Length; i++)
        {
            var parameter = function.Parameters[i];
            if (parameter.Optional)
            {
                text.Append(i == 0 ? "[" : " [");
                open++;
            }

            text.Append(i == 0 ? "" : ", ").Append(parameter.Name);
        }

        text.Append(function.Repeating > 0 ? ", …" : "").Append(']', open).Append(')');
        if (function.Clauses.HasFlag(FunctionClauses.WithinGroupRequired))
        {
            text.Append(" WITHIN GROUP (ORDER BY value)");
        }

        if (function.Kind == FunctionKind.Window)
        {
            text.Append(function.Clauses.HasFlag(FunctionClauses.OrderRequired) ? " OVER ([PARTITION BY …] ORDER BY …)" : " OVER ([PARTITION BY …])");
        }

        return text.ToString();
    }
}

using System.Globalization;

namespace Handover.Core.Flows;

/// <summary>A constant in a flow document: a JSON string, number or boolean.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">The text; a number in its shortest decimal form, a boolean as <c>true</c> or <c>false</c>.</param>
public readonly record struct ScalarValue(ScalarKind Kind, string Text)
{
    /// <summary>A text.</summary>
    public static ScalarValue Of(string text) => new(ScalarKind.Text, text);

    /// <summary>A number; 1.50 and 1.5 are the same value.</summary>
    public static ScalarValue Of(decimal number) =>
        new(ScalarKind.Number, (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));

    /// <summary>A truth value.</summary>
    public static ScalarValue Of(bool truth) => new(ScalarKind.Boolean, truth ? "true" : "false");

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>The kinds of a <see cref="ScalarValue"/>.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>An exact number of at most 28 digits; a longer one is given as text.</summary>
    Number,
    /// <summary>true or false.</summary>
    Boolean,
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Handover.Local;

/// <summary>
/// The usual two lines an entry, in which what users wrote can neither begin an entry of its own nor command the terminal: further lines are indented,
/// and control characters are written as escapes.
/// </summary>
internal sealed class SafeConsoleFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "safe";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.WriteLine($"{Word(logEntry.LogLevel)}: {Visible(logEntry.Category)}[{logEntry.EventId.Id}]");
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        foreach (var line in $"{message}\n{logEntry.Exception}".TrimEnd().ReplaceLineEndings("\n").Split('\n'))
        {
            textWriter.WriteLine("      " + Visible(line));
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private static string Visible(string text) =>
        text.Any(IsHidden) ? string.Concat(text.Select(static letter => IsHidden(letter) ? $"\\u{(int)letter:x4}" : letter.ToString())) : text;

    private static bool IsHidden(char letter) => char.IsControl(letter) && letter != '\t';
}

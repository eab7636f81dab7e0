namespace Handover.Local;

/// <summary>The host cannot start; the message is for the person at the terminal and says what to do next. Program.cs prints it without a stack trace.</summary>
public sealed class HostStartException(string message, Exception? inner = null) : Exception(message, inner);

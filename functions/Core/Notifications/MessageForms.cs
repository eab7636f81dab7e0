using System.Text.Json.Nodes;

namespace Handover.Core.Notifications;

/// <summary>A message in the form of each channel.</summary>
public static class MessageForms
{
    private const int SlackHeader = 150;
    private const int SlackText = 3000;
    private const int SlackField = 2000;
    private const int TeamsText = 8000;

    /// <summary>Slack's Block Kit: header, section, fields and a button.</summary>
    public static JsonObject Slack(EventMessage message)
    {
        var blocks = new JsonArray(
            new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = ShortText.Of(message.Title, SlackHeader) } },
            new JsonObject { ["type"] = "section", ["text"] = Markdown(ShortText.Of(Escaped(message.Text), SlackText)) },
            new JsonObject
            {
                ["type"] = "section",
                ["fields"] = new JsonArray([.. message.Facts.Select(fact => (JsonNode)Markdown(ShortText.Of($"*{Escaped(fact.Name)}*\n{Escaped(fact.Value)}", SlackField)))]),
            });
        if (message.Link is { } link)
        {
            blocks.Add((JsonNode)new JsonObject
            {
                ["type"] = "actions",
                ["elements"] = new JsonArray(new JsonObject
                {
                    ["type"] = "button",
                    ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Open in Handover" },
                    ["url"] = link,
                }),
            });
        }

        // The text is what a notification on a phone shows.
        return new JsonObject { ["text"] = ShortText.Of(Escaped($"{message.Title}. {message.Text}"), SlackText), ["blocks"] = blocks };

        static JsonObject Markdown(string text) => new() { ["type"] = "mrkdwn", ["text"] = text };
    }

    /// <summary>An Adaptive Card in the envelope that a workflow webhook of Teams takes.</summary>
    public static JsonObject Teams(EventMessage message)
    {
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = new JsonArray(
                new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(message.Title), ["weight"] = "Bolder", ["size"] = "Medium", ["wrap"] = true, ["color"] = Color(message.Tone) },
                new JsonObject { ["type"] = "TextBlock", ["text"] = Plain(ShortText.Of(message.Text, TeamsText)), ["wrap"] = true },
                new JsonObject
                {
                    ["type"] = "FactSet",
                    ["facts"] = new JsonArray([.. message.Facts.Select(fact => (JsonNode)new JsonObject { ["title"] = fact.Name, ["value"] = Plain(fact.Value) })]),
                }),
        };
        if (message.Link is { } link)
        {
            card["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open in Handover", ["url"] = link });
        }

        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = card,
            }),
        };
    }

    private static string Color(MessageTone tone) => tone switch
    {
        MessageTone.Good => "Good",
        MessageTone.Attention => "Warning",
        MessageTone.Bad => "Attention",
        _ => "Default",
    };

    // Slack's control characters; without them nobody's comment can mention a whole channel or hide a link.
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // Adaptive Cards render Markdown: a link in somebody's comment stays text.
    private static string Plain(string text) => text.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}

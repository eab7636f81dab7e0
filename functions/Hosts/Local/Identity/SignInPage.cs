using System.Text;
using System.Text.Encodings.Web;

namespace Handover.Local.Identity;

/// <summary>The sign-in page: the people of the user directory, one button each. Plain HTML, so that it needs no script and works before the web front end is built.</summary>
internal static class SignInPage
{
    private const string Style = """
        :root{color-scheme:light dark;--page:#f5f5f5;--card:#fff;--text:#242424;--soft:#616161;--line:#d1d1d1;--hover:#f0f6fc;--accent:#0f6cbd;--bad:#b10e1c}
        @media (prefers-color-scheme:dark){:root{--page:#141414;--card:#1f1f1f;--text:#fff;--soft:#adadad;--line:#525252;--hover:#2b2f36;--accent:#62abf5;--bad:#ff8a93}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--page);color:var(--text);font:14px/1.45 'Segoe UI',system-ui,sans-serif;padding:16px}
        main{width:100%;max-width:420px;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:28px 24px}
        h1{font-size:22px;margin:0 0 4px}p{margin:0 0 20px;color:var(--soft)}ul{list-style:none;margin:0;padding:0;display:grid;gap:8px}
        button{width:100%;text-align:left;padding:10px 14px;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;font:inherit;cursor:pointer}
        button:hover{background:var(--hover)}button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        b{display:block;font-weight:600}span{color:var(--soft);overflow-wrap:anywhere}.bad{color:var(--bad)}
        """;

    public static IResult Render(HttpContext context, IReadOnlyList<LocalUser> users, string target, string? problem)
    {
        var encode = HtmlEncoder.Default;
        var people = new StringBuilder();
        foreach (var user in users.Where(user => user.Active).OrderBy(user => user.Name, StringComparer.OrdinalIgnoreCase))
        {
            var description = user.Description.Length > 0 ? $" · {encode.Encode(user.Description)}" : "";
            people.Append($"""<li><button name="email" value="{encode.Encode(user.Email)}"><b>{encode.Encode(user.Name)}</b><span>{encode.Encode(user.Email)}{description}</span></button></li>""");
        }
        var list = people.Length > 0 ? $"<ul>{people}</ul>" : "<p>The user directory is empty. Run <code>./run reset</code> and start again to load the sample.</p>";
        var page = $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Sign in · Handover</title><style>{Style}</style></head>
            <body><main><h1>Handover</h1><p>Sign in as one of the people of this machine. There is no password here; in Azure, your organisation's sign-in takes this page's place.</p>
            {(problem is null ? "" : $"""<p class="bad" role="alert">{encode.Encode(problem)}</p>""")}
            <form method="post" action="/.auth/login/local"><input type="hidden" name="post_login_redirect_uri" value="{encode.Encode(target)}">{list}</form></main></body></html>
            """;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return Results.Content(page, "text/html; charset=utf-8", statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
    }
}

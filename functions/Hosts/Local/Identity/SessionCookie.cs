using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Handover.Local.Identity;

/// <summary>The session: an e-mail address, encrypted and signed with the keys of this data folder, for twelve hours after its last use.</summary>
internal sealed class SessionCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    // Static Web Apps' name for its cookie, so that tools which know it find it here too.
    private const string Name = "StaticWebAppsAuthCookie";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan RenewWhenLessThan = Lifetime - TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Handover.Local.Session").ToTimeLimitedDataProtector();

    /// <summary>The e-mail address of a valid session, else null. Renews a session that is in use.</summary>
    public string? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } value)
        {
            return null;
        }
        try
        {
            var email = _protector.Unprotect(value, out var expires);
            if (expires - clock.GetUtcNow() < RenewWhenLessThan)
            {
                Write(context, email);
            }
            return email;
        }
        catch (CryptographicException)
        {
            // Expired, tampered with, or from another data folder: not signed in.
            return null;
        }
    }

    public void Write(HttpContext context, string email) =>
        context.Response.Cookies.Append(Name, _protector.Protect(email, clock.GetUtcNow() + Lifetime), Options(context));

    public void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = Lifetime,
        IsEssential = true,
    };
}

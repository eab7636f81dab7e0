namespace Handover.Local.Identity;

/// <summary>A person whom the sign-in page offers: one row of the user directory.</summary>
/// <param name="Email">The address that identifies them everywhere.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Description">What they do, in a few words; may be empty.</param>
/// <param name="Active">Inactive people are not listed and cannot sign in.</param>
public sealed record LocalUser(string Email, string Name, string Description, bool Active);

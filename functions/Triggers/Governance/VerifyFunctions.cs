using Handover.Services.Verification;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Governance;

/// <summary>Whether everything that is stored fits together.</summary>
public sealed class VerifyFunctions(Verifier verifier)
{
    [Function("VerifyStores"), Requires(Audience.Administrator)]
    [Documented("Look at stores and warehouse and say everything that does not fit together, of one project or of all; changes nothing", Query = ["project"])]
    public async Task<Ok<VerifyReport>> Verify(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "verify")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(await verifier.RunAsync(request.QueryText("project"), cancellation));
}

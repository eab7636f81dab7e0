using Handover.Core.Diagnostics;

namespace Handover.Services.Warehouse;

/// <summary>Says what the warehouse's refusal means to the caller.</summary>
public static class WarehouseRefusal
{
    public static Refusal Of(WarehouseException failure) => failure.Failure switch
    {
        WarehouseFailure.NotFound => new(RefusalKind.NotFound, "warehouse-object-not-found", failure.Message),
        WarehouseFailure.NotAuthorized => new(RefusalKind.Forbidden, "warehouse-not-authorized", failure.Message),
        WarehouseFailure.InvalidStatement => new(RefusalKind.Unprocessable, "warehouse-statement-invalid", failure.Message),
        WarehouseFailure.Timeout => new(RefusalKind.Unprocessable, "warehouse-timeout", failure.Message),
        WarehouseFailure.DataError => new(RefusalKind.Unprocessable, "warehouse-data-error", failure.Message),
        _ => new(RefusalKind.Unavailable, "warehouse-unavailable", failure.Message),
    };
}

// Written by `npm run api` from openapi.json.
export interface paths {
    "/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The environments */
        get: operations["ListEnvironments"];
        put?: never;
        /** Add an environment */
        post: operations["AddEnvironment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The user directory */
        get: operations["ListUsers"];
        put?: never;
        /** Add a user */
        post: operations["AddUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotion}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve exactly this plan */
        post: operations["ApprovePromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operation}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call an operation off: honoured between two steps, then everything is put back */
        post: operations["CancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotion}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call a promotion off; one that is being applied is put back */
        post: operations["CancelPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project */
        get: operations["GetProject"];
        put?: never;
        post?: never;
        /** Delete a project; it can be restored for 30 days */
        delete: operations["DeleteProject"];
        options?: never;
        head?: never;
        /** Change name, description or tags */
        patch: operations["ChangeProject"];
        trace?: never;
    };
    "/users/{email}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a user */
        patch: operations["ChangeUser"];
        trace?: never;
    };
    "/projects/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Clone a project: the same flow without deployments, owned by you */
        post: operations["CloneProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compile a flow that is not saved */
        post: operations["CompileFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects that you may see */
        get: operations["ListProjects"];
        put?: never;
        /** Make an empty project */
        post: operations["CreateProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An environment */
        get: operations["GetEnvironment"];
        /** Change an environment */
        put: operations["ReplaceEnvironment"];
        post?: never;
        /** Remove an environment that no project lives in */
        delete: operations["DeleteEnvironment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploy all deployment nodes or those named */
        post: operations["Deploy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How two revisions differ */
        get: operations["DiffRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/sources/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange sources by a map of tables, schemas or databases: all or none, as one revision */
        post: operations["ExchangeSources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/collaborators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works on a project */
        get: operations["GetCollaborators"];
        /** Set who works on a project */
        put: operations["SetCollaborators"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All problems of the flow */
        get: operations["GetDiagnostics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The flow document */
        get: operations["GetFlow"];
        /** Save the flow as a new revision; problems are told and do not stop it */
        put: operations["SaveFlow"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotion}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What IT receives of a promotion: a zip with the full SQL of every deployment */
        get: operations["GetHandoverPack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Version, storage, warehouse and engine */
        get: operations["GetHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["GetMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/nodes/{node}/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The output columns of a node */
        get: operations["GetNodeColumns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/nodes/{node}/sql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One statement for a node, with everything upstream of it */
        get: operations["GetNodeSql"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["GetOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An operation: 202 while it runs, 200 when it has ended */
        get: operations["GetOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A plan by its hash */
        get: operations["GetPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotion}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A promotion */
        get: operations["GetPromotion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/revisions/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The flow document of a revision */
        get: operations["GetRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/{db}/{schema}/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A table with its columns */
        get: operations["GetTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deployments/{node}/versions/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a deployment */
        get: operations["GetVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Databases that the role sees */
        get: operations["ListDatabases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deployment nodes with what they have put into the warehouse */
        get: operations["ListDeployments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every function that an expression may call */
        get: operations["ListFunctions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Promotions, newest first */
        get: operations["ListPromotions"];
        put?: never;
        /** Request the promotion that a plan describes; follow its operation */
        post: operations["RequestPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The revisions, newest first */
        get: operations["ListRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Warehouse roles that you may use */
        get: operations["ListRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/{db}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schemas of a database */
        get: operations["ListSchemas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/{db}/{schema}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tables and views of a schema; internal: also those that deploying keeps beside them */
        get: operations["ListTables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deployments/{node}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Deployment History of a node, newest first */
        get: operations["ListVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/warehouses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Virtual warehouses */
        get: operations["ListWarehouses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lock a project: from now on it changes only through promotions */
        post: operations["LockProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plan a promotion; nothing but the plan is stored */
        post: operations["PlanPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/nodes/{node}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows of a node */
        get: operations["PreviewNode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/{db}/{schema}/{table}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows of a table */
        get: operations["PreviewTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project's audit, newest first */
        get: operations["ReadAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotion}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no, with a reason */
        post: operations["RejectPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/sources/remove-unused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove every source that no deployment needs */
        post: operations["RemoveUnusedSources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/revisions/{n}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier revision the newest one again */
        post: operations["RestoreRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deployments/{node}/versions/{n}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deploy an earlier version again, with its settings */
        post: operations["RestoreVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promotions/{promotion}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an applied promotion back, with its data */
        post: operations["RollBackPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another user the owner; the former owner stays as editor unless removed */
        post: operations["TransferOwnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted project */
        post: operations["UndeleteProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unlock a project, with a reason */
        post: operations["UnlockProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        DeploymentEnvironment: {
            id: string;
            name: string;
            production?: boolean;
            role: string;
            warehouse: string;
            target: {
                database: string;
                /** @default null */
                schema?: string | null;
            };
            sourceMap?: {
                from: {
                    database: string;
                    /** @default null */
                    schema?: string | null;
                    /** @default null */
                    name?: string | null;
                    grain?: number;
                };
                to: {
                    database: string;
                    /** @default null */
                    schema?: string | null;
                    /** @default null */
                    name?: string | null;
                    grain?: number;
                };
            }[];
            owner?: string | null;
            policies?: {
                approvals?: number;
                notByRequester?: boolean;
                lockAfterPromotion?: boolean;
                approvalHours?: number;
                retentionDays?: number;
                directDeploy?: boolean;
            };
        };
        User: {
            email: string;
            name: string;
            /** @enum {unknown} */
            role: "member" | "administrator";
            warehouseRoles: string[];
            active: boolean;
            isAdministrator: boolean;
        };
        NewUser: {
            email: string;
            name: string;
            /**
             * @default member
             * @enum {unknown}
             */
            role?: "member" | "administrator";
            /** @default null */
            warehouseRoles?: string[] | null;
        };
        Promotion: {
            id: string;
            /** @enum {unknown} */
            status: "requested" | "approved" | "applying" | "applied" | "rejected" | "cancelled" | "expired" | "compensated" | "failed" | "rollingBack" | "rolledBack";
            plan: string;
            operation: string;
            sourceProject: string;
            sourceName: string;
            sourceRevision: number;
            targetProject: string;
            environment: string;
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            expiresAt: string;
            comment?: string;
            requiredApprovals: number;
            notByRequester: boolean;
            approvals: {
                by: string;
                /** Format: date-time */
                at: string;
                plan: string;
                comment?: string;
            }[];
            rejection?: {
                by: string;
                /** Format: date-time */
                at: string;
                comment: string;
            };
            /** Format: date-time */
            appliedAt?: string;
            appliedRevision?: number;
            rollbackOperation?: string;
            /** Format: date-time */
            rolledBackAt?: string;
            problem?: {
                /** @enum {unknown} */
                kind: "invalid" | "unauthenticated" | "forbidden" | "notFound" | "conflict" | "stale" | "tooLarge" | "unprocessable" | "preconditionRequired" | "tooManyRequests" | "unavailable" | "internal";
                code: string;
                detail: string;
                diagnostics?: {
                    code: string;
                    /** @enum {unknown} */
                    severity: "information" | "warning" | "error";
                    message: string;
                    node?: string;
                    field?: string;
                    span?: {
                        start: number;
                        length: number;
                        end: number;
                    };
                    suggestion?: string;
                }[];
            };
            handoverPack?: string;
            awaitsDecision: boolean;
        };
        ApproveRequest: {
            plan: string;
            /** @default null */
            comment?: string | null;
        };
        OperationView: {
            id: string;
            /** @enum {unknown} */
            kind: "deploy" | "promotion" | "rollback";
            /** @enum {unknown} */
            status: "running" | "succeeded" | "failed" | "cancelled" | "compensated";
            project: string;
            promotion?: string;
            plan: string;
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt?: string;
            steps: {
                name: string;
                /** @enum {unknown} */
                status: "pending" | "running" | "succeeded" | "failed" | "skipped" | "compensated";
                /** Format: date-time */
                startedAt?: string;
                /** Format: date-time */
                endedAt?: string;
                detail?: string;
            }[];
            result: {
                [key: string]: string;
            };
            problem?: {
                /** @enum {unknown} */
                kind: "invalid" | "unauthenticated" | "forbidden" | "notFound" | "conflict" | "stale" | "tooLarge" | "unprocessable" | "preconditionRequired" | "tooManyRequests" | "unavailable" | "internal";
                code: string;
                detail: string;
                diagnostics?: {
                    code: string;
                    /** @enum {unknown} */
                    severity: "information" | "warning" | "error";
                    message: string;
                    node?: string;
                    field?: string;
                    span?: {
                        start: number;
                        length: number;
                        end: number;
                    };
                    suggestion?: string;
                }[];
            };
            cancelRequestedBy?: string;
        };
        ProjectView: {
            id: string;
            name: string;
            description?: string;
            tags: string[];
            properties: {
                [key: string]: string;
            };
            environment: string;
            owner: string;
            collaborators: {
                email: string;
                /** @enum {unknown} */
                role: "viewer" | "reviewer" | "editor" | "owner";
            }[];
            locked: boolean;
            lockReason?: string;
            revision: number;
            flowHash: string;
            clonedFrom?: {
                project: string;
                revision: number;
                flowHash: string;
                promotion?: string;
            };
            promotedFrom?: {
                project: string;
                revision: number;
                flowHash: string;
                promotion?: string;
            };
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            updatedBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            deletedAt?: string;
        };
        ProjectPatch: {
            /** @default null */
            name?: string | null;
            /** @default null */
            description?: string | null;
            /** @default null */
            tags?: string[] | null;
        };
        UserPatch: {
            /** @default null */
            name?: string | null;
            /**
             * @default null
             * @enum {unknown}
             */
            role?: "member" | "administrator" | null;
            /** @default null */
            warehouseRoles?: string[] | null;
            /** @default null */
            active?: boolean | null;
        };
        CloneRequest: {
            /** @default null */
            name?: string | null;
            /** @default false */
            keepDeployments?: boolean;
        };
        CompiledView: {
            valid: boolean;
            diagnostics: {
                code: string;
                /** @enum {unknown} */
                severity: "information" | "warning" | "error";
                message: string;
                node?: string;
                field?: string;
                span?: {
                    start: number;
                    length: number;
                    end: number;
                };
                suggestion?: string;
            }[];
            nodes: {
                id: string;
                columns: {
                    name: string;
                    type: unknown;
                    nullable: boolean;
                }[];
            }[];
        };
        /** @description The flow document, handover/flow/1 */
        Flow: Record<string, never>;
        NewProject: {
            name: string;
            environment: string;
            /** @default null */
            description?: string | null;
            /** @default null */
            tags?: string[] | null;
        };
        StartedView: {
            id: string;
            plan: {
                project: string;
                revision: number;
                flowHash: string;
                nodes?: string[];
                restores?: number;
                token: string;
                deployments: {
                    node: string;
                    /** @enum {unknown} */
                    action: "create" | "replace" | "drop" | "unchanged";
                    /** @enum {unknown} */
                    type: "view" | "table";
                    target: {
                        database: string;
                        schema: string;
                        name: string;
                    };
                    retires?: {
                        database: string;
                        schema: string;
                        name: string;
                    };
                    role: string;
                    warehouse: string;
                    sql?: string;
                    wave: number;
                    fingerprint: string;
                    output: {
                        name: string;
                        type: unknown;
                        nullable: boolean;
                    }[];
                    columns: {
                        added: string[];
                        removed: string[];
                        changed: {
                            name: string;
                            before: unknown;
                            after: unknown;
                        }[];
                    };
                    breaking: boolean;
                    readers: {
                        project: string;
                        name: string;
                    }[];
                    checks: {
                        test: string;
                        sql: string;
                    }[];
                }[];
                swap: {
                    token: string;
                    publications: {
                        publication: {
                            target: {
                                database: string;
                                schema: string;
                                name: string;
                            };
                            isView: boolean;
                            role: string;
                            warehouse: string;
                            select?: string;
                            token: string;
                        };
                        moves: {
                            from: {
                                database: string;
                                schema: string;
                                name: string;
                            };
                            to: {
                                database: string;
                                schema: string;
                                name: string;
                            };
                            isView: boolean;
                        }[];
                    }[];
                };
                steps: {
                    name: string;
                    statements: {
                        node: string;
                        sql: string;
                    }[];
                }[];
            };
        };
        DeployRequest: {
            /** @default null */
            nodes?: string[] | null;
            /** @default false */
            dryRun?: boolean;
        };
        FlowDiffView: {
            from: number;
            to: number;
            diff: {
                nodes: unknown;
                groups: unknown;
                explorations: unknown;
                /** @enum {unknown} */
                weight?: "documentation" | "binding" | "semantic";
                isSemantic: boolean;
            };
        };
        ExchangedSources: {
            applied: boolean;
            changes: {
                node: string;
                from: {
                    database: string;
                    schema: string;
                    name: string;
                };
                to: {
                    database: string;
                    schema: string;
                    name: string;
                };
                missing: {
                    column: {
                        name: string;
                        type: unknown;
                        nullable: boolean;
                    };
                    newType: unknown;
                    nodes: string[];
                }[];
                incompatible: {
                    column: {
                        name: string;
                        type: unknown;
                        nullable: boolean;
                    };
                    newType: unknown;
                    nodes: string[];
                }[];
                added: {
                    name: string;
                    type: unknown;
                    nullable: boolean;
                }[];
                removed: {
                    name: string;
                    type: unknown;
                    nullable: boolean;
                }[];
            }[];
            diagnostics: {
                code: string;
                /** @enum {unknown} */
                severity: "information" | "warning" | "error";
                message: string;
                node?: string;
                field?: string;
                span?: {
                    start: number;
                    length: number;
                    end: number;
                };
                suggestion?: string;
            }[];
            saved?: {
                revision: number;
                hash: string;
                unchanged: boolean;
                eTag: string;
                diagnostics: {
                    code: string;
                    /** @enum {unknown} */
                    severity: "information" | "warning" | "error";
                    message: string;
                    node?: string;
                    field?: string;
                    span?: {
                        start: number;
                        length: number;
                        end: number;
                    };
                    suggestion?: string;
                }[];
            };
        };
        ExchangeRequest: {
            map: {
                from: {
                    database: string;
                    /** @default null */
                    schema?: string | null;
                    /** @default null */
                    name?: string | null;
                    grain?: number;
                };
                to: {
                    database: string;
                    /** @default null */
                    schema?: string | null;
                    /** @default null */
                    name?: string | null;
                    grain?: number;
                };
                /** @default null */
                columns?: {
                    column: string;
                    as: string;
                }[] | null;
            }[];
            /** @default false */
            dryRun?: boolean;
        };
        PeopleView: {
            owner: string;
            collaborators: {
                email: string;
                /** @enum {unknown} */
                role: "viewer" | "reviewer" | "editor" | "owner";
            }[];
        };
        DiagnosticsView: {
            valid: boolean;
            diagnostics: {
                code: string;
                /** @enum {unknown} */
                severity: "information" | "warning" | "error";
                message: string;
                node?: string;
                field?: string;
                span?: {
                    start: number;
                    length: number;
                    end: number;
                };
                suggestion?: string;
            }[];
        };
        HealthView: {
            status: string;
            version: string;
            storage: {
                status: string;
                detail?: string;
            };
            warehouse: {
                status: string;
                detail?: string;
            };
            engine: {
                status: string;
                detail?: string;
            };
            /** Format: date-time */
            time: string;
        };
        MeView: {
            email: string;
            name: string;
            /** @enum {unknown} */
            role: "member" | "administrator";
            warehouseRoles: string[];
        };
        ColumnsView: {
            node: string;
            columns: {
                name: string;
                type: unknown;
                nullable: boolean;
            }[];
            diagnostics: {
                code: string;
                /** @enum {unknown} */
                severity: "information" | "warning" | "error";
                message: string;
                node?: string;
                field?: string;
                span?: {
                    start: number;
                    length: number;
                    end: number;
                };
                suggestion?: string;
            }[];
        };
        SqlView: {
            node: string;
            dialect: string;
            sql: string;
        };
        Object: unknown;
        PlanView: {
            hash?: string;
            empty: boolean;
            source: {
                project: string;
                name: string;
                environment: string;
                revision: number;
                head: number;
                flowHash: string;
            };
            target: {
                environment: string;
                project: string;
                name: string;
                exists: boolean;
                revision: number;
                flowHash?: string;
            };
            flowHash?: string;
            nodes: {
                node: string;
                name: string;
                kind: string;
                /** @enum {unknown} */
                change: "added" | "removed" | "changed";
                /** @enum {unknown} */
                weight: "documentation" | "binding" | "semantic";
                fields: {
                    field: string;
                    before?: string;
                    after?: string;
                    /** @enum {unknown} */
                    weight: "documentation" | "binding" | "semantic";
                }[];
            }[];
            sources: {
                node: string;
                from: {
                    database: string;
                    schema: string;
                    name: string;
                };
                to: {
                    database: string;
                    schema: string;
                    name: string;
                };
                missing: {
                    column: {
                        name: string;
                        type: unknown;
                        nullable: boolean;
                    };
                    newType: unknown;
                    nodes: string[];
                }[];
                incompatible: {
                    column: {
                        name: string;
                        type: unknown;
                        nullable: boolean;
                    };
                    newType: unknown;
                    nodes: string[];
                }[];
                added: {
                    name: string;
                    type: unknown;
                    nullable: boolean;
                }[];
                removed: {
                    name: string;
                    type: unknown;
                    nullable: boolean;
                }[];
            }[];
            removedSources: string[];
            deployments: {
                node: string;
                /** @enum {unknown} */
                action: "create" | "replace" | "drop" | "unchanged";
                /** @enum {unknown} */
                type: "view" | "table";
                target: {
                    database: string;
                    schema: string;
                    name: string;
                };
                retires?: {
                    database: string;
                    schema: string;
                    name: string;
                };
                role: string;
                warehouse: string;
                sql?: string;
                wave: number;
                fingerprint: string;
                output: {
                    name: string;
                    type: unknown;
                    nullable: boolean;
                }[];
                columns: {
                    added: string[];
                    removed: string[];
                    changed: {
                        name: string;
                        before: unknown;
                        after: unknown;
                    }[];
                };
                breaking: boolean;
                readers: {
                    project: string;
                    name: string;
                }[];
                checks: {
                    test: string;
                    sql: string;
                }[];
            }[];
            ownership: {
                before?: string;
                after?: string;
            };
            collaborators: {
                before?: {
                    email: string;
                    /** @enum {unknown} */
                    role: "viewer" | "reviewer" | "editor" | "owner";
                }[];
                after?: {
                    email: string;
                    /** @enum {unknown} */
                    role: "viewer" | "reviewer" | "editor" | "owner";
                }[];
            };
            lockedAfter: boolean;
            policies: {
                code: string;
                blocking: boolean;
                satisfied: boolean;
                message: string;
                remedy?: string;
            }[];
            problems: {
                code: string;
                /** @enum {unknown} */
                severity: "information" | "warning" | "error";
                message: string;
                node?: string;
                field?: string;
                span?: {
                    start: number;
                    length: number;
                    end: number;
                };
                suggestion?: string;
            }[];
            requiredApprovals: number;
            token: string;
            swap?: {
                token: string;
                publications: {
                    publication: {
                        target: {
                            database: string;
                            schema: string;
                            name: string;
                        };
                        isView: boolean;
                        role: string;
                        warehouse: string;
                        select?: string;
                        token: string;
                    };
                    moves: {
                        from: {
                            database: string;
                            schema: string;
                            name: string;
                        };
                        to: {
                            database: string;
                            schema: string;
                            name: string;
                        };
                        isView: boolean;
                    }[];
                }[];
            };
            steps: {
                name: string;
                statements: {
                    node: string;
                    sql: string;
                }[];
            }[];
        };
        TableDetailView: {
            name: {
                database: string;
                schema: string;
                name: string;
            };
            view: boolean;
            rows?: number;
            columns: {
                name: string;
                type: unknown;
                nullable: boolean;
            }[];
        };
        DeploymentVersion: {
            node: string;
            number: number;
            flowHash: string;
            revision: number;
            isView: boolean;
            target: {
                database: string;
                schema: string;
                name: string;
            };
            role: string;
            warehouse: string;
            sql: string;
            columns: {
                name: string;
                type: unknown;
                nullable: boolean;
            }[];
            rows?: number;
            previous?: {
                database: string;
                schema: string;
                name: string;
            };
            deployedBy: string;
            /** Format: date-time */
            deployedAt: string;
            operation: string;
            restored?: number;
            /** Format: date-time */
            rolledBackAt?: string;
        };
        NamesView: {
            items: string[];
        };
        DeploymentsView: {
            items: {
                node: string;
                name: string;
                /** @enum {unknown} */
                type: "view" | "table";
                target?: {
                    database: string;
                    schema: string;
                    name: string;
                };
                role?: string;
                warehouse?: string;
                inFlow: boolean;
                state?: {
                    node: string;
                    isView: boolean;
                    target: {
                        database: string;
                        schema: string;
                        name: string;
                    };
                    role: string;
                    warehouse: string;
                    version: number;
                    latest: number;
                    flowHash: string;
                    fingerprint: string;
                    columns: {
                        name: string;
                        type: unknown;
                        nullable: boolean;
                    }[];
                    deployedBy: string;
                    /** Format: date-time */
                    deployedAt: string;
                    operation: string;
                };
            }[];
        };
        ListViewOfDeploymentEnvironment: {
            items: {
                id: string;
                name: string;
                production: boolean;
                role: string;
                warehouse: string;
                target: {
                    database: string;
                    schema?: string;
                };
                sourceMap: {
                    from: {
                        database: string;
                        schema?: string;
                        name?: string;
                        grain: number;
                    };
                    to: {
                        database: string;
                        schema?: string;
                        name?: string;
                        grain: number;
                    };
                }[];
                owner?: string;
                policies: {
                    approvals: number;
                    notByRequester: boolean;
                    lockAfterPromotion: boolean;
                    approvalHours: number;
                    retentionDays: number;
                    directDeploy: boolean;
                };
            }[];
            continuation?: string;
        };
        FunctionsView: {
            items: {
                name: string;
                aliases: string[];
                /** @enum {unknown} */
                kind: "scalar" | "aggregate" | "window";
                /** @enum {unknown} */
                category: "string" | "regex" | "numeric" | "dateTime" | "conditional" | "conversion" | "aggregate" | "window" | "semiStructured" | "hash" | "other";
                signature: string;
                summary: string;
                example: string;
                documentation: string;
            }[];
        };
        ListViewOfProjectView: {
            items: {
                id: string;
                name: string;
                description?: string;
                tags: string[];
                properties: {
                    [key: string]: string;
                };
                environment: string;
                owner: string;
                collaborators: {
                    email: string;
                    /** @enum {unknown} */
                    role: "viewer" | "reviewer" | "editor" | "owner";
                }[];
                locked: boolean;
                lockReason?: string;
                revision: number;
                flowHash: string;
                clonedFrom?: {
                    project: string;
                    revision: number;
                    flowHash: string;
                    promotion?: string;
                };
                promotedFrom?: {
                    project: string;
                    revision: number;
                    flowHash: string;
                    promotion?: string;
                };
                createdBy: string;
                /** Format: date-time */
                createdAt: string;
                updatedBy: string;
                /** Format: date-time */
                updatedAt: string;
                /** Format: date-time */
                deletedAt?: string;
            }[];
            continuation?: string;
        };
        ListViewOfPromotion: {
            items: {
                id: string;
                /** @enum {unknown} */
                status: "requested" | "approved" | "applying" | "applied" | "rejected" | "cancelled" | "expired" | "compensated" | "failed" | "rollingBack" | "rolledBack";
                plan: string;
                operation: string;
                sourceProject: string;
                sourceName: string;
                sourceRevision: number;
                targetProject: string;
                environment: string;
                requestedBy: string;
                /** Format: date-time */
                requestedAt: string;
                /** Format: date-time */
                expiresAt: string;
                comment?: string;
                requiredApprovals: number;
                notByRequester: boolean;
                approvals: {
                    by: string;
                    /** Format: date-time */
                    at: string;
                    plan: string;
                    comment?: string;
                }[];
                rejection?: {
                    by: string;
                    /** Format: date-time */
                    at: string;
                    comment: string;
                };
                /** Format: date-time */
                appliedAt?: string;
                appliedRevision?: number;
                rollbackOperation?: string;
                /** Format: date-time */
                rolledBackAt?: string;
                problem?: {
                    /** @enum {unknown} */
                    kind: "invalid" | "unauthenticated" | "forbidden" | "notFound" | "conflict" | "stale" | "tooLarge" | "unprocessable" | "preconditionRequired" | "tooManyRequests" | "unavailable" | "internal";
                    code: string;
                    detail: string;
                    diagnostics?: {
                        code: string;
                        /** @enum {unknown} */
                        severity: "information" | "warning" | "error";
                        message: string;
                        node?: string;
                        field?: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                        suggestion?: string;
                    }[];
                };
                handoverPack?: string;
                awaitsDecision: boolean;
            }[];
            continuation?: string;
        };
        ListViewOfRevision: {
            items: {
                number: number;
                flowHash: string;
                author: string;
                /** Format: date-time */
                at: string;
                message: string;
                operation?: string;
            }[];
            continuation?: string;
        };
        TablesView: {
            items: {
                name: string;
                view: boolean;
                rows?: number;
            }[];
        };
        ListViewOfUser: {
            items: {
                email: string;
                name: string;
                /** @enum {unknown} */
                role: "member" | "administrator";
                warehouseRoles: string[];
                active: boolean;
                isAdministrator: boolean;
            }[];
            continuation?: string;
        };
        ListViewOfDeploymentVersion: {
            items: {
                node: string;
                number: number;
                flowHash: string;
                revision: number;
                isView: boolean;
                target: {
                    database: string;
                    schema: string;
                    name: string;
                };
                role: string;
                warehouse: string;
                sql: string;
                columns: {
                    name: string;
                    type: unknown;
                    nullable: boolean;
                }[];
                rows?: number;
                previous?: {
                    database: string;
                    schema: string;
                    name: string;
                };
                deployedBy: string;
                /** Format: date-time */
                deployedAt: string;
                operation: string;
                restored?: number;
                /** Format: date-time */
                rolledBackAt?: string;
            }[];
            continuation?: string;
        };
        ReasonRequest: {
            /** @default null */
            reason?: string | null;
        };
        PlanRequest: {
            project: string;
            environment: string;
            /** @default null */
            revision?: number | null;
        };
        DataView: {
            columns: {
                name: string;
                type: unknown;
                nullable: boolean;
            }[];
            rows: unknown[][];
            truncated: boolean;
            queryId?: string;
        };
        ListViewOfAuditEntry: {
            items: {
                /** Format: date-time */
                at: string;
                by: string;
                action: string;
                project: string;
                summary: string;
                data: {
                    [key: string]: string;
                };
                request?: string;
            }[];
            continuation?: string;
        };
        CommentRequest: {
            /** @default null */
            comment?: string | null;
        };
        RemovedSources: {
            removed: string[];
            saved?: {
                revision: number;
                hash: string;
                unchanged: boolean;
                eTag: string;
                diagnostics: {
                    code: string;
                    /** @enum {unknown} */
                    severity: "information" | "warning" | "error";
                    message: string;
                    node?: string;
                    field?: string;
                    span?: {
                        start: number;
                        length: number;
                        end: number;
                    };
                    suggestion?: string;
                }[];
            };
        };
        PromotionRequest: {
            plan: string;
            /** @default null */
            comment?: string | null;
        };
        SavedFlow: {
            revision: number;
            hash: string;
            unchanged: boolean;
            eTag: string;
            diagnostics: {
                code: string;
                /** @enum {unknown} */
                severity: "information" | "warning" | "error";
                message: string;
                node?: string;
                field?: string;
                span?: {
                    start: number;
                    length: number;
                    end: number;
                };
                suggestion?: string;
            }[];
        };
        RestoreRequest: {
            /** @default false */
            dryRun?: boolean;
        };
        RollbackRequest: {
            /** @default false */
            dryRun?: boolean;
        };
        CollaboratorsRequest: {
            collaborators: {
                email: string;
                /** @enum {unknown} */
                role: "viewer" | "reviewer" | "editor" | "owner";
            }[];
        };
        OwnerRequest: {
            email: string;
            /** @default false */
            removeFormer?: boolean;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            code: string;
            requestId?: string;
            diagnostics?: Record<string, never>[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListEnvironments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewOfDeploymentEnvironment"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AddEnvironment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DeploymentEnvironment"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentEnvironment"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListUsers: {
        parameters: {
            query?: {
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewOfUser"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AddUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovePromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promotion: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CancelOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationView"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CancelPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promotion: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteProject: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeProject: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProjectPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeUser: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                email: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CloneProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CloneRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CompileFlow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Flow"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompiledView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListProjects: {
        parameters: {
            query?: {
                search?: string;
                owner?: string;
                environment?: string;
                tag?: string;
                deleted?: string;
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewOfProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CreateProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewProject"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetEnvironment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentEnvironment"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReplaceEnvironment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DeploymentEnvironment"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentEnvironment"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteEnvironment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Deploy: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DeployRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DiffRevisions: {
        parameters: {
            query: {
                from: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDiffView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ExchangeSources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ExchangeRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangedSources"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetCollaborators: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SetCollaborators: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CollaboratorsRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetDiagnostics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiagnosticsView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SaveFlow: {
        parameters: {
            query?: {
                message?: string;
                strict?: string;
            };
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Flow"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFlow"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetHandoverPack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promotion: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetNodeColumns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                node: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColumnsView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetNodeSql: {
        parameters: {
            query?: {
                dialect?: string;
            };
            header?: never;
            path: {
                id: string;
                node: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SqlView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Object"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationView"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promotion: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetTable: {
        parameters: {
            query?: {
                role?: string;
            };
            header?: never;
            path: {
                db: string;
                schema: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableDetailView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                node: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentVersion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListDatabases: {
        parameters: {
            query?: {
                role?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamesView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListDeployments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentsView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListFunctions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionsView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListPromotions: {
        parameters: {
            query?: {
                project?: string;
                environment?: string;
                status?: string;
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewOfPromotion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RequestPromotion: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PromotionRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListRevisions: {
        parameters: {
            query?: {
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewOfRevision"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamesView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListSchemas: {
        parameters: {
            query?: {
                role?: string;
            };
            header?: never;
            path: {
                db: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamesView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListTables: {
        parameters: {
            query?: {
                role?: string;
                internal?: string;
            };
            header?: never;
            path: {
                db: string;
                schema: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TablesView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListVersions: {
        parameters: {
            query?: {
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path: {
                id: string;
                node: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewOfDeploymentVersion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListWarehouses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamesView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LockProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PlanPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PreviewNode: {
        parameters: {
            query?: {
                limit?: number;
                role?: string;
                warehouse?: string;
            };
            header?: never;
            path: {
                id: string;
                node: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PreviewTable: {
        parameters: {
            query?: {
                role?: string;
                limit?: number;
            };
            header?: never;
            path: {
                db: string;
                schema: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadAudit: {
        parameters: {
            query: {
                project: string;
                user?: string;
                from?: string;
                to?: string;
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListViewOfAuditEntry"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RejectPromotion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promotion: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommentRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RemoveUnusedSources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedSources"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RestoreRevision: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFlow"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RestoreVersion: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                node: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RestoreRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RollBackPromotion: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                promotion: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RollbackRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TransferOwnership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OwnerRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UndeleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UnlockProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

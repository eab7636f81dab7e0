// Written by `npm run api` from openapi.json.
export interface paths {
    "/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The channels */
        get: operations["ListChannels"];
        put?: never;
        /** Add a channel: Slack, Teams or a signed webhook. A signing key that is made here is shown this once */
        post: operations["AddChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments, newest first */
        get: operations["ListComments"];
        put?: never;
        /** Comment on the project, a node or a group, or answer a comment; @email mentions somebody */
        post: operations["AddComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
        /** Call an operation off: what it computes is interrupted, then everything is put back */
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
    "/channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A channel */
        get: operations["GetChannel"];
        put?: never;
        post?: never;
        /** Remove a channel with its address and its deliveries */
        delete: operations["DeleteChannel"];
        options?: never;
        head?: never;
        /** Change a channel; what is absent stays */
        patch: operations["ChangeChannel"];
        trace?: never;
    };
    "/projects/{id}/comments/{comment}": {
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
        /** Change an own comment's text, or resolve or reopen a thread */
        patch: operations["ChangeComment"];
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
        /** A user */
        get: operations["GetUser"];
        put?: never;
        post?: never;
        /** Take a user out of the directory who owns no project any more */
        delete: operations["RemoveUser"];
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
    "/projects/{id}/reviews/{n}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve the revision or request changes */
        post: operations["DecideReview"];
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
    "/projects/{id}/deployments/{node}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schedule of a deployment, with its next runs */
        get: operations["GetSchedule"];
        /** Schedule a table deployment; If-Match is required once there is a schedule */
        put: operations["PutSchedule"];
        post?: never;
        /** Remove the schedule of a deployment; its history stays */
        delete: operations["DeleteSchedule"];
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
        /** How two revisions differ: the one before the newest and the newest, unless others are named */
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
    "/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tables and views whose full name has all the words of 'search', in one database or all that the role sees */
        get: operations["FindTables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/findings/fix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fix a finding, as a revision; no deployment's rows change */
        post: operations["FixFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/annotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is said about a project; values of properties that are no longer defined are left out */
        get: operations["GetAnnotation"];
        /** Set a project's description, tags and properties */
        put: operations["SetAnnotation"];
        post?: never;
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
    "/connector.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custom connector for Logic Apps and Power Automate, OpenAPI 2.0, ready to import */
        get: operations["GetConnector"];
        put?: never;
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
    "/projects/{id}/deployments/{node}/executions/{execution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One execution, with the statement that it ran */
        get: operations["GetExecution"];
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
    "/freshness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many deployments are fresh, at risk, late, failed or paused, and those that are not as they have to be */
        get: operations["GetFreshness"];
        put?: never;
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
        /** Version, storage, warehouse, engine, clock, and what waits longer than it should */
        get: operations["GetHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a column comes from and what it reaches, through other projects too; without 'column' the sources of every column of the node */
        get: operations["GetLineage"];
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
    "/projects/{id}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What IT receives: a zip with full SQL, DDL, grants, tasks, lineage, documentation and a dbt project */
        get: operations["GetProjectHandover"];
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
    "/properties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custom properties that projects and deployments have */
        get: operations["GetProperties"];
        /** Define the custom properties; values of one that is taken away are kept and hidden */
        put: operations["SetProperties"];
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
    "/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A subscribed workflow */
        get: operations["GetWebhook"];
        put?: never;
        post?: never;
        /** End a subscription; without If-Match, since a workflow engine deletes what it never read */
        delete: operations["UnsubscribeWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{email}/hand-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the projects of a user to another one, all or some */
        post: operations["HandOnProjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a project that you do not own */
        post: operations["LeaveProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The backups of a project, newest first; all of them for an administrator */
        get: operations["ListBackups"];
        put?: never;
        /** Back up a project now */
        post: operations["TakeBackup"];
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
    "/channels/{channel}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a channel was told, newest first */
        get: operations["ListDeliveries"];
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
    "/projects/{id}/deployments/{node}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Execution History of a deployment, newest first */
        get: operations["ListExecutions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a reviewer should look at in the flow */
        get: operations["ListFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deployments/{node}/freshness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the freshness of a deployment has changed, newest first */
        get: operations["ListFreshness"];
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
    "/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is under way or waits for a decision, in all projects: what to wait for before an upgrade */
        get: operations["ListOperations"];
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
    "/projects/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project's reviews, newest first */
        get: operations["ListReviews"];
        put?: never;
        /** Ask collaborators to review the newest revision */
        post: operations["RequestReview"];
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
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All schedules that the caller may see, with next run and freshness */
        get: operations["ListSchedules"];
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
    "/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews that wait for you */
        get: operations["ListWaitingReviews"];
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
    "/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a workflow was told, newest first */
        get: operations["ListWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own subscribed workflows; an administrator's list has all */
        get: operations["ListWebhooks"];
        put?: never;
        /** Have a workflow called when something happens; by default when a promotion ends */
        post: operations["SubscribeWebhook"];
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
    "/promotions/{promotion}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set policies aside for a promotion that waits, with a reason */
        post: operations["OverridePolicies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deployments/{node}/schedule/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a schedule: nothing is due until it is resumed */
        post: operations["PauseSchedule"];
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
    "/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next runs of a schedule that is not saved, and its problems */
        post: operations["PreviewSchedule"];
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
    "/projects/{id}/nodes/{node}/distribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The most frequent values of a column of a node, and how many lie in each part of its range */
        get: operations["ProfileColumn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/nodes/{node}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of a node, and nulls, distinct values, least, greatest and mean of its columns, on the full data */
        get: operations["ProfileNode"];
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
        /** A project's audit, newest first, or with project=workspace what administrators changed for all; whole as CSV or JSON lines where Accept or 'format' asks for it */
        get: operations["ReadAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/sources/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look what columns the tables of the sources have now, and bring the flow up to date as one revision */
        post: operations["RefreshSources"];
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
        /** Remove every source that no deployment needs, or with dryRun=true say which */
        post: operations["RemoveUnusedSources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/{backup}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a backup into a new project, or as the newest revision of its own (then If-Match names the flow that was read) */
        post: operations["RestoreBackup"];
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
    "/projects/{id}/deployments/{node}/schedule/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a paused or suspended schedule; what would have been due meanwhile is not made up for */
        post: operations["ResumeSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channel}/deliveries/{delivery}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a delivery again that was given up */
        post: operations["RetryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhook}/deliveries/{delivery}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a delivery again that was given up */
        post: operations["RetryWebhookDelivery"];
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
    "/projects/{id}/deployments/{node}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Materialise a deployed table now */
        post: operations["RunDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/explorations/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a saved exploration, or a query on a node, on the full data */
        post: operations["RunExploration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/nodes/{node}/annotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Describe a node, as a revision; a deployment has tags and properties too */
        put: operations["SetNodeAnnotation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/deployments/{node}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a deployment back, with its schedule: its table or view goes with drop=true, kept aside for as long as the environment says, and is left in the warehouse otherwise */
        delete: operations["TakeBackDeployment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channel}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message now; the answer says what became of it */
        post: operations["TestChannel"];
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
    "/projects/{id}/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the project's audit is the unbroken chain that it was written as */
        get: operations["VerifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at stores and warehouse and say everything that does not fit together, of one project or of all; changes nothing */
        get: operations["VerifyStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/reviews/{n}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call a review off; for who asked for it and for who manages the project */
        post: operations["WithdrawReview"];
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
        ChannelView: {
            id: string;
            name: string;
            /** @enum {unknown} */
            kind: "slack" | "teams" | "webhook" | "callback";
            events: ("runFailed" | "runRecovered" | "deploymentLate" | "scheduleSuspended" | "promotionRequested" | "promotionApproved" | "promotionRejected" | "promotionCancelled" | "promotionExpired" | "promotionApplied" | "promotionCompensated" | "promotionFailed" | "promotionRolledBack" | "ownershipChanged" | "driftFound" | "reviewRequested" | "reviewDecided" | "commentAdded" | "test")[];
            projects: string[];
            environments: string[];
            host: string;
            addressEnding: string;
            by: string;
            /** Format: date-time */
            at: string;
            signingKey?: string;
        };
        NewChannel: {
            name: string;
            /** @enum {unknown} */
            kind: "slack" | "teams" | "webhook" | "callback";
            address: string;
            /** @default null */
            signingKey?: string | null;
            /** @default null */
            events?: unknown;
            /** @default null */
            projects?: unknown;
            /** @default null */
            environments?: unknown;
        };
        CommentView: {
            comment: {
                id: string;
                parent?: string;
                node?: string;
                group?: string;
                revision: number;
                text: string;
                mentions: string[];
                by: string;
                /** Format: date-time */
                at: string;
                /** Format: date-time */
                editedAt?: string;
                resolved: boolean;
                resolvedBy?: string;
                /** Format: date-time */
                resolvedAt?: string;
            };
            eTag: string;
            notTold?: string[];
        };
        NewComment: {
            text: string;
            /** @default null */
            node?: string | null;
            /** @default null */
            group?: string | null;
            /** @default null */
            parent?: string | null;
        };
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
                };
                to: {
                    database: string;
                    /** @default null */
                    schema?: string | null;
                    /** @default null */
                    name?: string | null;
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
                /** @enum {unknown} */
                description?: "off" | "warn" | "block";
                /** @enum {unknown} */
                tags?: "off" | "warn" | "block";
                /** @enum {unknown} */
                properties?: "off" | "warn" | "block";
                requiredProperties?: {
                    name: string;
                    /**
                     * @default project
                     * @enum {unknown}
                     */
                    on?: "project" | "deployment";
                }[];
                /** @enum {unknown} */
                review?: "off" | "warn" | "block";
                reviewRevisionsBehind?: number;
                reviewDays?: number | null;
                /** @enum {unknown} */
                findings?: "off" | "warn" | "block";
                errorFindings?: string[];
                windows?: {
                    days?: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                    from: string;
                    to: string;
                    timeZone: string;
                }[];
                /** @enum {unknown} */
                windowLevel?: "off" | "warn" | "block";
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
            override?: {
                by: string;
                /** Format: date-time */
                at: string;
                reason: string;
                policies: string[];
            };
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
            kind: "deploy" | "promotion" | "rollback" | "run";
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
        ChannelPatch: {
            /** @default null */
            name?: string | null;
            /** @default null */
            address?: string | null;
            /** @default null */
            signingKey?: string | null;
            /** @default null */
            events?: unknown;
            /** @default null */
            projects?: unknown;
            /** @default null */
            environments?: unknown;
        };
        CommentPatch: {
            /** @default null */
            text?: string | null;
            /** @default null */
            resolved?: boolean | null;
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
            found?: {
                kind: string;
                id: string;
                name: string;
                /** @enum {unknown} */
                in: "name" | "description" | "tag" | "property";
            }[];
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
            /** @default null */
            environment?: string | null;
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
                    type: string;
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
        ReviewView: {
            number: number;
            project: string;
            revision: number;
            /** @enum {unknown} */
            status: "open" | "approved" | "changesRequested" | "withdrawn";
            outdated: boolean;
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            message?: string;
            reviewers: string[];
            decisions: {
                by: string;
                /** @enum {unknown} */
                verdict: "approve" | "requestChanges";
                summary?: string;
                /** Format: date-time */
                at: string;
            }[];
            /** Format: date-time */
            withdrawnAt?: string;
            projectName?: string;
        };
        DecisionRequest: {
            /** @enum {unknown} */
            decision: "approve" | "requestChanges";
            /** @default null */
            summary?: string | null;
        };
        StartedView: {
            id: string;
            plan: {
                project: string;
                revision: number;
                flowHash: string;
                nodes?: string[];
                restores?: number;
                drops?: boolean;
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
                        type: string;
                        nullable: boolean;
                    }[];
                    columns: {
                        added: string[];
                        removed: string[];
                        changed: {
                            name: string;
                            before: string;
                            after: string;
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
                    materialization?: {
                        /** @enum {unknown} */
                        mode: "full" | "append" | "merge";
                        watermark?: string;
                        key: string[];
                    };
                    continues?: boolean;
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
        DeployPlan: {
            project: string;
            revision: number;
            flowHash: string;
            nodes?: string[];
            restores?: number;
            drops?: boolean;
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
                    type: string;
                    nullable: boolean;
                }[];
                columns: {
                    added: string[];
                    removed: string[];
                    changed: {
                        name: string;
                        before: string;
                        after: string;
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
                materialization?: {
                    /** @enum {unknown} */
                    mode: "full" | "append" | "merge";
                    watermark?: string;
                    key: string[];
                };
                continues?: boolean;
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
                nodes: components["schemas"]["PartDiff"][];
                groups: components["schemas"]["PartDiff"][];
                explorations: components["schemas"]["PartDiff"][];
                /** @enum {unknown} */
                weight?: "documentation" | "binding" | "semantic";
                isSemantic: boolean;
            };
            columns: components["schemas"]["ColumnsDiff"][];
        };
        PartDiff: {
            id: string;
            kind: string;
            /** @enum {unknown} */
            change: "added" | "removed" | "changed" | "renamed";
            /** @enum {unknown} */
            weight: "documentation" | "binding" | "semantic";
            fields: components["schemas"]["FieldDiff"][];
            was?: string;
        };
        FieldDiff: {
            field: string;
            before?: string;
            after?: string;
            /** @enum {unknown} */
            weight: "documentation" | "binding" | "semantic";
            text?: components["schemas"]["TextEdit"][];
        };
        TextEdit: {
            /** @enum {unknown} */
            change: "same" | "removed" | "added";
            text: string;
        };
        ColumnsDiff: {
            node: string;
            before: components["schemas"]["Column"][];
            after: components["schemas"]["Column"][];
            added: string[];
            removed: string[];
            changed: components["schemas"]["ColumnTypeChange"][];
        };
        Column: {
            name: string;
            type: string;
            nullable: boolean;
        };
        ColumnTypeChange: {
            column: string;
            before: string;
            after: string;
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
                        type: string;
                        nullable: boolean;
                    };
                    newType?: string;
                    nodes: string[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                }[];
                incompatible: {
                    column: {
                        name: string;
                        type: string;
                        nullable: boolean;
                    };
                    newType?: string;
                    nodes: string[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                }[];
                added: {
                    name: string;
                    type: string;
                    nullable: boolean;
                }[];
                removed: {
                    name: string;
                    type: string;
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
            role: string;
        };
        ExchangeRequest: {
            map: {
                from: {
                    database: string;
                    /** @default null */
                    schema?: string | null;
                    /** @default null */
                    name?: string | null;
                };
                to: {
                    database: string;
                    /** @default null */
                    schema?: string | null;
                    /** @default null */
                    name?: string | null;
                };
                /** @default null */
                columns?: {
                    column: string;
                    as: string;
                }[] | null;
            }[];
            /** @default false */
            dryRun?: boolean;
            /** @default null */
            nodes?: string[] | null;
            /** @default null */
            role?: string | null;
        };
        FoundTablesView: {
            items: {
                name: {
                    database: string;
                    schema: string;
                    name: string;
                };
                view: boolean;
                rows?: number;
            }[];
            truncated: boolean;
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
        FixRequest: {
            code: string;
            node: string;
        };
        AnnotationDocument: {
            /** @default null */
            description?: string | null;
            /** @default null */
            tags?: string[] | null;
            /** @default null */
            properties?: {
                [key: string]: string;
            } | null;
        };
        PeopleView: {
            owner: string;
            collaborators: {
                email: string;
                /** @enum {unknown} */
                role: "viewer" | "reviewer" | "editor" | "owner";
            }[];
        };
        Object: Record<string, never>;
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
        Execution: {
            id: string;
            project: string;
            node: string;
            /** @enum {unknown} */
            trigger: "schedule" | "manual" | "after";
            /** Format: date-time */
            due: string;
            /** @enum {unknown} */
            status: "waiting" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "skipped" | "missed";
            operation?: string;
            attempt: number;
            /** Format: date-time */
            retryAt?: string;
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            endedAt?: string;
            version?: number;
            target?: {
                database: string;
                schema: string;
                name: string;
            };
            role?: string;
            warehouse?: string;
            rows?: number;
            bytes?: number;
            credits?: number;
            queryId?: string;
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
            failingNode?: string;
            sql?: string;
            signals: ("runFailed" | "runRecovered" | "runSuspended")[];
            note?: string;
            ended: boolean;
        };
        FreshnessSummary: {
            counts: {
                [key: string]: number;
            };
            items: {
                project: string;
                projectName: string;
                environment: string;
                node: string;
                name: string;
                schedule: {
                    every?: {
                        count: number;
                        /** @enum {unknown} */
                        unit: "minutes" | "hours" | "days" | "weeks" | "months";
                    };
                    cron?: string;
                    after?: {
                        project: string;
                        node: string;
                    };
                    /** Format: date-time */
                    start?: string;
                    /** Format: date-time */
                    end?: string;
                    timeZone: string;
                    jitterSeconds: number;
                    paused: boolean;
                    /** @enum {unknown} */
                    overlap: "skip" | "queue" | "cancel";
                    retries: {
                        count: number;
                        delaySeconds: number;
                        factor: number;
                        maxDelaySeconds: number;
                    };
                    catchUp: {
                        /** @enum {unknown} */
                        mode: "none" | "last" | "all";
                        most: number;
                    };
                    suspendAfter: number;
                    freshness?: {
                        withinMinutes?: number;
                        by?: string;
                        timeZone?: string;
                        days?: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                        atRiskMinutes?: number;
                    };
                };
                /** Format: date-time */
                nextRun?: string;
                /** Format: date-time */
                suspendedAt?: string;
                last?: {
                    execution: string;
                    /** @enum {unknown} */
                    status: "waiting" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "skipped" | "missed";
                    /** Format: date-time */
                    at: string;
                    rows?: number;
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
                };
                running: number;
                freshness?: {
                    /** @enum {unknown} */
                    state: "fresh" | "atRisk" | "late" | "failed" | "paused";
                    /** Format: date-time */
                    since: string;
                    /** Format: date-time */
                    deadline?: string;
                    /** Format: date-time */
                    dataFrom?: string;
                };
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
            clock: {
                status: string;
                detail?: string;
            };
            backlog?: {
                status: string;
                due: number;
                events: number;
                deliveries: number;
                deadDeliveries: number;
                operations: number;
            };
            /** Format: date-time */
            time: string;
        };
        LineageAnswer: {
            node: string;
            column: string;
            upstream: {
                column: {
                    node: string;
                    column: string;
                };
                sources: {
                    node: string;
                    table: {
                        database: string;
                        schema: string;
                        name: string;
                    };
                    column: string;
                }[];
                steps: {
                    from: {
                        node: string;
                        column: string;
                    };
                    to: {
                        node: string;
                        column: string;
                    };
                    /** @enum {unknown} */
                    how: "carried" | "computed" | "opaque";
                    expression?: string;
                }[];
                expressions: {
                    column: {
                        node: string;
                        column: string;
                    };
                    text: string;
                }[];
                rows: {
                    node: string;
                    field: string;
                    columns: string[];
                    expression?: string;
                }[];
                isExact: boolean;
            };
            downstream: {
                column: {
                    node: string;
                    column: string;
                };
                steps: {
                    from: {
                        node: string;
                        column: string;
                    };
                    to: {
                        node: string;
                        column: string;
                    };
                    /** @enum {unknown} */
                    how: "carried" | "computed" | "opaque";
                    expression?: string;
                }[];
                places: {
                    node: string;
                    field: string;
                    span?: {
                        start: number;
                        length: number;
                        end: number;
                    };
                }[];
                published: {
                    node: string;
                    target?: {
                        database: string;
                        schema: string;
                        name: string;
                    };
                    column: string;
                }[];
                isExact: boolean;
            };
            upstreamProjects: {
                table: {
                    database: string;
                    schema: string;
                    name: string;
                };
                column: string;
                project?: string;
                name: string;
                node?: string;
                upstream?: {
                    column: {
                        node: string;
                        column: string;
                    };
                    sources: {
                        node: string;
                        table: {
                            database: string;
                            schema: string;
                            name: string;
                        };
                        column: string;
                    }[];
                    steps: {
                        from: {
                            node: string;
                            column: string;
                        };
                        to: {
                            node: string;
                            column: string;
                        };
                        /** @enum {unknown} */
                        how: "carried" | "computed" | "opaque";
                        expression?: string;
                    }[];
                    expressions: {
                        column: {
                            node: string;
                            column: string;
                        };
                        text: string;
                    }[];
                    rows: {
                        node: string;
                        field: string;
                        columns: string[];
                        expression?: string;
                    }[];
                    isExact: boolean;
                };
                downstream?: {
                    column: {
                        node: string;
                        column: string;
                    };
                    steps: {
                        from: {
                            node: string;
                            column: string;
                        };
                        to: {
                            node: string;
                            column: string;
                        };
                        /** @enum {unknown} */
                        how: "carried" | "computed" | "opaque";
                        expression?: string;
                    }[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                    published: {
                        node: string;
                        target?: {
                            database: string;
                            schema: string;
                            name: string;
                        };
                        column: string;
                    }[];
                    isExact: boolean;
                };
            }[];
            downstreamProjects: {
                table: {
                    database: string;
                    schema: string;
                    name: string;
                };
                column: string;
                project?: string;
                name: string;
                node?: string;
                upstream?: {
                    column: {
                        node: string;
                        column: string;
                    };
                    sources: {
                        node: string;
                        table: {
                            database: string;
                            schema: string;
                            name: string;
                        };
                        column: string;
                    }[];
                    steps: {
                        from: {
                            node: string;
                            column: string;
                        };
                        to: {
                            node: string;
                            column: string;
                        };
                        /** @enum {unknown} */
                        how: "carried" | "computed" | "opaque";
                        expression?: string;
                    }[];
                    expressions: {
                        column: {
                            node: string;
                            column: string;
                        };
                        text: string;
                    }[];
                    rows: {
                        node: string;
                        field: string;
                        columns: string[];
                        expression?: string;
                    }[];
                    isExact: boolean;
                };
                downstream?: {
                    column: {
                        node: string;
                        column: string;
                    };
                    steps: {
                        from: {
                            node: string;
                            column: string;
                        };
                        to: {
                            node: string;
                            column: string;
                        };
                        /** @enum {unknown} */
                        how: "carried" | "computed" | "opaque";
                        expression?: string;
                    }[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                    published: {
                        node: string;
                        target?: {
                            database: string;
                            schema: string;
                            name: string;
                        };
                        column: string;
                    }[];
                    isExact: boolean;
                };
            }[];
            isComplete: boolean;
        };
        NodeLineageView: {
            node: string;
            columns: {
                column: {
                    node: string;
                    column: string;
                };
                sources: {
                    node: string;
                    table: {
                        database: string;
                        schema: string;
                        name: string;
                    };
                    column: string;
                }[];
                steps: {
                    from: {
                        node: string;
                        column: string;
                    };
                    to: {
                        node: string;
                        column: string;
                    };
                    /** @enum {unknown} */
                    how: "carried" | "computed" | "opaque";
                    expression?: string;
                }[];
                expressions: {
                    column: {
                        node: string;
                        column: string;
                    };
                    text: string;
                }[];
                rows: {
                    node: string;
                    field: string;
                    columns: string[];
                    expression?: string;
                }[];
                isExact: boolean;
            }[];
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
                type: string;
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
                change: "added" | "removed" | "changed" | "renamed";
                /** @enum {unknown} */
                weight: "documentation" | "binding" | "semantic";
                fields: {
                    field: string;
                    before?: string;
                    after?: string;
                    /** @enum {unknown} */
                    weight: "documentation" | "binding" | "semantic";
                    text?: components["schemas"]["TextEdit"][];
                }[];
                was?: string;
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
                        type: string;
                        nullable: boolean;
                    };
                    newType?: string;
                    nodes: string[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                }[];
                incompatible: {
                    column: {
                        name: string;
                        type: string;
                        nullable: boolean;
                    };
                    newType?: string;
                    nodes: string[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                }[];
                added: {
                    name: string;
                    type: string;
                    nullable: boolean;
                }[];
                removed: {
                    name: string;
                    type: string;
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
                    type: string;
                    nullable: boolean;
                }[];
                columns: {
                    added: string[];
                    removed: string[];
                    changed: {
                        name: string;
                        before: string;
                        after: string;
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
                materialization?: {
                    /** @enum {unknown} */
                    mode: "full" | "append" | "merge";
                    watermark?: string;
                    key: string[];
                };
                continues?: boolean;
            }[];
            schedules: {
                node: string;
                /** @enum {unknown} */
                action: "keep" | "add" | "remove";
                schedule: {
                    every?: {
                        count: number;
                        /** @enum {unknown} */
                        unit: "minutes" | "hours" | "days" | "weeks" | "months";
                    };
                    cron?: string;
                    after?: {
                        project: string;
                        node: string;
                    };
                    /** Format: date-time */
                    start?: string;
                    /** Format: date-time */
                    end?: string;
                    timeZone: string;
                    jitterSeconds: number;
                    paused: boolean;
                    /** @enum {unknown} */
                    overlap: "skip" | "queue" | "cancel";
                    retries: {
                        count: number;
                        delaySeconds: number;
                        factor: number;
                        maxDelaySeconds: number;
                    };
                    catchUp: {
                        /** @enum {unknown} */
                        mode: "none" | "last" | "all";
                        most: number;
                    };
                    suspendAfter: number;
                    freshness?: {
                        withinMinutes?: number;
                        by?: string;
                        timeZone?: string;
                        days?: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                        atRiskMinutes?: number;
                    };
                };
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
        PropertiesDocument: {
            items: {
                name: string;
                /** @enum {unknown} */
                on: "project" | "deployment";
                /** @enum {unknown} */
                kind: "text" | "longText" | "choice" | "yesNo";
                description?: string | null;
                choices?: string[];
            }[];
        };
        ScheduleView: {
            node: string;
            schedule: {
                every?: {
                    count: number;
                    /** @enum {unknown} */
                    unit: "minutes" | "hours" | "days" | "weeks" | "months";
                };
                cron?: string;
                after?: {
                    project: string;
                    node: string;
                };
                /** Format: date-time */
                start?: string;
                /** Format: date-time */
                end?: string;
                timeZone: string;
                jitterSeconds: number;
                paused: boolean;
                /** @enum {unknown} */
                overlap: "skip" | "queue" | "cancel";
                retries: {
                    count: number;
                    delaySeconds: number;
                    factor: number;
                    maxDelaySeconds: number;
                };
                catchUp: {
                    /** @enum {unknown} */
                    mode: "none" | "last" | "all";
                    most: number;
                };
                suspendAfter: number;
                freshness?: {
                    withinMinutes?: number;
                    by?: string;
                    timeZone?: string;
                    days?: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                    atRiskMinutes?: number;
                };
            };
            by: string;
            /** Format: date-time */
            at: string;
            nextRuns: string[];
            /** Format: date-time */
            suspendedAt?: string;
            failures: number;
            last?: {
                execution: string;
                /** @enum {unknown} */
                status: "waiting" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "skipped" | "missed";
                /** Format: date-time */
                at: string;
                rows?: number;
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
            };
            open: {
                execution: string;
                operation: string;
                /** Format: date-time */
                due: string;
                /** Format: date-time */
                claimed: string;
                attempt: number;
                /** Format: date-time */
                retryAt?: string;
            }[];
            freshness?: {
                /** @enum {unknown} */
                state: "fresh" | "atRisk" | "late" | "failed" | "paused";
                /** Format: date-time */
                since: string;
                /** Format: date-time */
                deadline?: string;
                /** Format: date-time */
                dataFrom?: string;
            };
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
                type: string;
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
                type: string;
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
        WebhookView: {
            id: string;
            events: ("runFailed" | "runRecovered" | "deploymentLate" | "scheduleSuspended" | "promotionRequested" | "promotionApproved" | "promotionRejected" | "promotionCancelled" | "promotionExpired" | "promotionApplied" | "promotionCompensated" | "promotionFailed" | "promotionRolledBack" | "ownershipChanged" | "driftFound" | "reviewRequested" | "reviewDecided" | "commentAdded" | "test")[];
            project?: string;
            environment?: string;
            host: string;
            addressEnding: string;
            by: string;
            /** Format: date-time */
            at: string;
        };
        HandedOn: {
            from: string;
            to: string;
            projects: {
                id: string;
                name: string;
            }[];
        };
        HandOnRequest: {
            to: string;
            /** @default null */
            projects?: string[] | null;
            /** @default true */
            removeFormer?: boolean;
        };
        ListViewOfBackupEntry: {
            items: {
                id: string;
                project: string;
                name: string;
                environment: string;
                revision: number;
                hash: string;
                size: number;
                /** Format: date-time */
                takenAt: string;
                by: string;
                /** @enum {unknown} */
                reason: "onDemand" | "promotion" | "nightly";
                auditHash?: string;
            }[];
            continuation?: string;
        };
        ListViewOfChannelView: {
            items: {
                id: string;
                name: string;
                /** @enum {unknown} */
                kind: "slack" | "teams" | "webhook" | "callback";
                events: ("runFailed" | "runRecovered" | "deploymentLate" | "scheduleSuspended" | "promotionRequested" | "promotionApproved" | "promotionRejected" | "promotionCancelled" | "promotionExpired" | "promotionApplied" | "promotionCompensated" | "promotionFailed" | "promotionRolledBack" | "ownershipChanged" | "driftFound" | "reviewRequested" | "reviewDecided" | "commentAdded" | "test")[];
                projects: string[];
                environments: string[];
                host: string;
                addressEnding: string;
                by: string;
                /** Format: date-time */
                at: string;
                signingKey?: string;
            }[];
            continuation?: string;
        };
        ListViewOfCommentView: {
            items: {
                comment: {
                    id: string;
                    parent?: string;
                    node?: string;
                    group?: string;
                    revision: number;
                    text: string;
                    mentions: string[];
                    by: string;
                    /** Format: date-time */
                    at: string;
                    /** Format: date-time */
                    editedAt?: string;
                    resolved: boolean;
                    resolvedBy?: string;
                    /** Format: date-time */
                    resolvedAt?: string;
                };
                eTag: string;
                notTold?: string[];
            }[];
            continuation?: string;
        };
        NamesView: {
            items: string[];
        };
        ListViewOfDelivery: {
            items: {
                id: string;
                subscriber: string;
                event: {
                    id: string;
                    /** @enum {unknown} */
                    kind: "runFailed" | "runRecovered" | "deploymentLate" | "scheduleSuspended" | "promotionRequested" | "promotionApproved" | "promotionRejected" | "promotionCancelled" | "promotionExpired" | "promotionApplied" | "promotionCompensated" | "promotionFailed" | "promotionRolledBack" | "ownershipChanged" | "driftFound" | "reviewRequested" | "reviewDecided" | "commentAdded" | "test";
                    /** Format: date-time */
                    at: string;
                    project: string;
                    projectName: string;
                    environment: string;
                    sourceProject?: string;
                    by?: string;
                    detail: string;
                    node?: string;
                    promotion?: string;
                    operation?: string;
                    path?: string;
                };
                /** @enum {unknown} */
                status: "pending" | "delivered" | "dead";
                attempts: number;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                attemptedAt?: string;
                /** Format: date-time */
                nextAttemptAt?: string;
                answer?: number;
                problem?: string;
            }[];
            continuation?: string;
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
                        type: string;
                        nullable: boolean;
                    }[];
                    deployedBy: string;
                    /** Format: date-time */
                    deployedAt: string;
                    operation: string;
                };
                lastRun?: {
                    execution: string;
                    /** @enum {unknown} */
                    status: "waiting" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "skipped" | "missed";
                    /** Format: date-time */
                    at: string;
                    rows?: number;
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
                };
                /** Format: date-time */
                nextRun?: string;
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
                    };
                    to: {
                        database: string;
                        schema?: string;
                        name?: string;
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
                    /** @enum {unknown} */
                    description: "off" | "warn" | "block";
                    /** @enum {unknown} */
                    tags: "off" | "warn" | "block";
                    /** @enum {unknown} */
                    properties: "off" | "warn" | "block";
                    requiredProperties: {
                        name: string;
                        /** @enum {unknown} */
                        on: "project" | "deployment";
                    }[];
                    /** @enum {unknown} */
                    review: "off" | "warn" | "block";
                    reviewRevisionsBehind: number;
                    reviewDays?: number;
                    /** @enum {unknown} */
                    findings: "off" | "warn" | "block";
                    errorFindings: string[];
                    windows: {
                        days: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                        from: string;
                        to: string;
                        timeZone: string;
                    }[];
                    /** @enum {unknown} */
                    windowLevel: "off" | "warn" | "block";
                };
            }[];
            continuation?: string;
        };
        ListViewOfExecution: {
            items: {
                id: string;
                project: string;
                node: string;
                /** @enum {unknown} */
                trigger: "schedule" | "manual" | "after";
                /** Format: date-time */
                due: string;
                /** @enum {unknown} */
                status: "waiting" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "skipped" | "missed";
                operation?: string;
                attempt: number;
                /** Format: date-time */
                retryAt?: string;
                requestedBy: string;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                startedAt?: string;
                /** Format: date-time */
                endedAt?: string;
                version?: number;
                target?: {
                    database: string;
                    schema: string;
                    name: string;
                };
                role?: string;
                warehouse?: string;
                rows?: number;
                bytes?: number;
                credits?: number;
                queryId?: string;
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
                failingNode?: string;
                sql?: string;
                signals: ("runFailed" | "runRecovered" | "runSuspended")[];
                note?: string;
                ended: boolean;
            }[];
            continuation?: string;
        };
        FindingsView: {
            revision: number;
            items: {
                code: string;
                node: string;
                why: string;
                fix?: string;
            }[];
        };
        ListViewOfFreshnessEntry: {
            items: {
                node: string;
                status: {
                    /** @enum {unknown} */
                    state: "fresh" | "atRisk" | "late" | "failed" | "paused";
                    /** Format: date-time */
                    since: string;
                    /** Format: date-time */
                    deadline?: string;
                    /** Format: date-time */
                    dataFrom?: string;
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
        ListViewOfOperationView: {
            items: {
                id: string;
                /** @enum {unknown} */
                kind: "deploy" | "promotion" | "rollback" | "run";
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
            }[];
            continuation?: string;
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
                found?: {
                    kind: string;
                    id: string;
                    name: string;
                    /** @enum {unknown} */
                    in: "name" | "description" | "tag" | "property";
                }[];
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
                override?: {
                    by: string;
                    /** Format: date-time */
                    at: string;
                    reason: string;
                    policies: string[];
                };
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
        ListViewOfReviewView: {
            items: {
                number: number;
                project: string;
                revision: number;
                /** @enum {unknown} */
                status: "open" | "approved" | "changesRequested" | "withdrawn";
                outdated: boolean;
                requestedBy: string;
                /** Format: date-time */
                requestedAt: string;
                message?: string;
                reviewers: string[];
                decisions: {
                    by: string;
                    /** @enum {unknown} */
                    verdict: "approve" | "requestChanges";
                    summary?: string;
                    /** Format: date-time */
                    at: string;
                }[];
                /** Format: date-time */
                withdrawnAt?: string;
                projectName?: string;
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
        ListViewOfScheduleEntry: {
            items: {
                project: string;
                projectName: string;
                environment: string;
                node: string;
                name: string;
                schedule: {
                    every?: {
                        count: number;
                        /** @enum {unknown} */
                        unit: "minutes" | "hours" | "days" | "weeks" | "months";
                    };
                    cron?: string;
                    after?: {
                        project: string;
                        node: string;
                    };
                    /** Format: date-time */
                    start?: string;
                    /** Format: date-time */
                    end?: string;
                    timeZone: string;
                    jitterSeconds: number;
                    paused: boolean;
                    /** @enum {unknown} */
                    overlap: "skip" | "queue" | "cancel";
                    retries: {
                        count: number;
                        delaySeconds: number;
                        factor: number;
                        maxDelaySeconds: number;
                    };
                    catchUp: {
                        /** @enum {unknown} */
                        mode: "none" | "last" | "all";
                        most: number;
                    };
                    suspendAfter: number;
                    freshness?: {
                        withinMinutes?: number;
                        by?: string;
                        timeZone?: string;
                        days?: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                        atRiskMinutes?: number;
                    };
                };
                /** Format: date-time */
                nextRun?: string;
                /** Format: date-time */
                suspendedAt?: string;
                last?: {
                    execution: string;
                    /** @enum {unknown} */
                    status: "waiting" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "skipped" | "missed";
                    /** Format: date-time */
                    at: string;
                    rows?: number;
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
                };
                running: number;
                freshness?: {
                    /** @enum {unknown} */
                    state: "fresh" | "atRisk" | "late" | "failed" | "paused";
                    /** Format: date-time */
                    since: string;
                    /** Format: date-time */
                    deadline?: string;
                    /** Format: date-time */
                    dataFrom?: string;
                };
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
                    type: string;
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
        ListViewOfWebhookView: {
            items: {
                id: string;
                events: ("runFailed" | "runRecovered" | "deploymentLate" | "scheduleSuspended" | "promotionRequested" | "promotionApproved" | "promotionRejected" | "promotionCancelled" | "promotionExpired" | "promotionApplied" | "promotionCompensated" | "promotionFailed" | "promotionRolledBack" | "ownershipChanged" | "driftFound" | "reviewRequested" | "reviewDecided" | "commentAdded" | "test")[];
                project?: string;
                environment?: string;
                host: string;
                addressEnding: string;
                by: string;
                /** Format: date-time */
                at: string;
            }[];
            continuation?: string;
        };
        ReasonRequest: {
            /** @default null */
            reason?: string | null;
        };
        OverrideRequest: {
            reason: string;
            /** @default null */
            policies?: string[] | null;
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
                type: string;
                nullable: boolean;
            }[];
            rows: unknown[][];
            truncated: boolean;
            queryId?: string;
        };
        PreviewedSchedule: {
            nextRuns: string[];
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
        SchedulePreview: {
            schedule: {
                every?: {
                    count: number;
                    /** @enum {unknown} */
                    unit: "minutes" | "hours" | "days" | "weeks" | "months";
                } | null;
                cron?: string | null;
                after?: {
                    project: string;
                    node: string;
                } | null;
                /** Format: date-time */
                start?: string | null;
                /** Format: date-time */
                end?: string | null;
                timeZone?: string;
                jitterSeconds?: number;
                paused?: boolean;
                /** @enum {unknown} */
                overlap?: "skip" | "queue" | "cancel";
                retries?: {
                    /** @default 0 */
                    count?: number;
                    /** @default 60 */
                    delaySeconds?: number;
                    /** @default 2 */
                    factor?: number;
                    /** @default 3600 */
                    maxDelaySeconds?: number;
                };
                catchUp?: {
                    /**
                     * @default last
                     * @enum {unknown}
                     */
                    mode?: "none" | "last" | "all";
                    /** @default 10 */
                    most?: number;
                };
                suspendAfter?: number;
                freshness?: {
                    withinMinutes?: number | null;
                    by?: string | null;
                    timeZone?: string | null;
                    days?: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[] | null;
                    atRiskMinutes?: number | null;
                } | null;
            };
            /** @default 10 */
            count?: number;
        };
        ColumnDistribution: {
            column: string;
            values: number;
            top: {
                value: unknown;
                count: number;
            }[];
            bins?: {
                from: unknown;
                to: unknown;
                count: number;
            }[];
            /** @enum {unknown} */
            part?: "year" | "quarter" | "month" | "week" | "day" | "hour" | "minute";
        };
        NodeProfile: {
            node: string;
            rows: number;
            columns: {
                name: string;
                type: string;
                nulls: number;
                distinct?: number;
                min: unknown;
                max: unknown;
                mean?: number;
            }[];
            truncated: boolean;
        };
        Schedule: {
            every?: {
                count: number;
                /** @enum {unknown} */
                unit: "minutes" | "hours" | "days" | "weeks" | "months";
            } | null;
            cron?: string | null;
            after?: {
                project: string;
                node: string;
            } | null;
            /** Format: date-time */
            start?: string | null;
            /** Format: date-time */
            end?: string | null;
            timeZone?: string;
            jitterSeconds?: number;
            paused?: boolean;
            /** @enum {unknown} */
            overlap?: "skip" | "queue" | "cancel";
            retries?: {
                /** @default 0 */
                count?: number;
                /** @default 60 */
                delaySeconds?: number;
                /** @default 2 */
                factor?: number;
                /** @default 3600 */
                maxDelaySeconds?: number;
            };
            catchUp?: {
                /**
                 * @default last
                 * @enum {unknown}
                 */
                mode?: "none" | "last" | "all";
                /** @default 10 */
                most?: number;
            };
            suspendAfter?: number;
            freshness?: {
                withinMinutes?: number | null;
                by?: string | null;
                timeZone?: string | null;
                days?: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[] | null;
                atRiskMinutes?: number | null;
            } | null;
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
                changes?: {
                    [key: string]: {
                        before?: string;
                        after?: string;
                    };
                };
                client?: {
                    address?: string;
                    userAgent?: string;
                };
                sequence: number;
                previous?: string;
                hash?: string;
            }[];
            continuation?: string;
        };
        RefreshedSources: {
            applied: boolean;
            drift: {
                node: string;
                table: {
                    database: string;
                    schema: string;
                    name: string;
                };
                found: boolean;
                new: {
                    name: string;
                    type: string;
                    nullable: boolean;
                }[];
                gone: {
                    column: string;
                    before: string;
                    after?: string;
                    nodes: string[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                }[];
                changed: {
                    column: string;
                    before: string;
                    after?: string;
                    nodes: string[];
                    places: {
                        node: string;
                        field: string;
                        span?: {
                            start: number;
                            length: number;
                            end: number;
                        };
                    }[];
                }[];
                breaks: boolean;
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
            role: string;
        };
        RefreshRequest: {
            /** @default false */
            dryRun?: boolean;
            /** @default null */
            role?: string | null;
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
            /** @default null */
            override?: {
                reason: string;
                /** @default null */
                policies?: string[] | null;
            } | null;
        };
        ReviewRequest: {
            reviewers: string[];
            /** @default null */
            message?: string | null;
        };
        RestoreRequest: {
            /** @enum {unknown} */
            into: "new" | "same";
            /** @default null */
            name?: string | null;
        };
        RestoreVersionRequest: {
            /** @default false */
            dryRun?: boolean;
        };
        Delivery: {
            id: string;
            subscriber: string;
            event: {
                id: string;
                /** @enum {unknown} */
                kind: "runFailed" | "runRecovered" | "deploymentLate" | "scheduleSuspended" | "promotionRequested" | "promotionApproved" | "promotionRejected" | "promotionCancelled" | "promotionExpired" | "promotionApplied" | "promotionCompensated" | "promotionFailed" | "promotionRolledBack" | "ownershipChanged" | "driftFound" | "reviewRequested" | "reviewDecided" | "commentAdded" | "test";
                /** Format: date-time */
                at: string;
                project: string;
                projectName: string;
                environment: string;
                sourceProject?: string;
                by?: string;
                detail: string;
                node?: string;
                promotion?: string;
                operation?: string;
                path?: string;
            };
            /** @enum {unknown} */
            status: "pending" | "delivered" | "dead";
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            attemptedAt?: string;
            /** Format: date-time */
            nextAttemptAt?: string;
            answer?: number;
            problem?: string;
        };
        RollbackPlan: {
            promotion: string;
            operation: string;
            project: string;
            removesProject: boolean;
            revision: number;
            backup: string;
            flowHash?: string;
            ownership: {
                before?: string;
                after?: string;
            };
            restores: string[];
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
                    type: string;
                    nullable: boolean;
                }[];
                columns: {
                    added: string[];
                    removed: string[];
                    changed: {
                        name: string;
                        before: string;
                        after: string;
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
                materialization?: {
                    /** @enum {unknown} */
                    mode: "full" | "append" | "merge";
                    watermark?: string;
                    key: string[];
                };
                continues?: boolean;
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
        RollbackRequest: {
            /** @default false */
            dryRun?: boolean;
        };
        StartedRunView: {
            id: string;
            execution: string;
        };
        ExplorationRequest: {
            /** @default null */
            id?: string | null;
            /** @default null */
            node?: string | null;
            /** @default null */
            query?: {
                /** @default null */
                dimensions?: string[] | null;
                /** @default null */
                measures?: {
                    name: string;
                    /** @enum {unknown} */
                    function: "sum" | "avg" | "min" | "max" | "count" | "countDistinct" | "median";
                    column: string;
                }[] | null;
                /** @default null */
                filter?: string | null;
                /** @default null */
                sort?: {
                    column: string;
                    /** @default false */
                    descending?: boolean;
                }[] | null;
                /** @default null */
                limit?: number | null;
            } | null;
            /** @default null */
            role?: string | null;
            /** @default null */
            warehouse?: string | null;
        };
        CollaboratorsRequest: {
            collaborators: {
                email: string;
                /** @enum {unknown} */
                role: "viewer" | "reviewer" | "editor" | "owner";
            }[];
        };
        NewWebhook: {
            callbackUrl: string;
            /** @default null */
            events?: unknown;
            /** @default null */
            project?: string | null;
            /** @default null */
            environment?: string | null;
        };
        BackupEntry: {
            id: string;
            project: string;
            name: string;
            environment: string;
            revision: number;
            hash: string;
            size: number;
            /** Format: date-time */
            takenAt: string;
            by: string;
            /** @enum {unknown} */
            reason: "onDemand" | "promotion" | "nightly";
            auditHash?: string;
        };
        NewBackup: {
            project: string;
        };
        OwnerRequest: {
            email: string;
            /** @default false */
            removeFormer?: boolean;
        };
        AuditVerdict: {
            project: string;
            valid: boolean;
            count: number;
            hash: string;
            broken?: number;
            reason?: string;
        };
        VerifyReport: {
            /** Format: date-time */
            at: string;
            whole: boolean;
            looked: {
                projects: number;
                revisions: number;
                versions: number;
                operations: number;
                promotions: number;
                backups: number;
                contents: number;
                tables: number;
            };
            violations: {
                rule: string;
                subject: string;
                what: string;
                remedy: string;
            }[];
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
    ListChannels: {
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
                    "application/json": components["schemas"]["ListViewOfChannelView"];
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
    AddChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
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
    ListComments: {
        parameters: {
            query?: {
                node?: string;
                group?: string;
                thread?: string;
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
                    "application/json": components["schemas"]["ListViewOfCommentView"];
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
    AddComment: {
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
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentView"];
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
    GetChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
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
                    "application/json": components["schemas"]["ChannelView"];
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
    DeleteChannel: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                channel: string;
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
    ChangeChannel: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChannelPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
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
    ChangeComment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                comment: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommentPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentView"];
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
    GetUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                email: string;
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
    RemoveUser: {
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
    DecideReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
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
    GetSchedule: {
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
                    "application/json": components["schemas"]["ScheduleView"];
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
    PutSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                node: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Schedule"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
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
    DeleteSchedule: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                node: string;
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
                    "application/json": components["schemas"]["DeployPlan"];
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
            query?: {
                from?: string;
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
    FindTables: {
        parameters: {
            query: {
                search: string;
                database?: string;
                role?: string;
                limit?: number;
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
                    "application/json": components["schemas"]["FoundTablesView"];
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
    FixFinding: {
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
                "application/json": components["schemas"]["FixRequest"];
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
    GetAnnotation: {
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
                    "application/json": components["schemas"]["AnnotationDocument"];
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
    SetAnnotation: {
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
                "application/json": components["schemas"]["AnnotationDocument"];
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
    GetConnector: {
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
    GetExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                node: string;
                execution: string;
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
                    "application/json": components["schemas"]["Execution"];
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
    GetFreshness: {
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
                    "application/json": components["schemas"]["FreshnessSummary"];
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
    GetLineage: {
        parameters: {
            query: {
                node: string;
                column?: string;
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
                    "application/json": components["schemas"]["LineageAnswer"] | components["schemas"]["NodeLineageView"];
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
    GetProjectHandover: {
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
    GetProperties: {
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
                    "application/json": components["schemas"]["PropertiesDocument"];
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
    SetProperties: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PropertiesDocument"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertiesDocument"];
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
    GetWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
                    "application/json": components["schemas"]["WebhookView"];
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
    UnsubscribeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
    HandOnProjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                email: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["HandOnRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedOn"];
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
    LeaveProject: {
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
    ListBackups: {
        parameters: {
            query?: {
                project?: string;
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
                    "application/json": components["schemas"]["ListViewOfBackupEntry"];
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
    TakeBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewBackup"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupEntry"];
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
    ListDeliveries: {
        parameters: {
            query?: {
                status?: string;
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path: {
                channel: string;
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
                    "application/json": components["schemas"]["ListViewOfDelivery"];
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
    ListExecutions: {
        parameters: {
            query?: {
                status?: string;
                trigger?: string;
                from?: string;
                to?: string;
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
                    "application/json": components["schemas"]["ListViewOfExecution"];
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
    ListFindings: {
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
                    "application/json": components["schemas"]["FindingsView"];
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
    ListFreshness: {
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
                    "application/json": components["schemas"]["ListViewOfFreshnessEntry"];
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
    ListOperations: {
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
                    "application/json": components["schemas"]["ListViewOfOperationView"];
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
    ListReviews: {
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
                    "application/json": components["schemas"]["ListViewOfReviewView"];
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
    RequestReview: {
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
                "application/json": components["schemas"]["ReviewRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
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
    ListSchedules: {
        parameters: {
            query?: {
                project?: string;
                freshness?: string;
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
                    "application/json": components["schemas"]["ListViewOfScheduleEntry"];
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
    ListWaitingReviews: {
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
                    "application/json": components["schemas"]["ListViewOfReviewView"];
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
    ListWebhookDeliveries: {
        parameters: {
            query?: {
                status?: string;
                limit?: number;
                continuation?: string;
            };
            header?: never;
            path: {
                webhook: string;
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
                    "application/json": components["schemas"]["ListViewOfDelivery"];
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
    ListWebhooks: {
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
                    "application/json": components["schemas"]["ListViewOfWebhookView"];
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
    SubscribeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
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
    OverridePolicies: {
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
                "application/json": components["schemas"]["OverrideRequest"];
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
    PauseSchedule: {
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
                    "application/json": components["schemas"]["ScheduleView"];
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
    PreviewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SchedulePreview"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewedSchedule"];
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
    ProfileColumn: {
        parameters: {
            query: {
                column: string;
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
                    "application/json": components["schemas"]["ColumnDistribution"];
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
    ProfileNode: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["NodeProfile"];
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
                action?: string;
                from?: string;
                to?: string;
                limit?: number;
                continuation?: string;
                format?: string;
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
    RefreshSources: {
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
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshedSources"];
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
            query?: {
                dryRun?: string;
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
    RestoreBackup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                backup: string;
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
                "application/json": components["schemas"]["RestoreVersionRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeployPlan"];
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
    ResumeSchedule: {
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
                    "application/json": components["schemas"]["ScheduleView"];
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
    RetryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
                delivery: string;
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
                    "application/json": components["schemas"]["Delivery"];
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
    RetryWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
                delivery: string;
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
                    "application/json": components["schemas"]["Delivery"];
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
                    "application/json": components["schemas"]["RollbackPlan"];
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
    RunDeployment: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
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
                    "application/json": components["schemas"]["StartedRunView"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRunView"];
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
    RunExploration: {
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
                "application/json": components["schemas"]["ExplorationRequest"];
            };
        };
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
    SetNodeAnnotation: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                node: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AnnotationDocument"];
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
    TakeBackDeployment: {
        parameters: {
            query?: {
                drop?: string;
                dryRun?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
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
                    "application/json": components["schemas"]["DeployPlan"];
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
    TestChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
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
                    "application/json": components["schemas"]["Delivery"];
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
    VerifyAudit: {
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
                    "application/json": components["schemas"]["AuditVerdict"];
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
    VerifyStores: {
        parameters: {
            query?: {
                project?: string;
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
                    "application/json": components["schemas"]["VerifyReport"];
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
    WithdrawReview: {
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
                    "application/json": components["schemas"]["ReviewView"];
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

@export()
@description('Tags of every resource.')
type resourceTags = {
  *: string
}

@export()
@description('How the function app proves to Snowflake who it is, and where Snowflake is. Nothing in here is a secret.')
type snowflakeSettings = {
  @description('Account identifier: ORGANISATION-ACCOUNT.')
  account: string

  @description('Host, where it does not follow from the account (private link). Empty: it follows.')
  host: string

  @description('WorkloadIdentity needs no secret. KeyPair reads the private key from the key vault. OAuth sends a token of the managed identity.')
  authentication: 'WorkloadIdentity' | 'KeyPair' | 'OAuth'

  @description('Snowflake user, for KeyPair and OAuth.')
  user: string

  @description('KeyPair: the private key is encrypted, and its passphrase is in the key vault too.')
  privateKeyEncrypted: bool

  @description('Scope of the token for OAuth: api://…/.default')
  oauthScope: string

  @description('Resource of the identity token for WorkloadIdentity. Empty: the resource that Snowflake documents.')
  entraResource: string

  @description('Connections at most for each role and virtual warehouse, on each instance.')
  maxPoolSize: int

  @description('Longest statement, as hh:mm:ss; it must be shorter than functionTimeout in host.json.')
  statementTimeout: string

  @description('Longest statement that builds a table, as d.hh:mm:ss.')
  buildTimeout: string
}

@export()
@description('How the function app runs.')
type hostingSettings = {
  @description('FlexConsumption scales by itself; Dedicated is one of the plans that the page about linked function apps names.')
  plan: 'FlexConsumption' | 'Dedicated'

  @description('Flex Consumption: memory of an instance.')
  instanceMemoryMB: 2048 | 4096

  @description('Flex Consumption: instances at most.')
  maximumInstanceCount: int

  @description('Flex Consumption: instances that always wait for HTTP requests. 0 means a cold start after a quiet time.')
  alwaysReadyHttp: int

  @description('Flex Consumption: instances that always wait for workflow steps.')
  alwaysReadyDurable: int

  @description('Dedicated: the size of the plan.')
  dedicatedSku: string

  @description('Dedicated: the number of instances.')
  dedicatedInstances: int
}

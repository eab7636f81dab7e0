// A Consumption logic app that promotes a project with its own identity, follows the operation to its end, and posts how it ended.
// In Handover its identity is a user like anyone else, by object id: an administrator adds it and says what it may do.
import { resourceTags } from '../app/types.bicep'

param name string
param location string
param tags resourceTags

@description('Request: by HTTP, with an Entra ID token. Recurrence: by the clock.')
param trigger 'Request' | 'Recurrence'

@description('Recurrence: how often.')
param frequency 'Hour' | 'Day' | 'Week' | 'Month'

@description('Recurrence: the hour of the day, UTC.')
param hour int

@description('The project that is promoted where the request names none.')
param project string

@description('The environment that it is promoted to where the request names none.')
param environmentId string

@description('Address of the function app.')
param apiUrl string

@description('Application id URI of the API: the audience of the identity\'s token, and of the tokens that start the workflow.')
param apiAudience string

@description('Key vault with the secret promotion-webhook: the address that the result is posted to.')
param keyVaultUri string
param workspaceId string

var byRequest = {
  manual: {
    type: 'Request'
    kind: 'Http'
    inputs: {
      schema: {
        type: 'object'
        properties: { project: { type: 'string' }, environment: { type: 'string' } }
      }
    }
  }
}

var byClock = {
  clock: {
    type: 'Recurrence'
    recurrence: union(
      { frequency: frequency, interval: 1, timeZone: 'UTC' },
      frequency == 'Day' || frequency == 'Week' ? { schedule: { hours: [hour], minutes: [0] } } : {}
    )
    // One promotion of a project at a time: the next turn waits for the last one.
    runtimeConfiguration: { concurrency: { runs: 1 } }
  }
}

resource workflow 'Microsoft.Logic/workflows@2019-05-01' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    state: 'Enabled'
    definition: union(loadJsonContent('workflow.json'), { triggers: trigger == 'Request' ? byRequest : byClock })
    parameters: {
      api: { value: apiUrl }
      audience: { value: apiAudience }
      project: { value: project }
      environment: { value: environmentId }
      vault: { value: keyVaultUri }
      vaultAudience: { value: 'https://${substring(environment().suffixes.keyvaultDns, 1)}' }
    }
    accessControl: {
      triggers: {
        // A signed address would let in whoever has it.
        #disable-next-line BCP037 // The service has it, its type not yet.
        sasAuthenticationPolicy: { state: 'Disabled' }
        openAuthenticationPolicies: {
          policies: {
            'tokens-of-this-tenant': {
              type: 'AAD'
              claims: [
                { name: 'iss', value: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0' }
                { name: 'aud', value: last(split(apiAudience, '/')) }
              ]
            }
          }
        }
      }
    }
  }
}

#disable-next-line use-recent-api-versions // The stable version is from 2016 and knows no category groups.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: workflow
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'WorkflowRuntime', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output principalId string = workflow.identity.principalId

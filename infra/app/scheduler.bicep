// Optional: the Durable Task Scheduler keeps the workflows instead of the storage account.
import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param hubName string
param sku 'Consumption' | 'Dedicated'

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // An empty list would admit nobody. Roles decide: the scheduler takes tokens of identities only.
    ipAllowlist: ['0.0.0.0/0']
    sku: sku == 'Dedicated' ? { name: sku, capacity: 1 } : { name: sku }
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: hubName
}

output name string = scheduler.name
output endpoint string = scheduler.properties.endpoint
output hubName string = hub.name

// What somebody has to know without looking: log alerts over the metrics that the product emits.
import { resourceTags } from 'types.bicep'
import { outcomes, signals } from 'signals.bicep'

param namePrefix string
param location string
param tags resourceTags
param workspaceId string
param actionGroupId string

var outcome = 'tostring(Properties["${outcomes.dimension}"])'

var rules = [
  {
    name: 'failed-runs'
    title: 'Runs of deployments have failed'
    text: 'See the project\'s runs: each names the step, the reason and what to do next.'
    severity: 2
    query: 'AppMetrics | where Name == "${signals.runs}" and ${outcome} == "${outcomes.failed}" | summarize Value = sum(Sum)'
    aggregation: 'Total'
    evaluate: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'failed-promotions'
    title: 'Promotions have failed or were put back'
    text: 'Production is as it was before. The operation says which step failed and why.'
    severity: 1
    query: 'AppMetrics | where Name == "${signals.promotions}" and ${outcome} in ("${outcomes.failed}", "${outcomes.compensated}") | summarize Value = sum(Sum)'
    aggregation: 'Total'
    evaluate: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'late-freshness'
    title: 'Deployments are older than they may be'
    text: 'At least one deployment has missed its freshness rule. See Monitoring on the page.'
    severity: 2
    query: 'AppMetrics | where Name == "${signals.freshnessLate}" | summarize Value = max(Max)'
    aggregation: 'Maximum'
    evaluate: 'PT15M'
    window: 'PT30M'
  }
  {
    name: 'dead-notifications'
    title: 'Notifications could not be delivered'
    text: 'Messages have been given up after all attempts. See the channels of the workspace.'
    severity: 3
    query: 'AppMetrics | where Name == "${signals.notificationsDead}" | summarize Value = sum(Sum)'
    aggregation: 'Total'
    evaluate: 'PT15M'
    window: 'PT15M'
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: '${namePrefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.text
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.evaluate
      windowSize: rule.window
      autoMitigate: true
      // The first metric arrives after the first run; until then there is nothing to validate against.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Value'
            timeAggregation: rule.aggregation
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

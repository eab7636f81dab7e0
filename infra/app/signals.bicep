// What the product emits and the alerts read: names of OpenTelemetry metrics, their dimension, and its values.
@export()
@description('The OpenTelemetry metrics that alerts read, as they are named in the table AppMetrics.')
var signals = {
  runs: 'handover.runs'
  promotions: 'handover.promotions'
  freshnessLate: 'handover.freshness.late'
  notificationsDead: 'handover.notifications.dead'
}

@export()
@description('The dimension that says how a run or a promotion ended, and its values that are bad.')
var outcomes = {
  dimension: 'outcome'
  failed: 'failed'
  compensated: 'compensated'
}

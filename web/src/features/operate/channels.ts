import type { Channel, EventKind } from './queries'

export type ChannelKind = Channel['kind']

export const channelKinds: Readonly<Record<ChannelKind, { label: string; hint: string }>> = {
  slack: { label: 'Slack', hint: 'The incoming webhook’s address, as Slack shows it.' },
  teams: { label: 'Microsoft Teams', hint: 'The workflow’s address, as Teams shows it.' },
  webhook: { label: 'Webhook, signed', hint: 'Any https address that takes a JSON POST; each is signed.' },
  callback: { label: 'Workflow', hint: '' },
}

export const eventWords: Readonly<Record<EventKind, string>> = {
  runFailed: 'Run failed',
  runRecovered: 'Run recovered',
  deploymentLate: 'Data is late',
  scheduleSuspended: 'Schedule suspended itself',
  promotionRequested: 'Promotion requested',
  promotionApproved: 'Promotion approved',
  promotionRejected: 'Promotion rejected',
  promotionCancelled: 'Promotion cancelled',
  promotionExpired: 'Promotion expired',
  promotionApplied: 'Promotion applied',
  promotionCompensated: 'Promotion undone',
  promotionFailed: 'Promotion failed',
  promotionRolledBack: 'Promotion rolled back',
  ownershipChanged: 'Owner changed',
  driftFound: 'Drift found',
  reviewRequested: 'Review requested',
  reviewDecided: 'Review decided',
  commentAdded: 'Comment added',
  test: 'Test message',
}

import type { Review } from '@/lib/api/answers'

const statuses: Readonly<Record<Review['status'], { words: string; color: 'informative' | 'success' | 'danger' | 'subtle' }>> = {
  open: { words: 'Waits for review', color: 'informative' },
  approved: { words: 'Approved', color: 'success' },
  changesRequested: { words: 'Changes requested', color: 'danger' },
  withdrawn: { words: 'Withdrawn', color: 'subtle' },
}

export const statusOf = (review: Pick<Review, 'status'>) => statuses[review.status]

import type { Metadata } from 'next'
import { LiveFeed } from '@/components/LiveFeed'

export const metadata: Metadata = { title: 'Live feed' }

export default function LiveFeedPage() {
  return <LiveFeed />
}

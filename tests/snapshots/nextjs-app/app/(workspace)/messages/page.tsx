import type { Metadata } from 'next'
import { MessageList } from '@/components/MessageList'

export const metadata: Metadata = { title: 'Messages' }

export default function MessageListPage() {
  return <MessageList />
}

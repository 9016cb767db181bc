import type { Metadata } from 'next'
import { AssistantChat } from '@/components/AssistantChat'

export const metadata: Metadata = { title: 'Chat' }

export default function AssistantChatPage() {
  return <AssistantChat />
}

import type { Metadata } from 'next'
import { TodoSuggestions } from '@/components/TodoSuggestions'

export const metadata: Metadata = { title: 'Suggestions' }

export default function TodoSuggestionsPage() {
  return <TodoSuggestions />
}

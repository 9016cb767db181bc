import type { Metadata } from 'next'
import { FunctionCalls } from '@/components/FunctionCalls'

export const metadata: Metadata = { title: 'Functions' }

export default function FunctionCallsPage() {
  return <FunctionCalls />
}

import { redirect } from 'next/navigation'
import { ConnectBackend } from '@/components/ConnectBackend'
import { hasBackend } from '@/lib/outputs'

/** What proxy.ts shows instead of every page while there is no backend. */
export default function ConnectPage() {
  if (hasBackend) redirect('/')
  return <ConnectBackend />
}

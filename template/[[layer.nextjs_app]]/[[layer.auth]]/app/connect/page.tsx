import { ConnectBackend } from '@/components/ConnectBackend'

/** What proxy.ts shows instead of every page while there is no backend. */
export default function ConnectPage() {
  return <ConnectBackend />
}

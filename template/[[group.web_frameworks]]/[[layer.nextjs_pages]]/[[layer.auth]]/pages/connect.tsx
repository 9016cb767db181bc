import type { GetServerSideProps } from 'next'
import { ConnectBackend } from '@/components/ConnectBackend'
import { hasBackend } from '@/lib/outputs'

/** What proxy.ts shows instead of every page while there is no backend. */
export default function ConnectPage() {
  return <ConnectBackend />
}

export const getServerSideProps: GetServerSideProps = async () =>
  hasBackend ? { redirect: { destination: '/', permanent: false } } : { props: {} }

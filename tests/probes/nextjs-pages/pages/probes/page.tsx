import type { GetServerSideProps } from 'next'
import { seen } from '@/lib/seen'

export const getServerSideProps: GetServerSideProps = async (context) => ({
  props: { said: await seen(context) },
})

export default function Page({ said }: { said: string }) {
  return <p>{said}</p>
}

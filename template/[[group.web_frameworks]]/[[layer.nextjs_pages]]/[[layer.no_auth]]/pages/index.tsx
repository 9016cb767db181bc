import type { GetServerSideProps } from 'next'
import { home } from '@/lib/screens'

export const getServerSideProps: GetServerSideProps = async () => ({
  redirect: { destination: home, permanent: false },
})

export default function Home() {
  return null
}

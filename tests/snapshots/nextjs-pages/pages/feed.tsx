import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { LiveFeed } from '@/components/LiveFeed'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function LiveFeedPage() {
  return <LiveFeed />
}

LiveFeedPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Live feed" user={page.props.user}>
      {page}
    </Layout>
  )
}

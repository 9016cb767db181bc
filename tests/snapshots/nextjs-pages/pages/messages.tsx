import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { MessageList } from '@/components/MessageList'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function MessageListPage() {
  return <MessageList />
}

MessageListPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Messages" user={page.props.user}>
      {page}
    </Layout>
  )
}

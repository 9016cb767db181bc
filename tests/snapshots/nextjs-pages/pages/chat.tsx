import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { AssistantChat } from '@/components/AssistantChat'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function AssistantChatPage() {
  return <AssistantChat />
}

AssistantChatPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Chat" user={page.props.user}>
      {page}
    </Layout>
  )
}

import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { TodoSuggestions } from '@/components/TodoSuggestions'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function TodoSuggestionsPage() {
  return <TodoSuggestions />
}

TodoSuggestionsPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Suggestions" user={page.props.user}>
      {page}
    </Layout>
  )
}

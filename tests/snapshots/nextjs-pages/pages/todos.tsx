import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { TodoList } from '@/components/TodoList'
import { loadTodos } from '@/lib/loaders'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async (context) => ({
  todos: await loadTodos(context),
}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function TodoListPage({ todos }: Props) {
  return <TodoList initial={todos ?? undefined} />
}

TodoListPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="To-dos" user={page.props.user}>
      {page}
    </Layout>
  )
}

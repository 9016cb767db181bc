import type { GetServerSideProps, InferGetServerSidePropsType } from 'next'
import { Account } from '@/components/Account'
import { FileList } from '@/components/FileList'
import { FunctionCalls } from '@/components/FunctionCalls'
import { TodoList } from '@/components/TodoList'
import { loadTodos } from '@/lib/loaders'
import { personOf } from '@/lib/person'

export const getServerSideProps = (async (context) => {
  const person = await personOf(context)
  if (!person) return { redirect: { destination: '/sign-in', permanent: false } }
  return {
    props: {
      person,
      todos: await loadTodos(context),
    },
  }
}) satisfies GetServerSideProps

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

/** The features of the backend, one section each. */
export default function WorkspacePage({ person, todos }: Props) {
  return (
    <>
      <header className="bar">
        <h1>Field notes</h1>
        <Account person={person} />
      </header>
      <main className="workspace" key={person.id}>
        <TodoList initial={todos ?? undefined} />
        <FileList />
        <FunctionCalls />
      </main>
    </>
  )
}

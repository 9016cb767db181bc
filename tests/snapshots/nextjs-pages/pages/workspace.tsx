import type { GetServerSideProps, InferGetServerSidePropsType } from 'next'
import { Account } from '@/components/Account'
import { AssistantChat } from '@/components/AssistantChat'
import { FileList } from '@/components/FileList'
import { FunctionCalls } from '@/components/FunctionCalls'
import { ItemList } from '@/components/ItemList'
import { LiveFeed } from '@/components/LiveFeed'
import { MessageList } from '@/components/MessageList'
import { PlaceView } from '@/components/PlaceView'
import { SecondFactors } from '@/components/SecondFactors'
import { TodoList } from '@/components/TodoList'
import { TodoSuggestions } from '@/components/TodoSuggestions'
import { currentUser } from '@/lib/amplify-server'
import { loadTodos } from '@/lib/loaders'

export const getServerSideProps = (async (context) => {
  const user = await currentUser({ request: context.req, response: context.res })
  if (!user) return { redirect: { destination: '/sign-in', permanent: false } }
  return {
    props: {
      user,
      todos: await loadTodos(context),
    },
  }
}) satisfies GetServerSideProps

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

/** The features of the backend, one section each. */
export default function WorkspacePage({ user, todos }: Props) {
  return (
    <>
      <header className="bar">
        <h1>Field notes</h1>
        <Account user={user} />
      </header>
      <main className="workspace">
        <TodoList initial={todos ?? undefined} />
        <FileList />
        <FunctionCalls />
        <ItemList />
        <AssistantChat />
        <TodoSuggestions />
        <MessageList />
        <PlaceView />
        <LiveFeed />
        <SecondFactors />
      </main>
    </>
  )
}

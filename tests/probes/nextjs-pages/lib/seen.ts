import type { GetServerSidePropsContext } from 'next'
import { currentUser, runWithAmplifyServerContext } from '@/lib/amplify-server'
import { serverClient } from '@/lib/data-server'

/** Whom the server sees, and what they have to do. */
export async function seen({ req, res }: Pick<GetServerSidePropsContext, 'req' | 'res'>) {
  const request = { request: req, response: res }
  const user = await currentUser(request)
  if (!user) return 'nobody'
  const { data } = await runWithAmplifyServerContext({
    nextServerContext: request,
    operation: (context) => serverClient.models.Todo.list(context),
  })
  return `${user.username}: ${data.map(({ content }) => content)}`
}

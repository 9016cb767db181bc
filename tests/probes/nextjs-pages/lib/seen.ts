import { fetchAuthSession } from 'aws-amplify/auth/server'
import type { GetServerSidePropsContext } from 'next'
import { runWithAmplifyServerContext } from '@/lib/amplify-server'
import { serverClient } from '@/lib/data-server'

/** Whom the server sees, and what they have to do. */
export function seen({ req, res }: Pick<GetServerSidePropsContext, 'req' | 'res'>) {
  return runWithAmplifyServerContext({
    nextServerContext: { request: req, response: res },
    async operation(context) {
      const { tokens } = await fetchAuthSession(context)
      if (!tokens) return 'nobody'
      const { data } = await serverClient.models.Todo.list(context)
      return `${tokens.idToken?.payload.email}: ${data.map(({ content }) => content)}`
    },
  })
}

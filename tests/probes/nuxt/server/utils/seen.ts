import type { H3Event } from 'h3'

/** Whom the server sees, and what they have to do. */
export async function seen(event: H3Event) {
  const user = await currentUser(event)
  if (!user) return 'nobody'
  const { data } = await serverClient.models.Todo.list(amplify(event))
  return `${user.username}: ${data.map(({ content }) => content)}`
}

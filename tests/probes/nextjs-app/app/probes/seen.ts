import { cookies } from 'next/headers'
import { currentUser } from '@/lib/amplify-server'
import { loadTodos } from '@/lib/loaders'

/** Whom the server sees, and what they have to do. */
export async function seen() {
  const user = await currentUser({ cookies })
  if (!user) return 'nobody'
  const todos = await loadTodos()
  return `${user.username}: ${todos?.map(({ content }) => content)}`
}

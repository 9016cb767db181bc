import { client } from './data'
import { unwrap } from './errors'

/** To-dos that lead to a goal, as a model sees them. */
export async function suggestTodos(goal: string): Promise<string[]> {
  const suggestion = unwrap(await client.generations.suggestTodos({ goal }))
  return [...new Set(suggestion?.todos)]
}

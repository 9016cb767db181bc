import { useState, type SubmitEvent } from 'react'
import { messageOf } from '../lib/errors'
import { suggestTodos } from '../lib/suggestions'
import { addTodo } from '../lib/todos'

/** What a model would put on the list. */
export function TodoSuggestions() {
  const [goal, setGoal] = useState('')
  const [todos, setTodos] = useState<string[]>()
  const [error, setError] = useState<string>()
  const [isThinking, setThinking] = useState(false)

  async function suggest(event: SubmitEvent) {
    event.preventDefault()
    setThinking(true)
    setError(undefined)
    try {
      setTodos(await suggestTodos(goal.trim()))
    } catch (problem) {
      setError(messageOf(problem))
    }
    setThinking(false)
  }

  async function add(content: string) {
    setError(undefined)
    try {
      await addTodo(content)
      setTodos((todos) => todos?.filter((todo) => todo !== content))
    } catch (problem) {
      setError(messageOf(problem))
    }
  }

  return (
    <section aria-labelledby="suggestions">
      <h2 id="suggestions">Suggestions</h2>
      <form className="row" onSubmit={suggest}>
        <input
          className="grow"
          aria-label="Goal"
          placeholder="What do you want to get done?"
          required
          pattern=".*\S.*"
          title="Some text"
          value={goal}
          onChange={(event) => setGoal(event.target.value)}
        />
        <button disabled={isThinking}>Suggest to-dos</button>
      </form>
      {isThinking && <p role="status">Thinking …</p>}
      {error && <p role="alert">{error}</p>}
      {!isThinking && !error && todos?.length === 0 && (
        <p className="empty">No more suggestions. Try another goal.</p>
      )}
      <ul>
        {todos?.map((todo) => (
          <li key={todo} className="row">
            <span className="grow">{todo}</span>
            <button className="quiet" aria-label={`Add ${todo}`} onClick={() => add(todo)}>
              Add
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useCallback, useEffect, useState, type SubmitEvent } from 'react'
import { messageOf } from '../lib/errors'
import { addTodo, deleteTodo, setTodoDone, watchTodos, type Todo } from '../lib/todos'

/** The to-dos, live; `initial` are those that a server has rendered already. */
export function TodoList({ initial }: { initial?: Todo[] }) {
  const [todos, setTodos] = useState(initial)
  const [content, setContent] = useState('')
  const [error, setError] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  const report = useCallback((problem: unknown) => setError(messageOf(problem)), [])

  // An error ends the live list, so each attempt starts a new one.
  useEffect(() => watchTodos(setTodos, report), [report, attempt])

  function retry() {
    setError(undefined)
    setAttempt(attempt + 1)
  }

  async function add(event: SubmitEvent) {
    event.preventDefault()
    try {
      await addTodo(content.trim())
      setContent('')
    } catch (problem) {
      report(problem)
    }
  }

  function show(changed: Todo) {
    setTodos((todos) => todos?.map((todo) => (todo.id === changed.id ? changed : todo)))
  }

  async function toggle(todo: Todo) {
    const isDone = !todo.isDone
    show({ ...todo, isDone })
    try {
      await setTodoDone(todo.id, isDone)
    } catch (problem) {
      show(todo)
      report(problem)
    }
  }

  return (
    <section aria-labelledby="todos">
      <h2 id="todos">To-dos</h2>
      <form className="row" onSubmit={add}>
        <input
          className="grow"
          aria-label="New to-do"
          placeholder="What needs to be done?"
          required
          pattern=".*\S.*"
          title="Some text"
          value={content}
          onChange={(event) => setContent(event.target.value)}
        />
        <button>Add</button>
      </form>
      {error && (
        <p role="alert">
          {error} <button onClick={retry}>Try again</button>
        </p>
      )}
      {!todos && !error && <p role="status">Loading to-dos …</p>}
      {todos?.length === 0 && !error && (
        <p className="empty">Nothing to do. Add the first to-do above.</p>
      )}
      <ul>
        {todos?.map((todo) => (
          <li key={todo.id} className="row">
            <label className="grow">
              <input type="checkbox" checked={todo.isDone ?? false} onChange={() => toggle(todo)} />
              <span>{todo.content}</span>
            </label>
            <button
              className="quiet"
              aria-label={`Delete ${todo.content}`}
              onClick={() => deleteTodo(todo.id).catch(report)}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

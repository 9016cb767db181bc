import { startTransition, useActionState, useOptimistic, useState } from 'react'
import { messageOf } from '../lib/errors'
import { textOf, useAction, useLive, useText } from '../lib/hooks'
import { addTodo, deleteTodo, setTodoDone, watchTodos, type Todo } from '../lib/todos'
import { Problem } from './Problem'

/** The to-dos, live; `initial` are those that a server has rendered already. */
export function TodoList({ initial }: { initial?: Todo[] }) {
  const [todos, setTodos] = useState(initial)
  const { input, clear } = useText()
  const live = useLive(watchTodos, setTodos)
  const add = useAction(async (form: FormData) => {
    await addTodo(textOf(form))
    clear()
  })

  function show(id: string, isDone: boolean) {
    setTodos((todos) => todos?.map((todo) => (todo.id === id ? { ...todo, isDone } : todo)))
  }

  return (
    <section aria-labelledby="todos">
      <h1 id="todos">To-dos</h1>
      <form className="row" action={add.run}>
        <input
          className="grow"
          aria-label="New to-do"
          placeholder="What needs to be done?"
          required
          pattern=".*\S.*"
          title="Some text"
          {...input}
        />
        <button disabled={add.isPending}>Add</button>
      </form>
      <Problem error={add.error} />
      <Problem error={live.error} onRetry={live.retry} />
      {!todos && !live.error && <p role="status">Loading to-dos …</p>}
      {todos?.length === 0 && !live.error && (
        <p className="empty">Nothing to do. Add the first to-do above.</p>
      )}
      <ul>
        {todos?.map((todo) => (
          <TodoRow key={todo.id} todo={todo} onToggle={show} />
        ))}
      </ul>
    </section>
  )
}

interface Props {
  todo: Todo
  onToggle: (id: string, isDone: boolean) => void
}

function TodoRow({ todo, onToggle }: Props) {
  const [isDone, showDone] = useOptimistic(todo.isDone ?? false)
  const [error, toggle] = useActionState(async (_: string | undefined, isDone: boolean) => {
    showDone(isDone)
    try {
      await setTodoDone(todo.id, isDone)
      onToggle(todo.id, isDone)
    } catch (problem) {
      return messageOf(problem)
    }
  }, undefined)
  const remove = useAction(() => deleteTodo(todo.id))

  return (
    <li>
      <div className="row">
        <label className="grow">
          <input
            type="checkbox"
            checked={isDone}
            onChange={({ target }) => startTransition(() => toggle(target.checked))}
          />
          <span>{todo.content}</span>
        </label>
        <button
          className="quiet"
          aria-label={`Delete ${todo.content}`}
          disabled={remove.isPending}
          onClick={() => remove.run()}
        >
          Delete
        </button>
      </div>
      <Problem error={error ?? remove.error} />
    </li>
  )
}

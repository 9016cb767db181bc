import { useState } from 'react'
import { textOf, useAction, useText } from '../lib/hooks'
import { suggestTodos } from '../lib/suggestions'
import { addTodo } from '../lib/todos'
import { Problem } from './Problem'

/** What a model would put on the list. */
export function TodoSuggestions() {
  const { input } = useText()
  const [todos, setTodos] = useState<string[]>()
  const suggest = useAction(async (form: FormData) => setTodos(await suggestTodos(textOf(form))))

  return (
    <section aria-labelledby="suggestions">
      <h1 id="suggestions">Suggestions</h1>
      <form className="row" action={suggest.run}>
        <input
          className="grow"
          aria-label="Goal"
          placeholder="What do you want to get done?"
          required
          pattern=".*\S.*"
          title="Some text"
          {...input}
        />
        <button disabled={suggest.isPending}>Suggest to-dos</button>
      </form>
      {suggest.isPending && <p role="status">Thinking …</p>}
      <Problem error={suggest.error} />
      {!suggest.isPending && !suggest.error && todos?.length === 0 && (
        <p className="empty">No more suggestions. Try another goal.</p>
      )}
      <ul>
        {todos?.map((todo) => (
          <Suggestion
            key={todo}
            todo={todo}
            onAdd={() => setTodos((todos) => todos?.filter((other) => other !== todo))}
          />
        ))}
      </ul>
    </section>
  )
}

interface Props {
  todo: string
  onAdd: () => void
}

function Suggestion({ todo, onAdd }: Props) {
  const add = useAction(async () => {
    await addTodo(todo)
    onAdd()
  })

  return (
    <li>
      <div className="row">
        <span className="grow">{todo}</span>
        <button
          className="quiet"
          aria-label={`Add ${todo}`}
          disabled={add.isPending}
          onClick={() => add.run()}
        >
          Add
        </button>
      </div>
      <Problem error={add.error} />
    </li>
  )
}

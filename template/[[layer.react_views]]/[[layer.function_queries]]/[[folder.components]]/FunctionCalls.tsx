import { useState, type SubmitEvent } from 'react'
import { messageOf } from '../lib/errors'
import * as functions from '../lib/functions'

export function FunctionCalls() {
  return (
    <section aria-labelledby="functions">
      <h2 id="functions">Functions</h2>
      {Object.entries(functions).map(([name, call]) => (
        <FunctionCall key={name} name={name} call={call} />
      ))}
    </section>
  )
}

interface Props {
  name: string
  call: (argument: string) => Promise<string | null>
}

function FunctionCall({ name, call }: Props) {
  const [argument, setArgument] = useState('')
  const [answer, setAnswer] = useState<string | null>()
  const [error, setError] = useState<string>()
  const [isCalling, setCalling] = useState(false)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setCalling(true)
    setError(undefined)
    try {
      setAnswer(await call(argument))
    } catch (problem) {
      setError(messageOf(problem))
    }
    setCalling(false)
  }

  return (
    <form onSubmit={submit}>
      <div className="row">
        <input
          className="grow"
          aria-label={`Your name, for ${name}`}
          placeholder="Your name"
          value={argument}
          onChange={(event) => setArgument(event.target.value)}
        />
        <button disabled={isCalling}>Call {name}</button>
      </div>
      {isCalling && <p role="status">Calling {name} …</p>}
      {error && <p role="alert">{error}</p>}
      {!isCalling && !error && answer !== undefined && <output>{answer ?? 'No answer'}</output>}
    </form>
  )
}

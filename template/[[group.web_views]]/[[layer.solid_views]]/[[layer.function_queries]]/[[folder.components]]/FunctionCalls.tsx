import { For } from 'solid-js'
import { functions } from '../lib/functions'
import FunctionCall from './FunctionCall'

export default function FunctionCalls() {
  return (
    <section aria-labelledby="functions">
      <h1 id="functions">Functions</h1>
      <For each={functions}>{({ name, call }) => <FunctionCall name={name} call={call} />}</For>
    </section>
  )
}

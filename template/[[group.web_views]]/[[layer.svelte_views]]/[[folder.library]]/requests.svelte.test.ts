import { flushSync } from 'svelte'
import { expect, test, vi } from 'vitest'
import { Action, handle, Live, Loaded, type Watch } from './requests.svelte'

/** As in a component, which `leave` takes away. */
function inComponent<T>(make: () => T) {
  let made!: T
  const leave = $effect.root(() => {
    made = make()
  })
  flushSync()
  return { made, leave }
}

test('an older answer never wins', async () => {
  const answers: ((answer: string) => void)[] = []
  const load = () => new Promise<string>((resolve) => answers.push(resolve))
  const { made: loaded, leave } = inComponent(() => new Loaded(load))
  loaded.reload()
  answers[1]('new')
  await Promise.resolve()
  answers[0]('old')
  await Promise.resolve()
  expect(loaded.data).toBe('new')
  leave()
})

test('what could not be loaded can be loaded again', async () => {
  const load = vi.fn(async () => 'answer').mockRejectedValueOnce(new Error('Forbidden'))
  const { made: loaded, leave } = inComponent(() => new Loaded(load))
  await vi.waitUntil(() => loaded.error)
  expect(loaded.error).toBe('Forbidden')
  loaded.reload()
  await vi.waitUntil(() => loaded.data)
  expect(loaded).toMatchObject({ data: 'answer', error: '' })
  leave()
})

test('nothing is watched any longer when the component goes', () => {
  const stop = vi.fn()
  const onValue = vi.fn()
  const watch = vi.fn<Watch<string>>(() => stop)
  const { leave } = inComponent(() => new Live(watch, onValue))
  const [show] = watch.mock.lastCall!
  show('first')
  leave()
  expect(stop).toHaveBeenCalledOnce()
  show('late')
  expect(onValue.mock.calls).toEqual([['first']])
})

test('an action runs once at a time', async () => {
  let fail: (problem: Error) => void = () => {}
  const start = vi.fn<(input: string) => Promise<void>>(
    () => new Promise((_, reject) => (fail = reject)),
  )
  const action = new Action(start)
  const first = action.run('first')
  action.run('second')
  expect(action.isPending).toBe(true)
  fail(new Error('Not Authorized'))
  await first
  expect(start.mock.calls).toEqual([['first']])
  expect(action).toMatchObject({ isPending: false, error: 'Not Authorized' })

  start.mockResolvedValueOnce()
  await action.run('third')
  expect(start).toHaveBeenLastCalledWith('third')
  expect(action.error).toBe('')
})

test('a form is not sent to a server', () => {
  const submit = vi.fn()
  const event = new SubmitEvent('submit', { cancelable: true })
  handle(submit)(event)
  expect(submit).toHaveBeenCalledWith(event)
  expect(event.defaultPrevented).toBe(true)
})

import { renderHook } from '@solidjs/testing-library'
import { expect, test, vi } from 'vitest'
import { createAction, createLive, createLoaded, type Watch } from './primitives'

test('one stream at a time, and what an older one brings counts no more', () => {
  const stop = vi.fn<() => void>()
  const watch = vi.fn<Watch<string>>(() => stop)
  const onValue = vi.fn<(value: string) => void>()
  const { result, cleanup } = renderHook(() => createLive(watch, onValue))
  const [bring, fail] = watch.mock.lastCall!
  bring('swifts')
  expect(onValue).toHaveBeenLastCalledWith('swifts')
  fail(new Error('Connection failed'))
  expect(result.error()).toBe('Connection failed')

  result.retry()
  expect(result.error()).toBe('')
  expect(stop).toHaveBeenCalledOnce()
  bring('bats')
  fail(new Error('Connection failed'))
  expect(onValue).toHaveBeenCalledOnce()
  expect(result.error()).toBe('')

  cleanup()
  expect(stop).toHaveBeenCalledTimes(2)
})

test('the newest answer counts, whichever comes last', async () => {
  const answers: ((value: string) => void)[] = []
  const load = () => new Promise<string>((resolve) => answers.push(resolve))
  const { result } = renderHook(() => createLoaded(load))
  result.reload()
  answers[1]!('new')
  answers[0]!('old')
  await vi.waitUntil(() => result.data())
  expect(result.data()).toBe('new')
})

test('what could not be loaded can be loaded again', async () => {
  const load = vi.fn(async () => 'here').mockRejectedValueOnce(new Error('Forbidden'))
  const { result } = renderHook(() => createLoaded(load))
  await vi.waitUntil(() => result.error())
  expect(result.error()).toBe('Forbidden')
  result.reload()
  await vi.waitUntil(() => result.data())
  expect(result.error()).toBe('')
})

test('an action runs once at a time, and says what went wrong until the next', async () => {
  let fail!: (problem: Error) => void
  const action = vi.fn<(input: string) => Promise<void>>(
    () => new Promise((_, reject) => (fail = reject)),
  )
  const { result } = renderHook(() => createAction(action))
  result.run('first')
  result.run('second')
  expect(result.isPending()).toBe(true)
  expect(action.mock.calls).toEqual([['first']])
  fail(new Error('Not Authorized'))
  await vi.waitUntil(() => !result.isPending())
  expect(result.error()).toBe('Not Authorized')

  result.run('third')
  expect(action).toHaveBeenLastCalledWith('third')
  expect(result.error()).toBe('')
})

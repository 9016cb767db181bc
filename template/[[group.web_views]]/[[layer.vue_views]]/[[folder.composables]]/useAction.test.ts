import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { useAction } from './useAction'

test('two quick clicks are one action', async () => {
  let finish = () => {}
  const action = vi.fn<(name: string) => Promise<void>>(
    () => new Promise((resolve) => (finish = resolve)),
  )
  const { run, isPending } = useAction(action)
  run('Ada')
  run('Bob')
  expect(isPending.value).toBe(true)
  expect(action.mock.calls).toEqual([['Ada']])

  finish()
  await flushPromises()
  expect(isPending.value).toBe(false)
  run('Bob')
  expect(action).toHaveBeenLastCalledWith('Bob')
})

test('says what went wrong, until the next attempt', async () => {
  const action = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('Not Authorized'))
  const { run, isPending, error } = useAction(action)
  await run()
  expect(error.value).toBe('Not Authorized')
  expect(isPending.value).toBe(false)
  run()
  expect(error.value).toBe('')
})

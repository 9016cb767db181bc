import type { GetServerSidePropsContext } from 'next'
import { expect, test, vi } from 'vitest'
import { loadTodos } from './loaders'

const { list } = vi.hoisted(() => ({ list: vi.fn() }))
vi.mock('./data-server', () => ({ serverClient: { models: { Todo: { list } } } }))
vi.mock('./amplify-server', () => ({
  runWithAmplifyServerContext: ({ operation }: { operation: (context: unknown) => unknown }) =>
    operation({}),
}))

const request = {} as GetServerSidePropsContext
const milk = { id: '1', content: 'Buy milk', createdAt: '2026-01-01T08:00:00Z' }
const bread = { id: '2', content: 'Buy bread', createdAt: '2026-01-02T08:00:00Z' }

test('reads the first page alone, and puts the oldest first', async () => {
  list.mockResolvedValue({ data: [{ ...bread, labels: () => [] }, milk], nextToken: 'more' })
  expect(await loadTodos(request)).toEqual([milk, bread])
  expect(list).toHaveBeenCalledOnce()
})

test('leaves it to the browser to say what is wrong', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue()
  list.mockResolvedValue({ data: [], errors: [{ message: 'Not Authorized' }] })
  expect(await loadTodos(request)).toBeNull()
  expect(log).toHaveBeenCalledWith(new Error('Not Authorized'))
})

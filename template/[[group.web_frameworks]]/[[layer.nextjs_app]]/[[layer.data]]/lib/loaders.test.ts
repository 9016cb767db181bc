import { expect, test, vi } from 'vitest'
import { loadTodos } from './loaders'

const { list } = vi.hoisted(() => ({ list: vi.fn() }))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('./data-server', () => ({ serverClient: { models: { Todo: { list } } } }))

const milk = { id: '1', content: 'Buy milk', createdAt: '2026-01-01T08:00:00Z' }
const bread = { id: '2', content: 'Buy bread', createdAt: '2026-01-02T08:00:00Z' }

test('reads the first page alone, and puts the oldest first', async () => {
  list.mockResolvedValue({ data: [{ ...bread, labels: () => [] }, milk], nextToken: 'more' })
  expect(await loadTodos()).toEqual([milk, bread])
  expect(list).toHaveBeenCalledOnce()
})

test('leaves it to the browser to say what is wrong', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue()
  list.mockResolvedValue({ data: [], errors: [{ message: 'Not Authorized' }] })
  expect(await loadTodos()).toBeUndefined()
  expect(log).toHaveBeenCalledWith(new Error('Not Authorized'))
})

import { expect, test, vi } from 'vitest'
import { loadTodos } from './loaders'

const { list } = vi.hoisted(() => ({ list: vi.fn() }))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('./data-server', () => ({ serverClient: { models: { Todo: { list } } } }))

const milk = { id: '1', content: 'Buy milk', createdAt: '2026-01-01T08:00:00Z' }
const bread = { id: '2', content: 'Buy bread', createdAt: '2026-01-02T08:00:00Z' }

test('reads every page, and puts the oldest first', async () => {
  list.mockImplementation(async ({ nextToken }) =>
    nextToken ? { data: [milk] } : { data: [{ ...bread, labels: () => [] }], nextToken: 'more' },
  )
  expect(await loadTodos()).toEqual([milk, bread])
})

test('fails with what the backend says', async () => {
  list.mockResolvedValue({ data: [], errors: [{ message: 'Not Authorized' }] })
  await expect(loadTodos()).rejects.toThrow('Not Authorized')
})

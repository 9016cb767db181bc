import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { currentUser } from '@/lib/amplify-server'
import WorkspacePage from './page'

vi.mock('@/lib/amplify-server', () => ({ currentUser: vi.fn() }))
vi.mock('@/lib/amplify', () => ({}))
vi.mock('@/components/Workspace', () => ({ Workspace: () => <main>To-dos</main> }))

test('shows who is signed in, and their workspace', async () => {
  vi.mocked(currentUser).mockResolvedValue({ userId: '1', username: 'ada@example.com' })
  render(await WorkspacePage())
  expect(screen.getByText('ada@example.com')).toBeVisible()
  expect(screen.getByText('To-dos')).toBeVisible()
})

test('is not for visitors', async () => {
  vi.mocked(currentUser).mockResolvedValue(undefined)
  await expect(WorkspacePage()).rejects.toThrow('NEXT_REDIRECT')
})

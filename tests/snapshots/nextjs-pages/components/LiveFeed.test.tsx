import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { publish, watchFeed, type Post } from '../lib/feed'
import { LiveFeed } from './LiveFeed'

vi.mock('../lib/feed', () => ({
  publish: vi.fn<typeof publish>(),
  watchFeed: vi.fn<typeof watchFeed>(),
}))

const backend = vi.hoisted(() => ({ local: undefined as { url: string } | undefined }))
vi.mock('../lib/outputs', () => ({
  get localBackend() {
    return backend.local
  },
}))

let arrive: (post: Post) => void
let connect: (isConnected: boolean) => void

beforeEach(() => {
  vi.resetAllMocks()
  backend.local = undefined
  vi.mocked(watchFeed).mockImplementation((onPost, onConnected) => {
    arrive = onPost
    connect = onConnected
    return () => {}
  })
})

test('says what the backend on this machine lacks', () => {
  backend.local = { url: 'http://127.0.0.1:20002' }
  render(<LiveFeed />)
  expect(screen.getByText(/not available on this machine/)).toHaveTextContent('npm run sandbox')
  expect(watchFeed).not.toHaveBeenCalled()
})

test('publishes nothing before it is connected', () => {
  render(<LiveFeed />)
  expect(screen.getByRole('status')).toHaveTextContent('Connecting …')
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled()
  act(() => connect(true))
  expect(screen.getByText(/No posts yet/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Publish' })).toBeEnabled()
})

test('says when the connection is lost', () => {
  render(<LiveFeed />)
  act(() => connect(true))
  act(() => connect(false))
  expect(screen.getByRole('status')).toHaveTextContent('Connecting …')
})

test('shows what arrives', () => {
  render(<LiveFeed />)
  act(() => connect(true))
  act(() => arrive({ id: '1', text: 'Swifts at the bridge' }))
  expect(screen.getByText('Swifts at the bridge')).toBeVisible()
  expect(screen.queryByText(/No posts yet/)).toBeNull()
})

test('publishes what was typed', async () => {
  render(<LiveFeed />)
  act(() => connect(true))
  await userEvent.type(screen.getByLabelText('New post'), ' Swifts {Enter}')
  expect(publish).toHaveBeenCalledWith('Swifts')
  expect(screen.getByLabelText('New post')).toHaveValue('')
})

test('keeps what was typed and shows why it could not be published', async () => {
  vi.mocked(publish).mockRejectedValue(new Error('Forbidden'))
  render(<LiveFeed />)
  act(() => connect(true))
  await userEvent.type(screen.getByLabelText('New post'), 'Swifts{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Forbidden')
  expect(screen.getByLabelText('New post')).toHaveValue('Swifts')
})

test('connects again after it could not', async () => {
  vi.mocked(watchFeed).mockImplementationOnce((_, __, onError) => {
    onError(new Error('Forbidden'))
    return () => {}
  })
  render(<LiveFeed />)
  expect(screen.getByRole('alert')).toHaveTextContent('Forbidden')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.queryByRole('alert')).toBeNull()
  act(() => connect(true))
  expect(screen.getByText(/No posts yet/)).toBeVisible()
})

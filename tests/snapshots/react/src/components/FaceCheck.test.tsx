import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { createSession, readResult } from '../lib/liveness'
import type FaceCamera from './FaceCamera'
import { FaceCheck } from './FaceCheck'

vi.mock('../lib/liveness', () => ({
  createSession: vi.fn<typeof createSession>(),
  readResult: vi.fn<typeof readResult>(),
}))
vi.mock('./FaceCamera', () => ({
  default: ({ sessionId, onComplete, onError, onCancel }: Parameters<typeof FaceCamera>[0]) => (
    <>
      <p>Camera of {sessionId}</p>
      <button onClick={onComplete}>complete</button>
      <button onClick={() => onError({ error: new Error('No camera') })}>fail</button>
      <button onClick={onCancel}>cancel</button>
    </>
  ),
}))

const backend = vi.hoisted(() => ({ local: undefined as { url: string } | undefined }))
vi.mock('../lib/outputs', () => ({
  get localBackend() {
    return backend.local
  },
}))

beforeEach(() => {
  vi.resetAllMocks()
  backend.local = undefined
  vi.mocked(createSession).mockResolvedValue('session-1')
})

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

async function start() {
  render(<FaceCheck />)
  await press('Check my face')
  expect(await screen.findByText('Camera of session-1')).toBeVisible()
}

test('says what the backend on this machine lacks', () => {
  backend.local = { url: 'http://127.0.0.1:20002' }
  render(<FaceCheck />)
  expect(screen.getByText(/not available on this machine/)).toHaveTextContent('npm run sandbox')
  expect(screen.queryByRole('button')).toBeNull()
})

test('says that a living person was seen', async () => {
  vi.mocked(readResult).mockResolvedValue(true)
  await start()
  await press('complete')
  expect(await screen.findByText('A living person was seen.')).toBeVisible()
  expect(readResult).toHaveBeenCalledWith('session-1')
})

test('says when that is not certain', async () => {
  vi.mocked(readResult).mockResolvedValue(false)
  await start()
  await press('complete')
  expect(await screen.findByText(/not certain/)).toBeVisible()
})

test('says why there is no check', async () => {
  vi.mocked(createSession).mockRejectedValue(new Error('Forbidden'))
  render(<FaceCheck />)
  await press('Check my face')
  expect(await screen.findByRole('alert')).toHaveTextContent('Forbidden')
})

test('says what the camera reports', async () => {
  await start()
  await press('fail')
  expect(await screen.findByRole('alert')).toHaveTextContent('No camera')
  expect(screen.getByRole('button', { name: 'Check my face' })).toBeEnabled()
})

test('can be cancelled', async () => {
  await start()
  await press('cancel')
  expect(screen.queryByText('Camera of session-1')).toBeNull()
  expect(screen.queryByRole('alert')).toBeNull()
})

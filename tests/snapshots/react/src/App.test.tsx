import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import App from './App'
import './components/SignedIn' // the app loads it on demand; a test need not wait for that

const title = 'Field notes'
const outputs = vi.hoisted(() => ({ hasBackend: false }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)
vi.mock('./components/Workspace', () => ({ Workspace: () => null }))

beforeEach(() => {
  outputs.hasBackend = true
})

test('a visitor is welcomed, and can sign in', () => {
  render(<App />)
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
  expect(screen.getByRole('button', { name: /Sign in/ })).toBeEnabled()
})

test('without a backend, the app says how to connect one', async () => {
  outputs.hasBackend = false
  render(<App />)
  expect(await screen.findByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})

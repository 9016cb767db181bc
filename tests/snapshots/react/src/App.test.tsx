import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import App from './App'
import './components/SignedIn' // the app loads it on demand; a test need not wait for that
import { appTitle } from './lib/screens'

const outputs = vi.hoisted(() => ({ hasBackend: false }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)

beforeEach(() => {
  outputs.hasBackend = true
  history.replaceState(null, '', '/')
})

test('a visitor is welcomed, and can sign in', () => {
  render(<App />)
  expect(screen.getByRole('heading', { name: appTitle })).toBeVisible()
  expect(screen.getByRole('button', { name: /Sign in/ })).toBeEnabled()
})

test('a visitor who opens a screen is asked to sign in', async () => {
  history.replaceState(null, '', '/files')
  render(<App />)
  expect(await screen.findByRole('tab', { name: 'Sign In' })).toBeVisible()
  expect(location.pathname).toBe('/files')
})

test('without a backend, the app says how to connect one', async () => {
  outputs.hasBackend = false
  render(<App />)
  expect(await screen.findByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})

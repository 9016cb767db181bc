import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import App from './App'
import './components/PublicApp' // the app loads it on demand; a test need not wait for that

const outputs = vi.hoisted(() => ({ hasBackend: false }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)
vi.mock('./components/Workspace', () => ({ Workspace: () => null }))

test('without a backend, the app says how to connect one', async () => {
  render(<App />)
  expect(await screen.findByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})

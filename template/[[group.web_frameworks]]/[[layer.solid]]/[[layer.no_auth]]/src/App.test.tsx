import { render, screen } from '@solidjs/testing-library'
import { expect, test, vi } from 'vitest'
import App from './App'

const outputs = vi.hoisted(() => ({ hasBackend: false }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)

test('without a backend, the app says how to connect one', async () => {
  render(() => <App />)
  expect(await screen.findByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})

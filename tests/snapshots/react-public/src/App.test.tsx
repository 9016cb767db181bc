import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import App from './App'
import './routes' // the app loads them on demand; a test need not wait for that

const outputs = vi.hoisted(() => ({ hasBackend: false }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)

test('without a backend, the app says how to connect one', async () => {
  render(<App />)
  expect(await screen.findByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})

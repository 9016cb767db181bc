import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import Home from './page'

const title = 'Field notes'
const outputs = vi.hoisted(() => ({ hasBackend: true }))
vi.mock('@/lib/outputs', () => outputs)

test('a visitor is welcomed, and can sign in', () => {
  render(<Home />)
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
  expect(screen.getByRole('link', { name: /Sign in/ })).toHaveAttribute('href', '/sign-in')
})

test('without a backend, the app says how to connect one', () => {
  outputs.hasBackend = false
  render(<Home />)
  expect(screen.getByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})

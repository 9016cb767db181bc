import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import Home from '@/pages/index'

const title = 'Field notes'

test('a visitor is welcomed, and can sign in', () => {
  render(<Home hasBackend />)
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
  expect(screen.getByRole('link', { name: /Sign in/ })).toHaveAttribute('href', '/sign-in')
})

test('without a backend, the app says how to connect one', () => {
  render(<Home hasBackend={false} />)
  expect(screen.getByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})

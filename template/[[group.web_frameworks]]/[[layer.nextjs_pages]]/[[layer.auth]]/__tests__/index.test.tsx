import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { appTitle } from '@/lib/screens'
import Home from '@/pages/index'

test('a visitor is welcomed, and can sign in', () => {
  render(<Home />)
  expect(screen.getByRole('heading', { name: appTitle })).toBeVisible()
  expect(screen.getByRole('link', { name: /Sign in/ })).toHaveAttribute('href', '/sign-in')
})

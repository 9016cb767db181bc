import { render, screen } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import { appTitle, screens } from '$lib/screens'
import Page from './+page.svelte'

const outputs = vi.hoisted(() => ({ hasBackend: true }))
vi.mock('$lib/outputs', () => outputs)

test('a visitor reads what the app offers, and finds the way in', () => {
  render(Page)
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(appTitle)
  const titles = screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)
  expect(titles).toEqual(screens.map(({ title }) => title))
  const entrance = screen.getByRole('link', { name: 'Sign in or create an account' })
  expect(entrance).toHaveAttribute('href', '/sign-in')
})

test('without a backend, it says how to connect one', () => {
  outputs.hasBackend = false
  render(Page)
  expect(screen.getByRole('heading', { name: 'Connect a backend' })).toBeVisible()
})

import { render, screen } from '@testing-library/svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import { goto } from '$app/navigation'
import { appTitle, screens } from '$lib/screens'
import Page from './+page.svelte'

const outputs = vi.hoisted(() => ({ hasBackend: true }))
vi.mock('$lib/outputs', () => outputs)
vi.mock('$app/navigation')

beforeEach(() => {
  vi.resetAllMocks()
})

test('a visitor reads what the app offers, and finds the way in', () => {
  render(Page)
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(appTitle)
  const titles = screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)
  expect(titles).toEqual(screens.map(({ title }) => title))
  const entrance = screen.getByRole('link', { name: 'Sign in or create an account' })
  expect(entrance).toHaveAttribute('href', '/sign-in')
  expect(goto).not.toHaveBeenCalled()
})

test('a developer without a backend is led to where that is said', () => {
  outputs.hasBackend = false
  render(Page)
  expect(goto).toHaveBeenCalledWith('/sign-in')
})

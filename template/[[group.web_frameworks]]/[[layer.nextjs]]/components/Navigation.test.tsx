import { render, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { Navigation } from './Navigation'

const app = vi.hoisted(() => {
  const screen = (name: string) => ({ path: `/${name}`, title: name, offer: '', icon: 'M0 0' })
  return { screens: [screen('files'), screen('todos')] }
})
vi.mock('@/lib/screens', () => app)
vi.mock('next/navigation', () => ({ usePathname: () => '/todos' }))

test('leads to every screen, and says which is shown', () => {
  render(<Navigation />)
  const links = within(screen.getByRole('navigation', { name: 'Screens' })).getAllByRole('link')
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/files', '/todos'])
  expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent('todos')
})

test('is not there for a single screen', () => {
  app.screens.pop()
  render(<Navigation />)
  expect(screen.queryByRole('navigation')).toBeNull()
})

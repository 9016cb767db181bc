import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { Navigation } from './Navigation'

const todos = { path: '/todos', title: 'To-dos', icon: 'M4 6h8' }
const files = { path: '/files', title: 'Files', icon: 'M3 7h8' }
const known = vi.hoisted(() => ({ screens: [] as object[] }))
vi.mock('../lib/screens', () => known)

beforeEach(() => {
  known.screens = [todos, files]
})

test('leads to every screen, and says which is open', () => {
  render(<Navigation path="/files" />)
  expect(screen.getByRole('link', { name: 'To-dos' })).toHaveAttribute('href', '/todos')
  expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent('Files')
})

test('is not there when there is one screen', () => {
  known.screens = [todos]
  render(<Navigation path="/todos" />)
  expect(screen.queryByRole('navigation')).toBeNull()
})

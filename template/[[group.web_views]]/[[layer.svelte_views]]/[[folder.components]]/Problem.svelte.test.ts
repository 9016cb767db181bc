import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import Problem from './Problem.svelte'

test('says what went wrong, and tries again', async () => {
  const retry = vi.fn()
  render(Problem, { error: 'No connection', retry })
  expect(screen.getByRole('alert')).toHaveTextContent('No connection')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(retry).toHaveBeenCalledOnce()
})

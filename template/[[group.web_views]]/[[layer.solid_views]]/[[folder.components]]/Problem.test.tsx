import { render, screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import Problem from './Problem'

test('says what went wrong, and lets somebody try again', async () => {
  const onRetry = vi.fn()
  render(() => <Problem error="Forbidden" onRetry={onRetry} />)
  expect(screen.getByRole('alert')).toHaveTextContent('Forbidden')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(onRetry).toHaveBeenCalledOnce()
})

test('is nothing while all is well', () => {
  const { container } = render(() => <Problem error="" />)
  expect(container).toBeEmptyDOMElement()
})

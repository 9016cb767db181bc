import { render, screen } from '@solidjs/testing-library'
import { lazy, Suspense } from 'solid-js'
import { expect, test, vi } from 'vitest'
import PageBoundary from './PageBoundary'

test('shows what is inside', () => {
  render(() => <PageBoundary>All is well</PageBoundary>)
  expect(screen.getByText('All is well')).toBeVisible()
})

test('says so when a part of the page cannot be loaded', async () => {
  const problem = new Error('Failed to fetch dynamically imported module')
  const log = vi.spyOn(console, 'error').mockReturnValue()
  const Missing = lazy(() => Promise.reject(problem))
  render(() => (
    <PageBoundary>
      <Suspense>
        <Missing />
      </Suspense>
    </PageBoundary>
  ))
  expect(await screen.findByRole('alert')).toHaveTextContent('Check your connection')
  expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible()
  expect(log).toHaveBeenCalledWith(problem)
})

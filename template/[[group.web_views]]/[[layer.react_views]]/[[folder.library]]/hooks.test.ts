import { act, render, renderHook, screen } from '@testing-library/react'
import { createElement, startTransition, useState } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { useAction, useLive, useLoaded, useText, type Watch } from './hooks'

test('an older answer never wins', async () => {
  let answerLate: (answer: string) => void
  const old = () => new Promise<string>((resolve) => (answerLate = resolve))
  const { result, rerender } = renderHook(useLoaded<string>, { initialProps: old })
  rerender(async () => 'new')
  await act(async () => answerLate('old'))
  expect(result.current.data).toBe('new')
})

test('what could not be loaded can be loaded again', async () => {
  const load = vi.fn(async () => 'answer').mockRejectedValueOnce(new Error('Forbidden'))
  const { result } = await act(async () => renderHook(() => useLoaded(load)))
  expect(result.current.error).toBe('Forbidden')
  await act(async () => result.current.reload())
  expect(result.current).toMatchObject({ data: 'answer', error: undefined })
})

test('nothing is watched any longer when the component goes', () => {
  const stop = vi.fn()
  const onValue = vi.fn()
  const watch = vi.fn<Watch<string>>(() => stop)
  const { unmount } = renderHook(() => useLive(watch, onValue))
  const [show] = watch.mock.lastCall!
  show('first')
  unmount()
  expect(stop).toHaveBeenCalledOnce()
  show('late')
  expect(onValue.mock.calls).toEqual([['first']])
})

test('an action runs once at a time', async () => {
  let fail: (problem: Error) => void
  const action = vi.fn<(input: string) => Promise<void>>(
    () => new Promise((_, reject) => (fail = reject)),
  )
  const { result } = renderHook(() => useAction(action))
  act(() => {
    result.current.run('first')
    result.current.run('second')
  })
  expect(result.current.isPending).toBe(true)
  await act(async () => fail(new Error('Not Authorized')))
  expect(action.mock.calls).toEqual([['first']])
  expect(result.current).toMatchObject({ isPending: false, error: 'Not Authorized' })

  action.mockResolvedValueOnce()
  await act(async () => result.current.run('third'))
  expect(action).toHaveBeenLastCalledWith('third')
  expect(result.current.error).toBeUndefined()
})

test('another screen opens while an action runs', async () => {
  const { result } = renderHook(() => {
    const [screen, open] = useState('To-dos')
    return { screen, open, ...useAction(() => new Promise(() => {})) }
  })
  act(() => result.current.run())
  act(() => startTransition(() => result.current.open('Files')))
  expect(result.current).toMatchObject({ isPending: true, screen: 'Files' })
})

test('what somebody writes before React runs stays', () => {
  const field = createElement(() => createElement('input', useText().input))
  document.body.innerHTML = `<div>${renderToString(field)}</div>`
  const container = document.body.firstElementChild as HTMLElement
  const input = screen.getByRole<HTMLInputElement>('textbox')
  input.value = 'Half a tho'
  const { rerender } = render(field, { container, hydrate: true })
  rerender(field)
  expect(input).toHaveValue('Half a tho')
})

import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useLive } from './useLive'

test('one stream at a time, and what an older one brings counts no more', () => {
  const streams: { bring: (value: string) => void; fail: (problem: unknown) => void }[] = []
  const stop = vi.fn<() => void>()
  const onValue = vi.fn<(value: string) => void>()
  const component = mount(
    defineComponent({
      setup: () =>
        useLive<string>((bring, fail) => {
          streams.push({ bring, fail })
          return stop
        }, onValue),
      render: () => null,
    }),
  )
  const { vm } = component

  streams[0]!.bring('swifts')
  expect(onValue).toHaveBeenLastCalledWith('swifts')
  streams[0]!.fail(new Error('Connection failed'))
  expect(vm.error).toBe('Connection failed')

  vm.retry()
  expect(vm.error).toBe('')
  expect(stop).toHaveBeenCalledOnce()
  streams[0]!.bring('bats')
  streams[0]!.fail(new Error('Connection failed'))
  expect(onValue).toHaveBeenCalledOnce()
  expect(vm.error).toBe('')

  component.unmount()
  expect(stop).toHaveBeenCalledTimes(2)
})

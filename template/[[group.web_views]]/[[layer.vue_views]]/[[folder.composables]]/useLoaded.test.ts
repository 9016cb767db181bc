import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useLoaded } from './useLoaded'

function mountLoaded(load: () => Promise<string>) {
  return mount(defineComponent({ setup: () => useLoaded(load), render: () => null })).vm
}

test('the newest answer counts, whichever comes last', async () => {
  const answers: ((value: string) => void)[] = []
  const load = () => new Promise<string>((resolve) => answers.push(resolve))
  const vm = mountLoaded(load)
  vm.reload()
  answers[1]!('new')
  await flushPromises()
  answers[0]!('old')
  await flushPromises()
  expect(vm.data).toBe('new')
})

test('says what went wrong, until it is tried again', async () => {
  const load = vi
    .fn<() => Promise<string>>(async () => 'here')
    .mockRejectedValueOnce(new Error('Not Authorized'))
  const vm = mountLoaded(load)
  await flushPromises()
  expect(vm.error).toBe('Not Authorized')
  vm.reload()
  await flushPromises()
  expect(vm).toMatchObject({ data: 'here', error: '' })
})

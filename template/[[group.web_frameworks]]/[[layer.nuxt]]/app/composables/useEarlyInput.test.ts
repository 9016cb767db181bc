import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import { useEarlyInput } from './useEarlyInput'

const hookOnce = vi.fn<(name: string, then: () => void) => void>()
vi.stubGlobal('useNuxtApp', () => ({ hooks: { hookOnce } }))

test('what somebody wrote and sent before Vue ran is neither lost nor done twice', async () => {
  const send = vi.fn<(text: string, isDone: boolean) => void>()
  const form = mount(
    defineComponent({
      data: () => ({ text: '', isDone: false }),
      setup: useEarlyInput,
      methods: { send },
      template: `
        <form @submit.prevent="send(text, isDone)">
          <input v-model="text" />
          <input v-model="isDone" type="checkbox" />
          <button />
        </form>`,
    }),
    { attachTo: document.body },
  )
  const [text, box] = form.findAll('input').map(({ element }) => element)
  const element = form.element as HTMLFormElement
  const hold = vi.fn<(event: Event) => void>()
  window.early = {
    written: new Map<HTMLInputElement, boolean | string>([
      [text!, 'Air the tent'],
      [box!, true],
    ]),
    note: () => {},
    hold,
    form: element,
  }
  addEventListener('submit', hold, true)

  const [[name, bringBack]] = hookOnce.mock.calls as [[string, () => void]]
  expect(name).toBe('app:suspense:resolve')
  bringBack()
  await nextTick()
  expect(send).toHaveBeenCalledExactlyOnceWith('Air the tent', true)
  expect(hold).not.toHaveBeenCalled()
  expect(text!.value).toBe('Air the tent')
})

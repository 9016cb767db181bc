import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import { useEarlyInput } from './useEarlyInput'

const hookOnce = vi.fn<(name: string, then: () => void) => void>()
vi.stubGlobal('useNuxtApp', () => ({ hooks: { hookOnce } }))

test('what somebody wrote, sent and pressed before Vue ran is neither lost nor done twice', async () => {
  const send = vi.fn<(text: string, isDone: boolean) => void>()
  const leave = vi.fn<() => void>()
  const page = mount(
    defineComponent({
      data: () => ({ text: '', isDone: false }),
      setup: useEarlyInput,
      methods: { send, leave },
      template: `
        <main>
          <form @submit.prevent="send(text, isDone)">
            <input v-model="text" />
            <input v-model="isDone" type="checkbox" />
            <button />
          </form>
          <button id="leave" @click="leave()" />
        </main>`,
    }),
    { attachTo: document.body },
  )
  const [text, box] = page.findAll('input').map(({ element }) => element)
  const hold = vi.fn<(event: Event) => void>()
  window.early = {
    written: new Map<HTMLInputElement, boolean | string>([
      [text!, 'Air the tent'],
      [box!, true],
    ]),
    note: () => {},
    hold,
    press: hold,
    form: page.get<HTMLFormElement>('form').element,
    button: page.get<HTMLButtonElement>('#leave').element,
  }
  addEventListener('submit', hold, true)
  addEventListener('click', hold, true)

  const [[name, bringBack]] = hookOnce.mock.calls as [[string, () => void]]
  expect(name).toBe('app:suspense:resolve')
  bringBack()
  await nextTick()
  expect(send).toHaveBeenCalledExactlyOnceWith('Air the tent', true)
  expect(leave).toHaveBeenCalledOnce()
  expect(hold).not.toHaveBeenCalled()
  expect(text!.value).toBe('Air the tent')
})
